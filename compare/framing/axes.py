"""Axes: two poles in a researcher's own words, and where each claim and each account stands between them.

After FrameAxis (Kwak, An, Jing & Ahn 2021, PeerJ Computer Science 7:e644), with vectors of sentences in place
of vectors of words: an axis is the vector from one pole to the other, and a claim's position is its
projection on it. The poles may be written in any language that the encoder knows, in several words each.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from compare.documents.language import detect_language
from compare.embedding.encoder import Encoder, Vectors
from compare.errors import OptionError
from compare.options import CompareOptions
from compare.records import AxisPlacement, AxisStand, Claim, Interval, Readout
from compare.resources import Axis
from compare.statistics import Floats, bootstrap_draws, percentile_interval

PULLS = 3
"""Claims that are named for each account."""
_LEAST_APART = 1e-3
"""Least cosine distance of two poles."""


def parse_axis(written: str) -> Axis:
    """An axis from ``NAME: words, words / words, words``; the name and further words may be left out.

    Raises:
        OptionError: there are not exactly two poles, or one is empty.
    """
    name, colon, poles = written.partition(":")
    sides = (poles if colon else written).split("/")
    words = [tuple(word.strip() for word in side.split(",") if word.strip()) for side in sides]
    if len(words) != 2 or not all(words):
        raise OptionError("axis", written, 'write two poles, as in "cooperation/confrontation"')
    return Axis(name=name.strip() if colon else written.strip(), low=words[0], high=words[1])


def write_axis(name: str, low: Sequence[str], high: Sequence[str]) -> str:
    """An axis as :func:`parse_axis` reads it; a name that is made of its poles is not told again."""
    return name if "/" in name else f"{name}: {', '.join(low)} / {', '.join(high)}"


def place_on_axes(
    axes: Sequence[Axis],
    readouts: Sequence[Readout],
    claims: Sequence[Claim],
    vectors: Vectors,
    *,
    encoder: Encoder,
    options: CompareOptions,
) -> tuple[AxisPlacement, ...]:
    """Position of every claim and every account on each axis.

    Args:
        readouts: their order changes nothing but the order of the accounts in the result.
        claims: of all readouts; ``vectors`` (n, d) has a row of unit length for each.
        options: number of bootstrap samples and the seed.

    Returns:
        One placement an axis. A position is the difference of the cosines to both poles, so scaled that the
        words of ``low`` stand at -1 and those of ``high`` at 1. What counts is where claims and accounts
        stand to each other, since few sentences come near to the ends. An account stands at the mean of its
        claims, with a 95 % percentile bootstrap interval over them. ``pulls`` are the claims that pull it
        furthest from the mean of all claims.

    Raises:
        OptionError: both poles of an axis have the same vector.
    """
    return tuple(_placed(axis, readouts, claims, vectors, encoder, options) for axis in axes)


def _placed(
    axis: Axis,
    readouts: Sequence[Readout],
    claims: Sequence[Claim],
    vectors: Vectors,
    encoder: Encoder,
    options: CompareOptions,
) -> AxisPlacement:
    low, high = _pole(axis.low, encoder), _pole(axis.high, encoder)
    apart = 1.0 - float(low @ high)
    if apart < _LEAST_APART:
        raise OptionError("axis", axis.name, "both poles mean the same; choose other words")
    positions = np.clip(vectors.astype(np.float64) @ (high - low) / apart, -1.0, 1.0)
    middle = float(positions.mean()) if len(claims) else 0.0
    stands = []
    for readout in readouts:
        rows = [row for row, claim in enumerate(claims) if claim.readout == readout.id]
        own = positions[rows]
        ranked = sorted(
            rows, key=lambda row: (-round(abs(float(positions[row]) - middle), 6), claims[row].id)
        )
        stands.append(
            AxisStand(
                readout=readout.id,
                position=_interval(own, axis, readout, options),
                pulls=tuple(claims[row].id for row in ranked[:PULLS]),
            )
        )
    placed = {claim.id: float(position) for claim, position in zip(claims, positions, strict=True)}
    return AxisPlacement(name=axis.name, low=axis.low, high=axis.high, claims=placed, accounts=tuple(stands))


def _pole(words: Sequence[str], encoder: Encoder) -> Floats:
    """Mean of the vectors of a pole's words, of unit length."""
    language = detect_language(" ".join(words))
    mean = encoder.encode(list(words), [language] * len(words)).astype(np.float64).mean(axis=0)
    return np.asarray(mean / max(1e-12, float(np.linalg.norm(mean))))


def _interval(own: Floats, axis: Axis, readout: Readout, options: CompareOptions) -> Interval:
    if not len(own):
        return Interval(value=None)
    if not options.bootstrap_samples:
        return Interval(value=float(own.mean()), n=len(own))
    draws = bootstrap_draws(len(own), options.bootstrap_samples, options.seed, "axis", axis.name, readout.id)
    low, high = percentile_interval(own[draws].mean(axis=1))
    return Interval(value=float(own.mean()), low=low, high=high, n=len(own))
