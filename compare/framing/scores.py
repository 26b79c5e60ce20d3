"""How loaded and how hedged a text is, 0..1, with the decision at .5.

``hedged`` is a logistic sum over the classes of the hedge lexicon. ``loaded`` joins the strength of the
loaded words with a linear reading of the text's vector: a ridge direction between loaded and plain
sentences that were written for this project (``training/sentences.tsv``). The few weights that join them were
fitted on development files: those of ``hedged`` on 1,068 Wikipedia sentences of CoNLL-2010 (Farkas et al.
2010), those of ``loaded`` on 1,469 news sentences of BABE (Spinde et al. 2021), the midpoints of the
reading in Ukrainian and Russian on 250 posts of UNLP 2025 (character F1 of passages).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from compare.embedding.encoder import Encoder, Vectors
from compare.framing.marks import Mark
from compare.framing.reading import Reading

HERE = Path(__file__).parent / "training"
SENTENCES = HERE / "sentences.tsv"
DIRECTION = HERE / "direction.npz"

_HEDGES = {
    "weasel_subject": 2.9,
    "passive_report": 2.05,
    "modal": 1.5,
    "modal_verb": 0.6,
    "epistemic_verb": 0.3,
    "epistemic_adverb": 1.5,
    "approximator": 1.2,
    "quantifier": 1.6,
    "generality": 0.7,
    "evaluation": 1.2,
}
_HEDGE_CAP = 2.0
_HEDGE_BASE = -0.72
_LOADED_WORDS = 0.57
_LOADED_CAP = 3.0
_LOADED_VECTOR = 2.1
_MIDPOINT = {"en": 0.52, "fr": 0.52, "ru": 0.21, "uk": 0.21}
_WORDS_ONLY = (1.1, -0.6)
_RIDGE = 5.0


@dataclass(frozen=True)
class Direction:
    """A linear reading of vectors: ``vectors @ weights + base``, in logits; above 0 is loaded."""

    encoder: str
    revision: str
    weights: NDArray[np.float32]
    base: float

    def read(self, vectors: Vectors) -> NDArray[np.float32]:
        return np.asarray(vectors @ self.weights + self.base, dtype=np.float32)


def hedged_score(reading: Reading) -> float:
    """How hedged a text is, from the lexicon."""
    sums: dict[str, float] = {}
    for hit in reading.hits("hedges"):
        sums[hit.entry.subkind] = sums.get(hit.entry.subkind, 0.0) + hit.entry.strength
    logit = _HEDGE_BASE + sum(
        _HEDGES.get(subkind, 1.0) * min(total, _HEDGE_CAP) for subkind, total in sorted(sums.items())
    )
    return _logistic(logit)


def loaded_score(marks: Sequence[Mark], logit: float | None, language: str | None) -> float:
    """How loaded a text is, from its loaded words and, where there is one, the reading of its vector."""
    words = min(_LOADED_CAP, sum(mark.strength for mark in marks))
    if logit is None:
        slope, base = _WORDS_ONLY
        return _logistic(base + slope * words)
    middle = _MIDPOINT.get(language or "", _MIDPOINT["en"])
    return _logistic(_LOADED_WORDS * words + _LOADED_VECTOR * (logit - middle))


def passage_confidence(logit: float, language: str | None) -> float:
    """How surely a sentence is loaded as a whole, 0..1, by the reading of its vector."""
    return _logistic(_LOADED_VECTOR * (logit - _MIDPOINT.get(language or "", _MIDPOINT["en"])))


def direction_for(encoder: Encoder) -> Direction:
    """The stored direction if it was made with this encoder, else one fitted now with it (seconds)."""
    stored = _stored()
    if stored and (stored.encoder, stored.revision) == (encoder.name, encoder.revision):
        return stored
    return _fitted_once(_Named(encoder))


def fit_direction(encoder: Encoder) -> Direction:
    """Ridge regression of loaded (1) against plain (−1) on the training sentences, centred by language.

    The scale makes one standard deviation of the training readings one and a half logits.
    """
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    used = [row for row in rows[1:] if row[1] in ("loaded", "neutral", "plain")]
    vectors = encoder.encode([row[2] for row in used], [row[0] for row in used]).astype(np.float64)
    loaded = np.array([row[1] == "loaded" for row in used])
    weight = np.where(loaded, 0.5 / loaded.sum(), 0.5 / (~loaded).sum())
    mean = weight @ vectors
    centred = vectors - mean
    target = np.where(loaded, 1.0, -1.0)
    gram = (centred * weight[:, None]).T @ centred
    ridge = _RIDGE * np.trace(gram) / len(gram) * np.eye(len(gram))
    weights = np.linalg.solve(gram + ridge, centred.T @ (weight * target))
    weights *= 1.5 / np.std(centred @ weights)
    return Direction(encoder.name, encoder.revision, weights.astype(np.float32), float(-(mean @ weights)))


def save_direction(direction: Direction, path: Path = DIRECTION) -> None:
    """Write a direction beside the sentences that it was fitted on."""
    np.savez(
        path,
        weights=direction.weights,
        base=np.float64(direction.base),
        encoder=np.array(direction.encoder),
        revision=np.array(direction.revision),
    )


@lru_cache(maxsize=1)
def _stored() -> Direction | None:
    if not DIRECTION.is_file():
        return None
    with np.load(DIRECTION) as data:
        return Direction(str(data["encoder"]), str(data["revision"]), data["weights"], float(data["base"]))


class _Named:
    """An encoder that is hashed by name and revision."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._key = (encoder.name, encoder.revision)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Named) and self._key == other._key


@lru_cache(maxsize=4)
def _fitted_once(named: _Named) -> Direction:
    return fit_direction(named.encoder)


def _logistic(logit: float) -> float:
    return round(1.0 / (1.0 + math.exp(-logit)), 6)
