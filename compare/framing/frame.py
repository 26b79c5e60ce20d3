"""Frames: the dimensions of the Policy Frames Codebook (Boydstun et al. 2014) that words point to."""

from __future__ import annotations

from collections import defaultdict

from compare.framing.reading import Reading

KIND = "frame"


def frames_of(reading: Reading, start: int, end: int) -> dict[str, float]:
    """Weight of each dimension in this stretch: the strength of its words, summed; empty if none."""
    weights: dict[str, float] = defaultdict(float)
    for hit in reading.hits("frames"):
        if start <= hit.start < end:
            weights[hit.entry.subkind] += hit.entry.strength
    return dict(sorted(weights.items()))
