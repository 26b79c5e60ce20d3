"""From linked pairs to matches: greedy average linkage over claims of different readouts.

A group may hold several claims of one readout (a split, a merge, an item and the list that holds it), and
no order is assumed. Average linkage keeps chains from gluing unrelated claims together: two groups are
joined only if their claims are linked on average over all pairs of different readouts, where a pair that
was never proposed counts as unlinked.
"""

from __future__ import annotations

from collections.abc import Sequence

from compare.alignment.monotone import uncrossed
from compare.options import CompareOptions
from compare.records import Claim, Match, Pair, Relation, stable_id

STRENGTH: tuple[Relation, ...] = ("conflict", "disagreement", "reframed", "same", "undecided", "unrelated")
"""Relations from the strongest to the weakest; a match's relation is the strongest of its pairs."""


def link_strength(pair: Pair) -> float:
    """Probability (0..1) that the two claims are about one point, whatever they say of it."""
    return 1.0 - pair.probabilities["unrelated"]


def group_matches(
    claims: Sequence[Claim], pairs: Sequence[Pair], options: CompareOptions
) -> tuple[Match, ...]:
    """Matches: groups of claims of two or more readouts about one point; claims in no match are nulls.

    A pair links if it is not ``unrelated`` and its :func:`link_strength` reaches ``link_threshold``; with
    ``parallel`` no two links cross. Each claim is in one match at most. ``Match.confidence`` is the mean
    strength of its links.
    """
    readout_of = {claim.id: claim.readout for claim in claims}
    linked = [
        pair
        for pair in pairs
        if pair.relation != "unrelated" and link_strength(pair) >= options.link_threshold
    ]
    if options.parallel:
        linked = list(uncrossed(linked, claims, link_strength))
    links = {(pair.a, pair.b): pair for pair in linked}
    strength: dict[str, dict[str, float]] = {}
    for pair in links.values():
        strength.setdefault(pair.a, {})[pair.b] = link_strength(pair)
        strength.setdefault(pair.b, {})[pair.a] = link_strength(pair)

    group_of: dict[str, list[str]] = {claim: [claim] for claim in sorted(strength)}
    for pair in sorted(links.values(), key=_strongest_first):
        one, other = group_of[pair.a], group_of[pair.b]
        if one is not other and _linkage(one, other, strength, readout_of) >= options.group_linkage:
            one.extend(other)
            for claim in other:
                group_of[claim] = one

    groups = {id(group): group for group in group_of.values() if len(group) > 1}
    return tuple(sorted((_match(group, links) for group in groups.values()), key=lambda match: match.id))


def _strongest_first(pair: Pair) -> tuple[float, float, str, str]:
    return -link_strength(pair), -pair.similarity, pair.a, pair.b


def _linkage(
    one: Sequence[str],
    other: Sequence[str],
    strength: dict[str, dict[str, float]],
    readout_of: dict[str, str],
) -> float:
    total = count = 0.0
    for a in one:
        for b in other:
            if readout_of[a] != readout_of[b]:
                total += strength[a].get(b, 0.0)
                count += 1
    return total / count if count else 0.0


def _match(group: Sequence[str], links: dict[tuple[str, str], Pair]) -> Match:
    members = set(group)
    inside = [pair for (a, b), pair in links.items() if a in members and b in members]
    inside.sort(key=lambda pair: (pair.a, pair.b))
    return Match(
        id=stable_id("m", *sorted(group)),
        claims=tuple(sorted(group)),
        relation=min((pair.relation for pair in inside), key=STRENGTH.index),
        confidence=sum(link_strength(pair) for pair in inside) / len(inside),
        pairs=tuple(inside),
    )
