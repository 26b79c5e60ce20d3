"""The fitted weights that turn evidence into a similarity and into probabilities.

Two models of few parameters over the features of :mod:`compare.relations.evidence`: a logistic one for
similarity and a multinomial logistic one for the relation. ``calibration.json`` holds the weights and says
what they were fitted on; ``compare.evaluation.calibration`` fits them anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from compare.entailment import RELATIONS
from compare.relations.evidence import FEATURES, Floats

FILE = Path(__file__).with_name("calibration.json")
OUTCOMES = RELATIONS


@dataclass(frozen=True)
class Calibration:
    """Weights over FEATURES, the last one the constant: (f + 1,) for similarity, (4, f + 1) for OUTCOMES."""

    similarity: Floats
    relation: Floats

    def similarities(self, features: Floats) -> Floats:
        """Shape (n,), 0..1, from features of shape (n, len(FEATURES))."""
        score = _with_constant(features) @ self.similarity
        graded: Floats = 1.0 / (1.0 + np.exp(-np.clip(score, -40.0, 40.0)))
        return graded

    def probabilities(self, features: Floats) -> Floats:
        """Shape (n, 4), columns as in OUTCOMES, rows sum to 1."""
        score = _with_constant(features) @ self.relation.T
        score -= score.max(axis=1, keepdims=True)
        shares: Floats = np.exp(score)
        shares /= shares.sum(axis=1, keepdims=True)
        return shares


def _with_constant(features: Floats) -> Floats:
    return np.concatenate([features, np.ones((len(features), 1))], axis=1)


@lru_cache(maxsize=1)
def bundled_calibration() -> Calibration:
    """The calibration that ships, read from the file once."""
    stored = json.loads(FILE.read_text(encoding="utf-8"))
    columns = (*FEATURES, "constant")

    def weights(named: dict[str, float]) -> list[float]:
        return [named.get(name, 0.0) for name in columns]

    return Calibration(
        similarity=np.array(weights(stored["similarity"]), dtype=np.float64),
        relation=np.array([weights(stored["relation"][name]) for name in OUTCOMES], dtype=np.float64),
    )
