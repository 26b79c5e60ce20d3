"""Intervals for figures that rest on a sample of claims."""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def generator_for(seed: int, *parts: str) -> np.random.Generator:
    """A random generator that depends on the seed and on ``parts`` alone, not on the order of calls."""
    digest = hashlib.sha256("\x1f".join((str(seed), *parts)).encode("utf-8", "surrogatepass")).digest()
    return np.random.default_rng(np.frombuffer(digest, dtype=np.uint32))


def bootstrap_draws(size: int, samples: int, seed: int, *parts: str) -> NDArray[np.int64]:
    """Indices of a bootstrap, shape (samples, size), drawn with replacement from ``range(size)``."""
    return generator_for(seed, *parts).integers(0, size, size=(samples, size), dtype=np.int64)


def percentile_interval(values: Floats, level: float = 0.95) -> tuple[float, float]:
    """Percentile interval (Efron 1979) of bootstrap replicates; NaN replicates are left out.

    Raises:
        ValueError: there is no finite replicate.
    """
    finite = values[np.isfinite(values)]
    if not finite.size:
        raise ValueError("no finite bootstrap replicate; use more samples")
    tail = (1.0 - level) / 2.0
    low, high = np.quantile(finite, [tail, 1.0 - tail])
    return float(low), float(high)


def row_means(values: Floats, weights: Floats) -> Floats:
    """Weighted means of the rows, shape (n,); NaN where the weights of a row sum to zero."""
    total = weights.sum(axis=-1)
    summed = (values * weights).sum(axis=-1)
    means: Floats = np.divide(summed, total, out=np.full_like(summed, np.nan), where=total > 0)
    return means
