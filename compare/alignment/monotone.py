"""Links that keep the order of both texts: for translations of one text, which tell the same in one order.

Of all sets of links without a crossing, the one with the greatest sum of strengths, by dynamic programming
(Gale and Church 1993, "A Program for Aligning Sentences in Bilingual Corpora"); a claim may keep several
links, so that splits and merges stay.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from compare.records import Claim, Pair


def uncrossed(
    pairs: Iterable[Pair], claims: Sequence[Claim], strength: Callable[[Pair], float]
) -> tuple[Pair, ...]:
    """The strongest set of pairs that do not cross, for each two readouts on their own, in order of ids."""
    claim_of = {claim.id: claim for claim in claims}
    by_readouts: dict[tuple[str, str], list[tuple[int, int, Pair]]] = {}
    for pair in pairs:
        one, other = sorted((claim_of[pair.a], claim_of[pair.b]), key=lambda claim: claim.readout)
        by_readouts.setdefault((one.readout, other.readout), []).append((one.start, other.start, pair))
    kept = [pair for found in by_readouts.values() for pair in _path(found, strength)]
    return tuple(sorted(kept, key=lambda pair: (pair.a, pair.b)))


def _path(found: list[tuple[int, int, Pair]], strength: Callable[[Pair], float]) -> list[Pair]:
    """The heaviest chain that goes back in neither text; the frontier holds the best sum up to each place."""
    found.sort(key=lambda link: (link[0], link[1], link[2].a, link[2].b))
    before: list[int | None] = []
    places: list[int] = []
    frontier: list[tuple[float, int]] = []
    for at, (_, place, pair) in enumerate(found):
        left = bisect_right(places, place)
        total, previous = frontier[left - 1] if left else (0.0, None)
        before.append(previous)
        total += strength(pair)
        right = left
        while right < len(frontier) and frontier[right][0] <= total:
            right += 1
        places[left:right], frontier[left:right] = [place], [(total, at)]
    chain: list[Pair] = []
    step = frontier[-1][1] if frontier else None
    while step is not None:
        chain.append(found[step][2])
        step = before[step]
    return chain
