"""Sentences told in nearly the same words: the alternatives in one place of both, by kind."""

from __future__ import annotations

import pytest

from compare.embedding import default_encoder
from compare.pipeline import compare_readouts
from compare.records import Readout
from corpora import load_resources


@pytest.mark.parametrize(
    ("language", "one", "other", "kind", "words"),
    [
        (
            "en",
            "The squatters entered the old granary on the western quay at noon.",
            "The tenants entered the old granary on the western quay at noon.",
            "naming",
            {"The squatters", "The tenants"},
        ),
        (
            "en",
            "The council of Marl will repay the harbour loan to the savings bank.",
            "The council of Marl may repay the harbour loan to the savings bank.",
            "modality",
            {"will", "may"},
        ),
        (
            "fr",
            "Le conseil de Marl doit rembourser l'emprunt du port à la banque.",
            "Le conseil de Marl pourrait rembourser l'emprunt du port à la banque.",
            "modality",
            {"doit", "pourrait"},
        ),
    ],
)
def test_the_alternative_in_one_place(
    language: str, one: str, other: str, kind: str, words: set[str]
) -> None:
    pair = [
        Readout(source="Arlen", language=language, text=one),
        Readout(source="Velia", language=language, text=other),
    ]
    found = compare_readouts(pair, encoder=default_encoder(), resources=load_resources())
    told = {each.kind: {found.text_of(span) for span in each.spans} for each in found.framing}
    assert told.get(kind) == words


def test_other_sentences_are_no_parallels() -> None:
    pair = [
        Readout(
            source="Arlen", language="en", text="The squatters entered the granary. It rained all night."
        ),
        Readout(
            source="Velia", language="en", text="A ferry to Marl leaves at six. Tickets are sold on board."
        ),
    ]
    found = compare_readouts(pair, encoder=default_encoder(), resources=load_resources())
    assert [each for each in found.framing if each.subkind == "parallel"] == []
