"""Frames: the dimensions of the Policy Frames Codebook (Boydstun et al. 2014) that words point to."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from compare.framing.accounts import Accounts, Chunk
from compare.framing.drafts import Draft, Place
from compare.framing.reading import Reading
from compare.options import CompareOptions

KIND = "frame"


def frames_of(reading: Reading, start: int, end: int) -> dict[str, float]:
    """Weight of each dimension in this stretch: the strength of its words, summed; empty if none."""
    weights: dict[str, float] = defaultdict(float)
    for hit in reading.hits("frames"):
        if start <= hit.start < end:
            weights[hit.entry.subkind] += hit.entry.strength
    return dict(sorted(weights.items()))


def find_frames(accounts: Accounts, options: CompareOptions) -> list[Draft]:
    """Stretches that answer to each other and are told by different dimensions."""
    drafts = []
    framed = [
        {chunk.row: (chunk, frames_of(each.reading, chunk.start, chunk.end)) for chunk in each.chunks}
        for each in accounts.accounts
    ]
    for one, other in combinations(range(len(framed)), 2):
        for a, left in framed[one].values():
            for b, right in framed[other].values():
                if left and right and not set(left) & set(right):
                    drafts.extend(_draft(accounts, one, a, left, other, b, right, options))
    return drafts


def _draft(
    accounts: Accounts,
    one: int,
    a: Chunk,
    left: dict[str, float],
    other: int,
    b: Chunk,
    right: dict[str, float],
    options: CompareOptions,
) -> list[Draft]:
    bond = accounts.bond(a, b)
    if bond < options.framing_least_bond:
        return []
    first, second = max(left, key=left.__getitem__), max(right, key=right.__getitem__)
    told = (
        f"{accounts.says(one, a.start, a.end)} ({first.replace('_', ' ')}); "
        f"{accounts.says(other, b.start, b.end)} ({second.replace('_', ' ')})"
    )
    weight = min(1.0, (left[first] + right[second]) / 2)
    return [
        Draft(
            kind=KIND,
            subkind="/".join(sorted((first, second))),
            places=(Place(one, a.start, a.end), Place(other, b.start, b.end)),
            strength=weight,
            confidence=bond * 0.8,
            explanation=f"{told}: one point, two frames.",
            match=accounts.matched(a.claim, b.claim),
            cue=f"{first}/{second}",
        )
    ]
