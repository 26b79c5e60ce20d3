"""When a linked pair is called a conflict, and when the question stays open."""

from __future__ import annotations

import numpy as np
import pytest

from compare.options import CompareOptions
from compare.relations.decision import decide
from compare.relations.statements import Mark, Statement

SHARES = np.array([0.1, 0.1, 0.5, 0.3])
AGAINST = np.array([0.05, 0.15, 0.8])
FIGURES = Mark(
    kind="number", effect="conflict", weight=0.7, explanation="the figures differ: “six” against “семь”"
)
ENGLISH = Statement(text="Six people died in the flood.", language="en")
RUSSIAN = Statement(text="При наводнении погибли семь человек.", language="ru")
DENIAL = Statement(text="Nobody died in the flood.", language="en")


def related(
    a: Statement, b: Statement, marks: tuple[Mark, ...], *, linked: bool | None, contested: bool = True
) -> str:
    return decide(
        a, b, 0.5, SHARES, AGAINST, AGAINST, marks, CompareOptions(), linked=linked, contested=contested
    ).relation


@pytest.mark.parametrize(
    ("other", "marks", "contested", "relation"),
    [
        (RUSSIAN, (FIGURES,), True, "conflict"),
        (RUSSIAN, (), True, "undecided"),
        (RUSSIAN, (FIGURES,), False, "undecided"),
        (DENIAL, (), True, "conflict"),
        (DENIAL, (), False, "undecided"),
    ],
)
def test_a_conflict_of_linked_claims_is_shown(
    other: Statement, marks: tuple[Mark, ...], contested: bool, relation: str
) -> None:
    assert related(ENGLISH, other, marks, linked=True, contested=contested) == relation
    assert related(other, ENGLISH, marks, linked=True, contested=contested) == relation


def test_a_pair_alone_is_read_as_a_whole() -> None:
    assert related(ENGLISH, RUSSIAN, (), linked=None) == "conflict"
