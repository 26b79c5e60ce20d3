"""From evidence to probabilities and a relation."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from compare.options import CompareOptions
from compare.records import Relation
from compare.relations.statements import Judgement, Mark, Statement

_LABELS = ("entailment", "neutral", "contradiction")


def decide(
    a: Statement,
    b: Statement,
    cosine: float,
    forth: NDArray[np.float64],
    back: NDArray[np.float64],
    overlap: float,
    marks: Sequence[Mark],
    options: CompareOptions,
) -> Judgement:
    """The judgement of one pair from its evidence."""
    entails = {
        "a_to_b": dict(zip(_LABELS, map(float, forth), strict=True)),
        "b_to_a": dict(zip(_LABELS, map(float, back), strict=True)),
    }
    if a.text.strip() == b.text.strip():
        return Judgement(
            similarity=1.0,
            relation="same",
            confidence=1.0,
            probabilities={"same": 1.0, "reframed": 0.0, "conflict": 0.0, "unrelated": 0.0},
            entailment=entails,
        )
    both = float(min(forth[0], back[0]))
    against = float(forth[2] + back[2]) / 2
    either = float(max(forth[0], back[0]))
    linked = _logistic(options.link_slope * (cosine - options.link_midpoint) + 1.5 * (either - 0.3))
    similarity = _logistic(6.0 * (cosine - options.link_midpoint) + 2.0 * both - against)
    conflict = linked * 0.6 * against
    same = (linked - conflict) * (0.25 + 0.75 * both)
    probabilities: dict[Relation, float] = {
        "same": same,
        "reframed": linked - conflict - same,
        "conflict": conflict,
        "unrelated": 1.0 - linked,
    }
    relation: Relation = max(probabilities, key=lambda name: probabilities[name])
    if probabilities[relation] < options.undecided_below:
        relation = "undecided"
    confidence = max(probabilities.values())
    return Judgement(
        similarity=similarity,
        relation=relation,
        confidence=confidence,
        probabilities={str(name): value for name, value in probabilities.items()},
        entailment=entails,
        reasons=tuple(marks),
    )


def _logistic(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, x))))
