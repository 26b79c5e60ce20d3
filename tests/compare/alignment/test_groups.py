"""Matches from pairs: many-to-many, several readouts, and no chains."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compare.alignment import group_matches
from compare.options import CompareOptions
from compare.records import Claim, Pair, Relation, Span, stable_id

OPTIONS = CompareOptions(link_threshold=0.5, group_linkage=0.4)


def claims(names: str) -> list[Claim]:
    return [Claim(id=name, readout=name[0], start=0, end=1, spans=(Span(0, 1),)) for name in names.split()]


def pair(a: str, b: str, linked: float, relation: Relation = "same") -> Pair:
    shares = {"same": linked, "reframed": 0.0, "conflict": 0.0, "unrelated": 1 - linked}
    return Pair(a=a, b=b, relation=relation, confidence=linked, similarity=linked, probabilities=shares)


CASES = [
    ("one to one", "a1 b1", [("a1", "b1", 0.9)], ["a1 b1"]),
    ("a list against its items", "a1 b1 b2", [("a1", "b1", 0.9), ("a1", "b2", 0.8)], ["a1 b1 b2"]),
    (
        "crossing order",
        "a1 a2 b1 b2",
        [("a1", "b2", 0.9), ("a2", "b1", 0.9)],
        ["a1 b2", "a2 b1"],
    ),
    (
        "a chain is cut at its weakest link",
        "a1 a2 b1 b2",
        [("a1", "b1", 0.9), ("a2", "b2", 0.9), ("a1", "b2", 0.6)],
        ["a1 b1", "a2 b2"],
    ),
    (
        "three accounts",
        "a1 b1 c1",
        [("a1", "b1", 0.9), ("b1", "c1", 0.8), ("a1", "c1", 0.7)],
        ["a1 b1 c1"],
    ),
    (
        "a chain over three accounts needs a link of its ends",
        "a1 b1 c1 b2",
        [("a1", "b1", 0.9), ("b1", "c1", 0.55), ("c1", "b2", 0.9)],
        ["a1 b1", "b2 c1"],
    ),
    ("too weak", "a1 b1", [("a1", "b1", 0.4)], []),
]


@pytest.mark.parametrize(("name", "given", "links", "expected"), CASES, ids=[case[0] for case in CASES])
def test_groups(name: str, given: str, links: list[tuple[str, str, float]], expected: list[str]) -> None:
    matches = group_matches(claims(given), [pair(*link) for link in links], OPTIONS)
    assert sorted(" ".join(match.claims) for match in matches) == expected
    mirrored = [pair(b, a, linked) for a, b, linked in reversed(links)]
    assert {match.id for match in group_matches(claims(given), mirrored, OPTIONS)} == {
        stable_id("m", *group.split()) for group in expected
    }


def test_the_strongest_relation_names_the_match() -> None:
    (match,) = group_matches(
        claims("a1 b1 b2"), [pair("a1", "b1", 0.9), pair("a1", "b2", 0.7, "conflict")], OPTIONS
    )
    assert match.relation == "conflict"
    assert match.confidence == pytest.approx(0.8)
    assert [(each.a, each.b) for each in match.pairs] == [("a1", "b1"), ("a1", "b2")]


def test_unrelated_pairs_do_not_link() -> None:
    assert group_matches(claims("a1 b1"), [pair("a1", "b1", 0.9, "unrelated")], OPTIONS) == ()


PARALLEL = CompareOptions(link_threshold=0.5, group_linkage=0.4, parallel=1)


@pytest.mark.parametrize(
    ("given", "links", "expected"),
    [
        ("a1 a2 b1 b2", [("a1", "b2", 0.9), ("a2", "b1", 0.8)], ["a1 b2"]),
        (
            "a1 a2 a3 b1 b2 b3",
            [("a1", "b1", 0.7), ("a2", "b2", 0.7), ("a3", "b3", 0.7), ("a1", "b3", 0.6)],
            ["a1 b1", "a2 b2", "a3 b3"],
        ),
        ("a1 a2 b1", [("a1", "b1", 0.8), ("a2", "b1", 0.8)], ["a1 a2 b1"]),
        ("a1 a2 b1 c1 c2", [("a1", "c2", 0.9), ("a2", "c1", 0.6), ("a2", "b1", 0.7)], ["a1 c2", "a2 b1"]),
    ],
    ids=["a crossing", "many weak ones against a strong one", "a merge stays", "each two readouts alone"],
)
def test_translations_keep_their_order(
    given: str, links: list[tuple[str, str, float]], expected: list[str]
) -> None:
    told = [replace(claim, start=int(claim.id[1]), end=int(claim.id[1]) + 1) for claim in claims(given)]
    for pairs in ([pair(*link) for link in links], [pair(b, a, linked) for a, b, linked in links]):
        matches = group_matches(told, pairs, PARALLEL)
        assert sorted(" ".join(match.claims) for match in matches) == expected
