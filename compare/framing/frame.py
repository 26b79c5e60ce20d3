"""Frames: the dimensions of the Policy Frames Codebook (Boydstun et al. 2014) that words point to."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from compare.framing.accounts import Accounts, Chunk
from compare.framing.answers import Answers
from compare.framing.drafts import Draft, Place
from compare.framing.reading import Reading
from compare.options import CompareOptions
from compare.records import Span

KIND = "frame"

_TELLING = frozenset(
    {
        "security",
        "legal",
        "humanitarian",
        "economic",
        "diplomacy",
        "sovereignty",
        "moral",
        "identity",
        "health",
    }
)
"""Dimensions that words point to reliably; the rest count in the profile of an account only."""
_TOLD_TOO = 0.5
"""Share of a chunk's words from which the other account tells it too."""


def frames_of(reading: Reading, start: int, end: int) -> dict[str, float]:
    """Weight of each dimension in this stretch: the strength of its words, summed; empty if none.

    Words inside a proper name (an office, a council) point to no frame.
    """
    weights: dict[str, float] = defaultdict(float)
    for hit in reading.hits("frames"):
        if start <= hit.start < end and not _in_name(reading, hit.start):
            weights[hit.entry.subkind] += hit.entry.strength
    return dict(sorted(weights.items()))


def _in_name(reading: Reading, place: int) -> bool:
    return reading.text[place].isupper() and reading.sentence_at(place).start < place


def find_frames(answers: Answers, options: CompareOptions) -> list[Draft]:
    """Stretches in one place, by their words or their claims, that are told by different dimensions."""
    accounts = answers.accounts
    drafts = []
    framed = [
        {chunk.row: (chunk, frames_of(each.reading, chunk.start, chunk.end)) for chunk in each.chunks}
        for each in accounts.accounts
    ]
    for one, other in combinations(range(len(framed)), 2):
        for a, left in framed[one].values():
            for b, right in framed[other].values():
                apart = _TELLING & (set(left) - set(right)) and _TELLING & (set(right) - set(left))
                if apart and _one_point(answers, one, a, other, b):
                    drafts.extend(_draft(accounts, one, a, left, other, b, right, options))
        own = [
            _own(answers, place, framed[place], against) for place, against in ((one, other), (other, one))
        ]
        drafts.extend(_profiles(accounts, one, own[0], other, own[1], options))
    return drafts


def _one_point(answers: Answers, one: int, a: Chunk, other: int, b: Chunk) -> bool:
    matched = answers.accounts.matched(a.claim, b.claim) is not None
    return matched or answers.in_place(one, Span(a.start, a.end), other, Span(b.start, b.end))


_Framed = dict[int, tuple[Chunk, dict[str, float]]]


def _own(answers: Answers, place: int, framed: _Framed, other: int) -> _Framed:
    """The chunks that the other account does not tell."""
    return {
        row: (chunk, weights)
        for row, (chunk, weights) in framed.items()
        if answers.answered(place, chunk.start, chunk.end, other) < _TOLD_TOO
    }


def _profiles(
    accounts: Accounts, one: int, left: _Framed, other: int, right: _Framed, options: CompareOptions
) -> list[Draft]:
    """The dimension that one account dwells on more than the other, against the other's own."""
    mine, theirs = _shares(left), _shares(right)
    gaps = {each: mine.get(each, 0.0) - theirs.get(each, 0.0) for each in sorted(_TELLING & {*mine, *theirs})}
    if not gaps:
        return []
    first, second = max(gaps, key=gaps.__getitem__), min(gaps, key=gaps.__getitem__)
    if gaps[first] < options.framing_frame_gap or -gaps[second] < options.framing_frame_gap:
        return []
    if not left or not right:
        return []
    a, b = _fullest(left, first), _fullest(right, second)
    told = (
        f"{accounts.says(one, a.start, a.end)} ({first.replace('_', ' ')}); "
        f"{accounts.says(other, b.start, b.end)} ({second.replace('_', ' ')})"
    )
    return [
        Draft(
            kind=KIND,
            subkind="/".join(sorted((first, second))),
            places=(Place(one, a.start, a.end), Place(other, b.start, b.end)),
            strength=min(1.0, 0.4 + gaps[first] - gaps[second]),
            confidence=0.6,
            explanation=(
                f"{told}: each account dwells on its own side of the matter "
                f"({mine[first]:.0%} and {theirs[second]:.0%} of the words that point to a frame)."
            ),
            match=accounts.matched(a.claim, b.claim),
            cue=f"{first}/{second}",
        )
    ]


def _shares(framed: _Framed) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for _, weights in framed.values():
        for dimension, weight in weights.items():
            sums[dimension] += weight
    total = sum(sums.values())
    return {dimension: weight / total for dimension, weight in sorted(sums.items())}


def _fullest(framed: _Framed, dimension: str) -> Chunk:
    row = max(framed, key=lambda each: (framed[each][1].get(dimension, 0.0), -each))
    return framed[row][0]


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
    if bond < options.framing_least_answer or not (a.telling and b.telling):
        return []
    first = max(_TELLING & (set(left) - set(right)), key=lambda each: (left[each], each))
    second = max(_TELLING & (set(right) - set(left)), key=lambda each: (right[each], each))
    told = (
        f"{accounts.says(one, a.start, a.end)} ({first.replace('_', ' ')}); "
        f"{accounts.says(other, b.start, b.end)} ({second.replace('_', ' ')})"
    )
    shared = sum(min(left[each], right[each]) for each in left if each in right)
    own = left[first] + right[second]
    weight = min(1.0, own / 1.5) ** 2 * own / (own + 2 * shared)
    return [
        Draft(
            kind=KIND,
            subkind="/".join(sorted((first, second))),
            places=(Place(one, a.start, a.end), Place(other, b.start, b.end)),
            strength=weight,
            confidence=bond * 0.9,
            explanation=f"{told}: one point, two frames.",
            match=accounts.matched(a.claim, b.claim),
            cue=f"{first}/{second}",
        )
    ]
