"""What the engine asks of an entailment model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

LABELS = ("entailment", "neutral", "contradiction")
"""The columns of every prediction, in this order."""

RELATIONS = ("same", "reframed", "conflict", "unrelated")
"""The columns of what a :class:`RelationReader` tells, in this order."""

Probabilities = NDArray[np.float32]


@runtime_checkable
class EntailmentModel(Protocol):
    """Premise and hypothesis to three probabilities. The names go into the signature of every report."""

    @property
    def name(self) -> str: ...

    @property
    def revision(self) -> str: ...

    @property
    def runtime(self) -> str: ...

    def predict(self, pairs: Sequence[tuple[str, str]]) -> Probabilities:
        """Probabilities of shape (n, 3), float32, columns as in :data:`LABELS`, rows sum to 1.

        A pair is (premise, hypothesis): does the first text, if true, make the second one true? The row
        of a pair does not depend on the other pairs of the call, beyond rounding.
        """
        ...


@runtime_checkable
class RelationReader(Protocol):
    """An entailment model that tells by the same reading how the accounts relate that say the two texts."""

    def read(self, pairs: Sequence[tuple[str, str]]) -> tuple[Probabilities, Probabilities]:
        """What :meth:`EntailmentModel.predict` gives, and probabilities of shape (n, 4), float32.

        Their columns are those of :data:`RELATIONS`, their rows sum to 1.
        """
        ...


def softmax(scores: NDArray[np.floating]) -> Probabilities:
    """Scores (n, k) to probabilities (n, k), computed in float64."""
    shifted = np.exp(scores.astype(np.float64) - scores.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True), dtype=np.float32)
