"""The code words of diplomacy: one mark for one code, however many words it has."""

from __future__ import annotations

import pytest

from compare.framing import tone
from compare.framing.reading import Reading, lexis_of
from corpora import load_resources


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("uk", "Розмова була прямою і непростою.", ["прямою і непростою"]),
        ("en", "The talks were frank and open.", ["frank and open"]),
        ("fr", "L'entretien a été franc et direct.", ["franc et direct"]),
        (
            "en",
            "The talks were frank. The meeting was constructive.",
            ["frank", "constructive"],
        ),
    ],
)
def test_joined_words_of_one_sort_are_one_code(language: str, text: str, codes: list[str]) -> None:
    reading = Reading(text, language, lexis_of(load_resources()))
    assert [text[mark.start : mark.end] for mark in tone.find_marks(reading)] == codes
