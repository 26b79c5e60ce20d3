"""The fitted part of the default encoder: what takes a vector out of its language.

An encoder puts a sentence of its own language nearer than a translation. The mean vector of a language
holds most of that (Libovický et al. 2020, "On the Language Neutrality of Pre-trained Multilingual
Representations").
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from compare.embedding.encoder import Vectors
from compare.embedding.windows import unit

FILE = Path(__file__).with_name("language_map.npz")
OTHER = "*"


@dataclass(frozen=True)
class LanguageMap:
    """Means by model and language (``e5.en``; ``e5.*`` for a language not fitted)."""

    arrays: Mapping[str, Vectors]
    revision: str

    @cached_property
    def dimension(self) -> int:
        """Length of a joined vector."""
        return int(self.arrays["e5.*"].size + self.arrays["use.*"].size)

    def join(self, e5: Vectors, use: Vectors, languages: Sequence[str | None]) -> Vectors:
        """E5 (n, 384) and USE (n, 512) vectors of unit length -> (n, dimension), unit length."""
        return unit(
            np.concatenate([self._centred("e5", e5, languages), self._centred("use", use, languages)], axis=1)
        )

    def _centred(self, model: str, rows: Vectors, languages: Sequence[str | None]) -> Vectors:
        other = self.arrays[f"{model}.{OTHER}"]
        return unit(rows - np.stack([self.arrays.get(f"{model}.{each}", other) for each in languages]))


def read_map(path: Path = FILE) -> LanguageMap:
    """The map in a file made by ``scripts/fit_language_map``; its revision is a hash of the file."""
    revision = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    with np.load(path) as stored:
        return LanguageMap({name: stored[name].astype(np.float32) for name in stored.files}, revision)
