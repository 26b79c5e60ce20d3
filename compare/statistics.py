"""Intervals for figures that rest on a sample of claims, and tests of contrasts between accounts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import erfc, log, sqrt

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


_DRAWS_AT_ONCE = 2_000_000
LEAST_UNITS = 5
"""Units (events) below which a mean has no interval: there even an expanded one covers less than 90 %."""


def mean_interval(
    values: Floats, seed: int, *parts: str, samples: int = 2000, level: float = 0.95
) -> tuple[Floats, Floats] | None:
    """Bootstrap interval of the mean of each row; None for fewer than :data:`LEAST_UNITS` units.

    Percentile bootstrap over units with the expanded level of Hesterberg (2015, "What Teachers Should Know
    About the Bootstrap", section 3.3): for a few units the plain percentile interval is too narrow. The order
    of the units changes nothing.

    Args:
        values: shape (k, n): k figures, each of the same n units; no NaN.
        parts: what the figures are figures of; the draw depends on the seed and on them alone.

    Returns:
        Lower and upper bounds, each of shape (k,).
    """
    count = values.shape[-1]
    if count < LEAST_UNITS:
        return None
    from scipy.special import ndtr, stdtrit  # type: ignore[import-untyped]

    tail = ndtr(-sqrt(count / (count - 1)) * stdtrit(count - 1, (1 + level) / 2))
    ordered = np.sort(values, axis=-1)
    generator = generator_for(seed, *parts)
    means = []
    for drawn in _in_parts(samples, most=max(1, _DRAWS_AT_ONCE // count)):
        # How often each unit is drawn, then all means at once: far less to move than the drawn values.
        units = generator.integers(0, count, size=(drawn, count)) + count * np.arange(drawn)[:, None]
        times = np.bincount(units.ravel(), minlength=drawn * count).reshape(drawn, count)
        # Figure by figure, so that company changes no digit.
        means.append(np.stack([times @ row for row in ordered], axis=1) / count)
    low, high = np.quantile(np.concatenate(means), [tail, 1.0 - tail], axis=0)
    return low, high


def _in_parts(total: int, most: int) -> Iterator[int]:
    while total > 0:
        yield min(total, most)
        total -= most


def row_means(values: Floats, weights: Floats) -> Floats:
    """Weighted means of the rows, shape (n,); NaN where the weights of a row sum to zero."""
    total = weights.sum(axis=-1)
    summed = (values * weights).sum(axis=-1)
    means: Floats = np.divide(summed, total, out=np.full_like(summed, np.nan), where=total > 0)
    return means


@dataclass(frozen=True, slots=True)
class Contrast:
    """A term that one corpus prefers: ``log_odds`` above 0 for the first corpus, below 0 for the second.

    ``error`` is the standard error of the log-odds, ``z`` is the log-odds over it, ``p`` two-sided from the
    normal distribution, ``q`` the same after Benjamini–Hochberg over all terms.
    """

    term: str
    log_odds: float
    error: float
    z: float
    p: float
    q: float
    count_a: int
    count_b: int


def log_odds(
    a: Mapping[str, int], b: Mapping[str, int], prior: Mapping[str, float], weight: float = 500.0
) -> list[Contrast]:
    """Terms that two corpora use differently, by z (largest first).

    Log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, "Fightin' Words",
    equations 16, 22 and 23).

    Args:
        a: counts of the terms of the first corpus.
        b: the same of the second.
        prior: background counts; a term of neither background counts as .01.
        weight: size in words to which the prior is scaled.

    Raises:
        ValueError: both corpora are empty.
    """
    terms = sorted({term for counts in (a, b) for term, count in counts.items() if count > 0})
    if not terms:
        raise ValueError("no term in either corpus; give counts above 0")
    background = {term: prior.get(term, 0.0) + 0.01 for term in terms}
    scale = weight / sum(background.values())
    alpha = {term: count * scale for term, count in background.items()}
    total_a, total_b, total = sum(a.values()), sum(b.values()), sum(alpha.values())
    found = []
    for term in terms:
        y_a, y_b = a.get(term, 0) + alpha[term], b.get(term, 0) + alpha[term]
        delta = log(y_a / (total_a + total - y_a)) - log(y_b / (total_b + total - y_b))
        error = sqrt(1.0 / y_a + 1.0 / y_b)
        z = delta / error
        found.append((term, delta, error, z, erfc(abs(z) / sqrt(2.0))))
    corrected = benjamini_hochberg([p for *_, p in found])
    contrasts = [
        Contrast(term, delta, error, z, p, q, a.get(term, 0), b.get(term, 0))
        for (term, delta, error, z, p), q in zip(found, corrected, strict=True)
    ]
    return sorted(contrasts, key=lambda each: (-each.z, each.term))


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Adjusted p values (Benjamini and Hochberg 1995), in the order given, 0..1."""
    count = len(p_values)
    order = sorted(range(count), key=lambda place: p_values[place], reverse=True)
    adjusted, smallest = [0.0] * count, 1.0
    for rank, place in zip(range(count, 0, -1), order, strict=True):
        smallest = min(smallest, p_values[place] * count / rank)
        adjusted[place] = smallest
    return adjusted


def permutation_p_value(observed: float, null: Floats) -> float:
    """Share of null values at least as large as the observed one, with the observed one counted (Phipson and
    Smyth 2010), so that it is never 0. ``null`` has shape (n,).
    """
    return float((1 + np.count_nonzero(null >= observed - 1e-12)) / (1 + len(null)))
