"""Clauses: one assertion each; the sentences of ``clauses.jsonl`` are invented."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.claims import split_clauses, split_sentences
from compare.records import Span

CASES = [
    json.loads(line) for line in Path(__file__).with_name("clauses.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_clauses_of(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [clause.of(text) for clause in split_clauses(text, Span(0, len(text)), case["language"])]
    assert found == case["clauses"]


def test_outside_the_four_languages_only_semicolons_cut() -> None:
    text = "Die Minister trafen sich und berieten lange; am Abend reisten sie ab, weil es spät war."
    found = [clause.of(text) for clause in split_clauses(text, Span(0, len(text)), "de")]
    assert found == [
        "Die Minister trafen sich und berieten lange",
        "am Abend reisten sie ab, weil es spät war.",
    ]


def test_offsets_count_from_the_start_of_the_text() -> None:
    text = "Short note. Talks resumed on Friday; no statement was issued afterwards."
    second = split_sentences(text, "en")[1]
    assert [clause.of(text) for clause in split_clauses(text, second, "en")] == [
        "Talks resumed on Friday",
        "no statement was issued afterwards.",
    ]


WORDS = ["the", "leaders", "met", "and", "agreed", ",", "that", ";", "which", "noting", "(", ")", "“", "”"]
WORDS += ["а", "также", "что", "и", "который", "отметив", "3,4", "que", "ainsi", "est", "були"]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=40), st.sampled_from(["en", "fr", "ru", "uk", None])
)
def test_clauses_are_sorted_disjoint_and_inside_the_sentence(words: list[str], language: str | None) -> None:
    text = " ".join(words)
    clauses = split_clauses(text, Span(0, len(text)), language)
    assert clauses
    assert all(a.end <= b.start for a, b in pairwise(clauses))
    assert all(0 <= clause.start <= clause.end <= len(text) for clause in clauses)
