"""How the words of two texts answer each other, by their states in context.

Each token is matched with the nearest token of the other text, as in BERTScore (Zhang et al. 2020). Which
tokens come next to each other on both sides tells near-identical wordings with another order apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
States = tuple[Floats, Floats]
"""Of one text: (tokens, d) in a middle layer and in the last one, rows of unit length."""


@dataclass(frozen=True, slots=True)
class Wording:
    """``agreement``: mean cosine of a token and its answer; ``weakest``: that of the worst quarter of the
    tokens; ``backward``: share (0..1) of steps from token to token whose answers stand the other way round.
    """

    agreement: float
    weakest: float
    backward: float


def wording_of(a: States, b: States) -> Wording:
    """The same figures for (b, a)."""
    middle, last = a[0] @ b[0].T, a[1] @ b[1].T
    return Wording(
        agreement=_both_ways(last, _mean),
        weakest=_both_ways(middle, _worst_quarter),
        backward=_both_ways(middle, _backward),
    )


def _both_ways(cosines: Floats, measure: Callable[[Floats], float]) -> float:
    return round((measure(cosines) + measure(cosines.T)) / 2, 6)


def _mean(cosines: Floats) -> float:
    return float(cosines.max(axis=1).mean())


def _worst_quarter(cosines: Floats) -> float:
    best = np.sort(cosines.max(axis=1))
    return float(best[: max(1, len(best) // 4)].mean())


def _backward(cosines: Floats) -> float:
    steps = np.diff(cosines.argmax(axis=1))
    return float((steps < 0).mean()) if len(steps) else 0.0
