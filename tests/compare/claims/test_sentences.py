"""Sentences: exact spans of real-looking text in four languages and beyond."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.claims import split_sentences

CASES = [
    ("", "en", []),
    (" \n\t ", "en", []),
    ("...", "en", []),
    ("Talks began", "en", ["Talks began"]),
    ("Talks began.  They failed.", "en", ["Talks began.", "They failed."]),
    (
        "The Kestrian officereportedthat talks began.They failed.",
        "en",
        ["The Kestrian officereportedthat talks began.", "They failed."],
    ),
    (
        "“We are ready,” Mr. A. B. Dorn said. “Are you?”",
        "en",
        ["“We are ready,” Mr. A. B. Dorn said.", "“Are you?”"],
    ),
    (
        "NOTE TO EDITORS\n\nThe call took place on 3 Mar. 2021.\n- It was short.\n- It was polite.",
        "en",
        ["NOTE TO EDITORS", "The call took place on 3 Mar. 2021.", "It was short.", "It was polite."],
    ),
    (
        "The two ministers met for an hour in the\ncapital and agreed on a list.\r\nNothing was signed.",
        "en",
        [
            "The two ministers met for an hour in the\ncapital and agreed on a list.",
            "Nothing was signed.",
        ],
    ),
    ("He paid 3.4 bn. euros, i.e. half.", "en", ["He paid 3.4 bn. euros, i.e. half."]),
    (
        "See v2.1.0 at kestria.gov/a.html?x=1. It is new.",
        "en",
        ["See v2.1.0 at kestria.gov/a.html?x=1.", "It is new."],
    ),
    ("L'entrée en vigueur de l'art. 5 est fixée.", "fr", ["L'entrée en vigueur de l'art. 5 est fixée."]),
    ("M. Roy est parti à 9 h. Il reviendra.", "fr", ["M. Roy est parti à 9 h.", "Il reviendra."]),
    ("« Partez ! » a-t-il crié. Puis : « Non ! »", "fr", ["« Partez ! » a-t-il crié.", "Puis : « Non ! »"]),
    (
        "Встреча прошла 3 мая 2021 г. в Орске. Итогов нет.",
        "ru",
        ["Встреча прошла 3 мая 2021 г. в Орске.", "Итогов нет."],
    ),
    (
        "«Нет», — ответил А. Б. Орлов. «Почему?» — спросили его.",
        "ru",
        ["«Нет», — ответил А. Б. Орлов.", "«Почему?» — спросили его."],
    ),
    (
        "Виділено 5 млн. грн. на ремонт. Строк — 2 р.",
        "uk",
        ["Виділено 5 млн. грн. на ремонт.", "Строк — 2 р."],
    ),
    ("Das ist z. B. klar. Ende.", "de", ["Das ist z. B. klar.", "Ende."]),
    ("بدأت المحادثات. انتهت اليوم؟ نعم.", "ar", ["بدأت المحادثات.", "انتهت اليوم؟", "نعم."]),
    ("会談は始まった。結果はない。", "ja", ["会談は始まった。", "結果はない。"]),
    (
        "He said: «Мы готовы. Ждём г. Орлова». Nobody came.",
        "en",
        ["He said: «Мы готовы.", "Ждём г. Орлова».", "Nobody came."],
    ),
]


@pytest.mark.parametrize(("text", "language", "expected"), CASES)
def test_sentences_of(text: str, language: str, expected: list[str]) -> None:
    assert [span.of(text) for span in split_sentences(text, language)] == expected


def test_an_unknown_language_takes_the_rules_of_the_script() -> None:
    text = "Mr. Dorn left. Г-н Орлов остался в г. Орске. М. Б. Рой пішла."
    expected = ["Mr. Dorn left.", "Г-н Орлов остался в г. Орске.", "М. Б. Рой пішла."]
    assert [span.of(text) for span in split_sentences(text, None)] == expected


def test_the_seed_article_keeps_its_run_together_words(seed_article: str) -> None:
    found = [span.of(seed_article) for span in split_sentences(seed_article, "en")]
    assert len(found) == 23
    assert (
        "In addition, the Kremlinreportedthat two leaders had an in-depth exchange of opinions on the "
        "security situation." in found
    )


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet=st.sampled_from('aбВГ .,!?…\n\r«»"“”()1-—•😀’;é\u2028\u00a0'), max_size=120),
    st.sampled_from(["en", "fr", "ru", "uk", "ar", None]),
)
def test_spans_are_sorted_disjoint_trimmed_and_lose_no_word(text: str, language: str | None) -> None:
    spans = split_sentences(text, language)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    covered = "".join(span.of(text) for span in spans)
    assert [char for char in covered if char.isalpha()] == [char for char in text if char.isalpha()]
