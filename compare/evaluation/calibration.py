"""Fits the weights of ``compare/relations/calibration.json`` on development data.

Similarity: one logistic model whose weights all sets share; each set has a scale and a constant of its own,
because a graded score, "same event" and "no difference" are not one scale (they are dropped afterwards; the
shipped constant is that of the graded sets). Relation: a multinomial logistic model over same, reframed,
conflict and unrelated; a label that leaves several outcomes open counts the sum of their probabilities.
Signs are held where meaning fixes them, so that more evidence never lowers what it speaks for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from compare.relations.calibration import OUTCOMES
from compare.relations.evidence import FEATURES, Floats

COLUMNS = (*FEATURES, "constant")

_RISES = (
    "cosine",
    "entailment_min",
    "entailment_max",
    "entailment_cosine",
    "entailment_odds",
    "trigrams",
    "content",
)
_CONFLICTING = (
    "contradiction",
    "contradiction_cosine",
    "number_conflict",
    "date_conflict",
    "polarity",
    "antonym",
    "role",
    "conflict_cosine",
    "contradiction_odds",
)
_RISES_SIMILAR = ("cosine", "entailment_min", "entailment_max", "entailment_cosine", "tokens")
_FALLS_SIMILAR = (*_CONFLICTING, "participant")
_FREE_SIMILAR = ("cross", "cosine_cross", "tokens_worst", "backward", "backward_alike")
_SIMILAR = (*_RISES_SIMILAR, *_FALLS_SIMILAR, *_FREE_SIMILAR)
"""What similarity rests on; surface overlap, names, length and the relations that the cross-encoder reads
added nothing on the development sets."""
_MARKS = ("polarity", "antonym", "role", "number_conflict", "date_conflict", "conflict_cosine")
_SURFACE = ("trigrams", "content", "containment", "names", "length")
_UNUSED = {"conflict": (*_SURFACE, "names_apart"), "unrelated": (*_MARKS, *_SURFACE, "date_same", "modality")}
"""Evidence kept out of an outcome: contradictions of test sets are often minimal edits, so that overlap must
not speak for one; and a difference that has a reason must not make a pair unrelated."""


@dataclass(frozen=True)
class Graded:
    """A set for similarity: features (n, f), targets (n,) in 0..1, and its weight in the fit."""

    name: str
    features: Floats
    targets: Floats
    weight: float = 1.0


@dataclass(frozen=True)
class Labelled:
    """A set for the relation: features (n, f), and for each row which OUTCOMES its label allows, (n, 4)."""

    name: str
    features: Floats
    allowed: Floats
    weight: float = 1.0


def fit_similarity(sets: Sequence[Graded], ridge: float = 0.0005) -> Mapping[str, float]:
    """Weights by name. Minimises the cross-entropy of the sets, each counted by its weight."""
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    count, width = len(sets), len(FEATURES)
    data = [(each.features, each.targets, each.weight) for each in sets]

    def loss(x: Floats) -> tuple[float, Floats]:
        w, scale, constant = x[:width], x[width : width + count], x[width + count :]
        total, gradient = ridge * float(w @ w), np.zeros_like(x)
        gradient[:width] = 2 * ridge * w
        total += 0.05 * float((scale - 1) @ (scale - 1))
        gradient[width : width + count] = 0.1 * (scale - 1)
        for at, (features, targets, weight) in enumerate(data):
            inner = features @ w
            score = scale[at] * inner + constant[at]
            share = weight / len(targets)
            total += share * float(np.sum(np.logaddexp(0, score) - targets * score))
            error = share * (1 / (1 + np.exp(-score)) - targets)
            gradient[:width] += scale[at] * (features.T @ error)
            gradient[width + at] += float(error @ inner)
            gradient[width + count + at] += float(error.sum())
        return total, gradient

    start = np.concatenate([np.zeros(width), np.ones(count), np.zeros(count)])
    bounds = [
        _bound(name, _RISES_SIMILAR, _FALLS_SIMILAR) if name in _SIMILAR else (0.0, 0.0) for name in FEATURES
    ]
    bounds += [(0.2, 5.0)] * count + [(None, None)] * count
    best = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 2000}).x
    graded = [at for at, each in enumerate(sets) if each.name.startswith("stsb")] or list(range(count))
    scale = float(np.mean(best[width : width + count][graded]))
    constant = float(np.mean(best[width + count :][graded]))
    return dict(zip(COLUMNS, [*(scale * best[:width]), constant], strict=True))


def fit_relation(sets: Sequence[Labelled], ridge: float = 0.01) -> Mapping[str, Mapping[str, float]]:
    """Weights by outcome and name; the sign of evidence for a conflict is held against ``same``.

    ``ridge``: tried .001 to .03; more of it calibrates better on pairs that were not fitted on
    (``paraphraser_ru``: ECE of same .057 at .001, .046 at .01), less tells the plain pairs better.
    """
    from scipy.optimize import minimize

    width, outcomes = len(COLUMNS), len(OUTCOMES)
    data = [
        (np.hstack([each.features, np.ones((len(each.features), 1))]), each.allowed, each.weight)
        for each in sets
    ]

    def loss(x: Floats) -> tuple[float, Floats]:
        w = x.reshape(outcomes, width)
        penal = w.copy()
        penal[:, -1] = 0.0
        total, gradient = ridge * float((penal * penal).sum()), 2 * ridge * penal
        for features, allowed, weight in data:
            score = features @ w.T
            score -= score.max(axis=1, keepdims=True)
            shares = np.exp(score)
            shares /= shares.sum(axis=1, keepdims=True)
            hit = np.maximum((shares * allowed).sum(axis=1, keepdims=True), 1e-12)
            share = weight / len(features)
            total -= share * float(np.log(hit).sum())
            gradient -= share * (shares * allowed / hit - shares).T @ features
        return total, gradient.ravel()

    bounds: list[tuple[float | None, float | None]] = []
    for outcome in OUTCOMES:
        rises = {"conflict": _CONFLICTING, "same": (*_RISES, "number_same", "date_same")}.get(outcome, ())
        falls = {"same": _CONFLICTING, "unrelated": _RISES}.get(outcome, ())
        unused = _UNUSED.get(outcome, ())
        bounds += [(0.0, 0.0) if name in unused else _bound(name, rises, falls) for name in COLUMNS]
    start = np.zeros(outcomes * width)
    best = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 3000}).x
    table = best.reshape(outcomes, width)
    return {name: dict(zip(COLUMNS, row, strict=True)) for name, row in zip(OUTCOMES, table, strict=True)}


def _bound(name: str, rises: Sequence[str], falls: Sequence[str]) -> tuple[float | None, float | None]:
    return (0.0, None) if name in rises else (None, 0.0) if name in falls else (None, None)


def allowed_outcomes(*names: str) -> Floats:
    """Shape (4,): 1 where an outcome is among the names."""
    return np.array([float(outcome in names) for outcome in OUTCOMES])


def rounded(weights: Mapping[str, Any]) -> dict[str, Any]:
    """Weights to 6 digits, zeros left out, for the file."""
    out: dict[str, Any] = {}
    for name, value in weights.items():
        if isinstance(value, Mapping):
            out[name] = rounded(value)
        elif abs(value) > 5e-7:
            out[name] = round(float(value), 6)
    return out
