"""Which word of one statement answers which word of the other, within and across languages.

The states of the tokens in context decide, as in SimAlign (Jalili Sabet et al. 2020, argmax both ways): so a
figure is held against the figure of the same thing, and a denial against what it denies.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from compare.relations.tokens import Token

Floats = NDArray[np.float32]

NEAR = 0.5
"""Cosine of two words in the middle layer from which on one can answer the other."""
_PARTED = 0.62
"""The same where the two words are not each other's nearest."""


@dataclass(frozen=True)
class Answers:
    """``cosines``: shape (tokens of a, tokens of b), of the words that the tokens are part of."""

    cosines: Floats

    @cached_property
    def _best(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        return self.cosines.argmax(axis=1), self.cosines.argmax(axis=0)

    @cached_property
    def turned(self) -> Answers:
        """The same, seen from b."""
        return Answers(self.cosines.T)

    def likeness(self, here: int, there: int) -> float:
        """Cosine of two words; 0 where it is too low for an answer, or another word is a better one."""
        cosine = float(self.cosines[here, there])
        forth, back = self._best
        best = (
            self.cosines[here, forth[here]] <= cosine + 1e-6,
            self.cosines[back[there], there] <= cosine + 1e-6,
        )
        if (all(best) and cosine >= NEAR) or (any(best) and cosine >= _PARTED):
            return cosine
        return 0.0

    def answer(self, here: int) -> tuple[int | None, float]:
        """The place of the word that answers, and how alike they are; (None, 0) without one."""
        there = int(self._best[0][here])
        cosine = self.likeness(here, there)
        return (there, cosine) if cosine else (None, 0.0)

    def alike(self, here: Iterable[int], there: Iterable[int]) -> float:
        """The best likeness between a word of one group and a word of the other, 0 without one."""
        second = list(there)
        return max((self.likeness(i, j) for i in here for j in second), default=0.0)


def answers_of(
    tokens_a: Sequence[Token],
    tokens_b: Sequence[Token],
    states: tuple[Floats, Floats],
    words: tuple[Sequence[tuple[int, int]], Sequence[tuple[int, int]]],
) -> Answers | None:
    """The answers between the tokens of two statements, or None where a text cannot be read word by word.

    Args:
        tokens_a: tokens of the one statement.
        tokens_b: those of the other.
        states: of each, shape (pieces, d), rows of unit length.
        words: of each, the offsets of the word that a piece is part of.
    """
    a, b = _of_tokens(tokens_a, states[0], words[0]), _of_tokens(tokens_b, states[1], words[1])
    if a is None or b is None:
        return None
    return Answers(np.round(a @ b.T, 5))


def _of_tokens(tokens: Sequence[Token], states: Floats, words: Sequence[tuple[int, int]]) -> Floats | None:
    """A row for each token, zero after the end of what was read."""
    if not tokens or len(words) != len(states):
        return None
    rows = np.zeros((len(tokens), states.shape[1]), dtype=np.float32)
    spans = np.array(words)
    for place, token in enumerate(tokens):
        inside = (spans[:, 0] <= token.start) & (token.start < spans[:, 1])
        if inside.any():
            row = states[inside].mean(axis=0)
            rows[place] = row / max(float(np.linalg.norm(row)), 1e-12)
    return rows
