"""Emphasis: what stands first in one account and late in another, what fills one and is a word in another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from compare.framing.accounts import Accounts
from compare.framing.drafts import Draft, Place
from compare.options import CompareOptions
from compare.records import Claim, Match

KIND = "emphasis"


def find_emphasis(accounts: Accounts, matches: Sequence[Match], options: CompareOptions) -> list[Draft]:
    """Matched points whose place or share of the text differs by more than the options allow."""
    drafts = []
    for match in sorted(matches, key=lambda each: each.id):
        claims = [accounts.claim[each] for each in match.claims]
        present = [
            (place, [claim for claim in claims if claim.readout == account.readout.id])
            for place, account in enumerate(accounts.accounts)
        ]
        told = [(place, own) for place, own in present if own]
        for (one, left), (other, right) in combinations(told, 2):
            drafts.extend(_contrast(accounts, match.id, one, left, other, right, options))
    return drafts


def _contrast(
    accounts: Accounts,
    match: str,
    one: int,
    left: list[Claim],
    other: int,
    right: list[Claim],
    options: CompareOptions,
) -> list[Draft]:
    first, second = min(left, key=lambda c: c.start), min(right, key=lambda c: c.start)
    sizes = (len(accounts.accounts[one].claims), len(accounts.accounts[other].claims))
    if min(sizes) < options.framing_least_claims:
        return []
    drafts = []
    places = (Place(one, first.start, first.end), Place(other, second.start, second.end))
    gap = abs(_position(accounts, one, first) - _position(accounts, other, second))
    if gap >= options.framing_place_gap:
        drafts.append(
            _draft(accounts, match, places, "place", gap, "stands early in one and late in the other")
        )
    share = abs(_share(accounts, one, left) - _share(accounts, other, right))
    if share >= options.framing_share_gap:
        drafts.append(
            _draft(accounts, match, places, "share", share, "fills more of one account than of the other")
        )
    return drafts


def _draft(
    accounts: Accounts, match: str, places: tuple[Place, Place], subkind: str, gap: float, why: str
) -> Draft:
    told = "; ".join(
        f"{accounts.accounts[each.account].readout.source}: "
        f"“{accounts.accounts[each.account].readout.text[each.start : each.end]}”"
        for each in places
    )
    return Draft(
        kind=KIND,
        subkind=subkind,
        places=places,
        strength=min(1.0, gap),
        confidence=0.5,
        explanation=f"{told}: the same point {why} (difference {gap:.2f} of the text).",
        match=match,
    )


def _position(accounts: Accounts, place: int, claim: Claim) -> float:
    return claim.start / max(1, len(accounts.accounts[place].readout.text))


def _share(accounts: Accounts, place: int, claims: list[Claim]) -> float:
    covered = sum(len(span) for claim in claims for span in claim.spans)
    return covered / max(1, len(accounts.accounts[place].readout.text))
