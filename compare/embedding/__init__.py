"""Embedding models: the bundled one (default, offline) and any sentence-transformers model."""

from __future__ import annotations

from compare.embedding.bundled import BundledEncoder
from compare.embedding.encoder import Encoder, Vectors

__all__ = ["Encoder", "Vectors", "default_encoder"]


def default_encoder() -> Encoder:
    """The bundled encoder; it loads its models when it first encodes."""
    return BundledEncoder()
