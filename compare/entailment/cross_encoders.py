"""Any cross-encoder of sentence-transformers, by name or path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from compare.entailment.model import LABELS, Probabilities
from compare.errors import ModelError


class SentenceTransformersEntailment:
    """A ``CrossEncoder`` whose configuration names the three labels.

    Raises:
        ModelError: the model does not load, or its labels are not entailment, neutral, contradiction.
    """

    runtime = "torch"

    def __init__(self, name: str) -> None:
        self.name = name
        try:
            from sentence_transformers import CrossEncoder

            self._model: Any = CrossEncoder(name)
        except Exception as error:
            raise ModelError(
                f"{name}: no cross-encoder of sentence-transformers loads from there ({error}); "
                "give the folder of a model, or a name that the Hugging Face hub knows"
            ) from error
        self._columns = _columns(name, self._model.model.config.id2label)

    @property
    def revision(self) -> str:
        """Commit of the hub if it is known, else ``local``."""
        return str(getattr(self._model.model.config, "_commit_hash", None) or "local")

    def predict(self, pairs: Sequence[tuple[str, str]]) -> Probabilities:
        """Probabilities (n, 3): entailment, neutral, contradiction."""
        if not pairs:
            return np.zeros((0, 3), dtype=np.float32)
        scores = self._model.predict(list(pairs), apply_softmax=True, show_progress_bar=False)
        return np.asarray(scores, dtype=np.float32)[:, self._columns]


def _columns(name: str, labels: dict[int, str]) -> list[int]:
    """Which output belongs to which of our columns, by the first letters of the model's own labels."""
    found = {
        ours: [int(at) for at, label in labels.items() if str(label).lower().startswith(ours[:7])]
        for ours in LABELS
    }
    if len(labels) != len(LABELS) or any(len(places) != 1 for places in found.values()):
        raise ModelError(
            f"{name}: its labels are {', '.join(map(str, labels.values()))}; an entailment model has "
            f"{', '.join(LABELS)} (id2label in its config.json)"
        )
    return [found[ours][0] for ours in LABELS]
