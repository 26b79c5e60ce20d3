"""Exact figures of calibration and of links from drawn outcomes."""

from __future__ import annotations

import pytest

from compare.evaluation.readouts import Outcome, figures_of_outcomes
from compare.evaluation.relations import calibration_of


def test_calibration_error_is_the_gap_between_what_is_said_and_what_is_so() -> None:
    sure = [1.0] * 5 + [0.0] * 5
    (right,) = calibration_of("drawn", "same", sure, [True] * 5 + [False] * 5)
    (wrong,) = calibration_of("drawn", "same", sure, [False] * 5 + [True] * 5)
    (half,) = calibration_of("drawn", "same", [0.55] * 10, [True] * 3 + [False] * 7)
    assert [right.value, wrong.value, half.value] == pytest.approx([0.0, 1.0, 0.25])
    assert half.note == "prevalence 0.30"


def test_a_conflict_is_also_measured_where_conflicts_are_rare() -> None:
    even, rare = calibration_of("drawn", "conflict", [0.5] * 10, [True] * 5 + [False] * 5)
    assert even.value == pytest.approx(0.0)
    assert rare.measure == "ECE of conflict at a prior of 3%"
    assert rare.value == pytest.approx(0.0)


def test_precision_counts_pairs_of_claims_and_recall_counts_links() -> None:
    links = {("a1", "b1"), ("a2", "b2"), ("a3", "b3"), ("a4", "b4")}
    outcome = Outcome(
        links=links,
        found={("a1", "b1"), ("a2", "b2")},
        told=2,
        right=1,
        omitted=set(),
        reported=set(),
        claims=8,
    )
    value = {figure.measure: figure.value for figure in figures_of_outcomes([outcome])}
    assert (value["link precision"], value["link recall"], value["link F1"]) == pytest.approx((0.5, 0.5, 0.5))
