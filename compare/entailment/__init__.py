"""Does one text entail, contradict or leave open another one: the bundled model and any cross-encoder."""

from __future__ import annotations

from compare.entailment.bundled import BundledEntailment
from compare.entailment.cross_encoders import SentenceTransformersEntailment
from compare.entailment.model import LABELS, RELATIONS, EntailmentModel, Probabilities, RelationReader

__all__ = [
    "LABELS",
    "RELATIONS",
    "EntailmentModel",
    "Probabilities",
    "RelationReader",
    "default_entailment",
    "load_entailment",
]


def default_entailment() -> BundledEntailment:
    """The bundled model; it is read when it first predicts."""
    return BundledEntailment()


def load_entailment(name: str) -> EntailmentModel:
    """A cross-encoder of sentence-transformers, by name or path; its labels come from its configuration.

    Raises:
        ModelError: it does not load, or has other labels than entailment, neutral, contradiction.
    """
    return SentenceTransformersEntailment(name)
