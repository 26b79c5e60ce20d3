"""Candidates: nearest neighbours either way, between readouts only."""

from __future__ import annotations

import numpy as np

from compare.alignment import propose_pairs
from compare.options import CompareOptions
from compare.records import Claim, Readout, Span

A, B, C = (Readout(source=name, text=name * 9) for name in "abc")
FLAT = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.8, 0.6], [0.0, 1.0]], dtype=np.float32)


def claims(readouts: list[Readout]) -> list[Claim]:
    return [
        Claim(id=f"k{n}", readout=readout.id, start=0, end=1, spans=(Span(0, 1),))
        for n, readout in enumerate(readouts)
    ]


def test_neighbours_of_other_readouts_within_floor_and_margin() -> None:
    options = CompareOptions(candidates_per_claim=2, candidate_floor=0.3, candidate_margin=0.15)
    found = propose_pairs([A, B], claims([A, A, B, B, B]), FLAT, options)
    assert [(pair.a, pair.b, round(pair.cosine, 3), pair.rank) for pair in found] == [
        (0, 2, 1.0, 0),
        (0, 3, 0.8, 1),
        (1, 4, 1.0, 0),
    ]


def test_order_of_readouts_changes_nothing() -> None:
    options = CompareOptions()
    told = claims([A, A, B, B, C])
    assert propose_pairs([A, B, C], told, FLAT, options) == propose_pairs([C, B, A], told, FLAT, options)


def test_a_further_readout_displaces_no_candidate() -> None:
    options = CompareOptions(candidates_per_claim=1)
    both = propose_pairs([A, B], claims([A, A, B, B]), FLAT[:4], options)
    three = propose_pairs([A, B, C], claims([A, A, B, B, C]), FLAT, options)
    assert set(both) <= set(three)


def test_a_readout_without_claims_has_no_candidates() -> None:
    assert propose_pairs([A, B], claims([A, A]), FLAT[:2], CompareOptions()) == ()
