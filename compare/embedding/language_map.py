"""The fitted part of the default encoder: what takes a vector out of its language.

An encoder puts a sentence of its own language nearer than a translation, and uses few of its dimensions. For
each of the two models the map does three linear things, fitted on parallel sentences:

1. subtracts the mean vector of the language (Libovický et al. 2020, "On the Language Neutrality of
   Pre-trained Multilingual Representations");
2. scales the principal axes by variance ** (-power / 2): a power above 0 whitens in part (Su et al. 2021,
   "Whitening Sentence Representations for Better Semantics and Faster Retrieval"), one below 0 sharpens;
3. moves each language towards the mean of all by a ridge regression of the difference.

1 to 3 make one matrix a language; it is stored as a shared one and a difference of low rank.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.embedding.encoder import Vectors
from compare.embedding.windows import unit

FILE = Path(__file__).with_name("language_map.npz")
OTHER = "*"
RANK = 48
"""Rank of what sets a language apart from the others in the stored map."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How one model's vectors are treated; all chosen on ``stsb_multi`` and (five-fold) NTREX, dev.

    ``power``: see above; ``floor`` is added to each variance, in mean variances; ``ridge`` is the penalty of
    the regression, in sentences; ``weight`` scales the block before the two are joined, ``weights`` a
    language's again; ``centre`` are the languages whose mean the others are moved to.
    """

    power: float
    ridge: float
    weight: float
    centre: tuple[str, ...]
    weights: Mapping[str, float]
    floor: float = 0.1

    def of(self, language: str | None) -> float:
        """The weight of a language's block."""
        return self.weight * self.weights.get(language or OTHER, 1.0)


RECIPES = {
    "e5": Recipe(power=0.5, ridge=10, weight=1.1, centre=("en", "fr", "ru", "uk"), weights={}),
    # The Universal Sentence Encoder was not trained on Ukrainian.
    "use": Recipe(power=-0.3, ridge=10, weight=1.0, centre=("en", "fr", "ru"), weights={"uk": 0.6}),
}


@dataclass(frozen=True)
class LanguageMap:
    """Arrays by model and language: ``e5.en.mean`` (d), ``e5.shared`` (d, d), ``e5.en.left`` (d, r) and
    ``e5.en.right`` (r, d); language ``*`` is for those not fitted. ``revision`` names the fit.
    """

    arrays: Mapping[str, Vectors]
    revision: str

    @cached_property
    def dimension(self) -> int:
        """Length of a joined vector."""
        return sum(len(self.arrays[f"{model}.shared"]) for model in RECIPES)

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages that the map was fitted on."""
        return frozenset(name.split(".")[1] for name in self.arrays if name.endswith(".left"))

    def join(self, e5: Vectors, use: Vectors, languages: Sequence[str | None]) -> Vectors:
        """E5 (n, 384) and USE (n, 512) vectors of unit length -> (n, dimension), unit length."""
        return unit(
            np.concatenate([self._block("e5", e5, languages), self._block("use", use, languages)], axis=1)
        )

    def _block(self, model: str, rows: Vectors, languages: Sequence[str | None]) -> Vectors:
        block = np.empty_like(rows)
        spoken = [each if each in self.languages else OTHER for each in languages]
        for language in sorted(set(spoken)):
            chosen = np.array([each == language for each in spoken])
            centred = rows[chosen] - self.arrays[f"{model}.{language}.mean"]
            mapped = centred @ self.arrays[f"{model}.shared"]
            if language != OTHER:
                mapped += (
                    centred
                    @ self.arrays[f"{model}.{language}.left"]
                    @ self.arrays[f"{model}.{language}.right"]
                )
            block[chosen] = unit(mapped) * np.float32(RECIPES[model].of(language))
        return block


def read_map(path: Path = FILE) -> LanguageMap:
    """The map in a file made by ``scripts/fit_language_map``; its revision is a hash of the file."""
    revision = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    with np.load(path) as stored:
        return LanguageMap({name: stored[name].astype(np.float32) for name in stored.files}, revision)


def write_map(fitted: LanguageMap, path: Path) -> None:
    """Store a map, matrices as float16; the same map gives the same bytes."""
    arrays: dict[str, Any] = {
        name: array.astype(np.float16 if array.ndim == 2 else np.float32)
        for name, array in sorted(fitted.arrays.items())
    }
    with path.open("wb") as file:
        np.savez(file, **arrays)


def fit_map(vectors: Mapping[str, tuple[Vectors, Vectors]]) -> LanguageMap:
    """The map for parallel sentences: ``vectors[language]`` is E5 (n, 384) and USE (n, 512), rows aligned."""
    arrays: dict[str, Vectors] = {}
    for place, (model, recipe) in enumerate(RECIPES.items()):
        raw = {language: pair[place].astype(np.float64) for language, pair in vectors.items()}
        for name, array in _fit(raw, recipe).items():
            arrays[f"{model}.{name}"] = array.astype(np.float32)
    return LanguageMap(arrays, "unsaved")


def _fit(raw: Mapping[str, Floats], recipe: Recipe) -> dict[str, Floats]:
    means = {language: rows.mean(axis=0) for language, rows in raw.items()}
    centred = {language: _unit(rows - means[language]) for language, rows in raw.items()}
    scaling = _scaling(np.concatenate([centred[each] for each in recipe.centre]), recipe)
    scaled = {language: _unit(rows @ scaling) for language, rows in centred.items()}
    target = np.mean([scaled[each] for each in recipe.centre], axis=0)
    matrices = {language: scaling @ _towards(target, rows, recipe.ridge) for language, rows in scaled.items()}
    shared = np.mean(list(matrices.values()), axis=0)
    arrays = {"shared": shared, f"{OTHER}.mean": np.mean([means[each] for each in recipe.centre], axis=0)}
    for language, matrix in matrices.items():
        left, strength, right = np.linalg.svd(matrix - shared)
        arrays[f"{language}.mean"] = means[language]
        arrays[f"{language}.left"] = left[:, :RANK] * strength[:RANK]
        arrays[f"{language}.right"] = right[:RANK]
    return arrays


def _scaling(rows: Floats, recipe: Recipe) -> Floats:
    """The symmetric matrix that multiplies each principal axis by variance ** (-power / 2)."""
    variances, axes = np.linalg.eigh(rows.T @ rows / len(rows))
    sizes = (np.maximum(variances, 0) / variances.mean() + recipe.floor) ** (-recipe.power / 2)
    return np.asarray((axes * sizes) @ axes.T, dtype=np.float64)


def _towards(target: Floats, rows: Floats, ridge: float) -> Floats:
    """The matrix near the identity that brings ``rows`` nearer to ``target``."""
    identity = np.eye(rows.shape[1])
    step = np.linalg.solve(rows.T @ rows + ridge * identity, rows.T @ (target - rows))
    return np.asarray(identity + step, dtype=np.float64)


def _unit(rows: Floats) -> Floats:
    lengths: Floats = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / lengths
