"""What the accounts add to a pair: nearest both ways, and names that only two claims bear."""

from __future__ import annotations

import pytest

from compare.alignment import Candidate
from compare.options import CompareOptions
from compare.relations.context import Bearing, context_of

OPTIONS = CompareOptions(link_prior=-1.0, link_rank=1.0, link_name=1.0, link_word=1.0)
TOLD = ("lume aldan", "aldan", "lume aldan", "aldan", "aldan")


def named(*told: str) -> list[Bearing]:
    return [Bearing(frozenset(names.split()), frozenset(), frozenset(), "en") for names in told]


def worded(language: str, *told: str) -> list[Bearing]:
    return [Bearing(frozenset(), frozenset(), frozenset(words.split()), language) for words in told]


def context(*candidates: Candidate) -> list[float]:
    return [float(value) for value in context_of(candidates, named(*TOLD), OPTIONS)]


def test_nearest_both_ways_stands_above_a_pair_with_nearer_ones() -> None:
    first, second, third = context(Candidate(1, 3, 0.5, 0), Candidate(1, 3, 0.5, 1), Candidate(1, 3, 0.5, 3))
    assert first > second > third
    assert second - third == pytest.approx(first - second)


def test_a_name_of_two_claims_ties_and_one_of_all_claims_hardly() -> None:
    rare, common, none = (
        context_of([Candidate(0, 2, 0.5)], named(*TOLD), OPTIONS)[0],
        context_of([Candidate(1, 3, 0.5)], named(*TOLD), OPTIONS)[0],
        context_of([Candidate(0, 1, 0.5)], named("a", "b"), OPTIONS)[0],
    )
    assert rare == pytest.approx(0.0)
    assert none == pytest.approx(-1.0)
    assert none <= common < rare


def test_a_rare_word_ties_within_a_language_only() -> None:
    pair = [Candidate(0, 1, 0.5)]
    (shared,) = context_of(pair, worded("en", "sanction discus", "sanction", "discus", "discus"), OPTIONS)
    (common,) = context_of(pair, worded("en", "discus a", "discus b", "discus", "discus"), OPTIONS)
    (across,) = context_of(pair, [*worded("en", "sanction"), *worded("uk", "санкці")], OPTIONS)
    assert shared > across > common


def test_no_candidates() -> None:
    assert context() == []
