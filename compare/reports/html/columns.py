"""The readouts side by side: for each account its text with the marks, and the gaps where others say more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from compare.records import Claim
from compare.reports.accounts import Account
from compare.reports.digest import Digest
from compare.reports.segments import Paragraph, cut, paragraph_bounds


@dataclass(frozen=True, slots=True)
class Gap:
    """Claims of other accounts that this one does not contain, at the place where they would stand."""

    at: int
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One account: paragraphs and gaps in the order of reading."""

    account: Account
    blocks: tuple[Paragraph | Gap, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A claim in the skyline of its account: place and width in percent of the text."""

    claim: str
    state: str
    x: float
    width: float


_LONG = 500
"""A paragraph of more characters than this may be interrupted by a gap …"""
_APART = 250
"""… where at least this many characters lie between two interruptions."""


def columns(digest: Digest) -> tuple[Column, ...]:
    """One column an account, in the order of the report."""
    return tuple(_column(digest, account) for account in digest.accounts)


def skyline(digest: Digest, account: Account) -> tuple[Bar, ...]:
    """The claims of an account along its text, in percent; a claim inside another lies above it."""
    length = max(1, len(account.readout.text))
    return tuple(
        Bar(
            claim.id,
            digest.state(claim.id),
            round(100 * span.start / length, 3),
            round(100 * len(span) / length, 3),
        )
        for claim in account.claims
        for span in claim.spans
    )


def _column(digest: Digest, account: Account) -> Column:
    slots = _slots(account)
    missing: dict[int, list[Claim]] = {}
    for claim in digest.comparison.claims:
        if account in digest.absent_from(claim.id):
            missing.setdefault(_place(digest, claim, account, slots), []).append(claim)
    ends = {end for _, end in paragraph_bounds(account.readout.text)}
    breaks = [slot for slot in missing if slot and slot not in ends]
    own = {claim.id for claim in account.claims}
    framing = [each for each in digest.comparison.framing if any(span.claim in own for span in each.spans)]
    paragraphs = cut(account.readout, account.claims, framing, breaks)
    gaps = [Gap(slot, _in_order(digest, claims)) for slot, claims in missing.items()]
    blocks: list[Paragraph | Gap] = [*paragraphs, *gaps]
    # A gap at offset n follows the paragraph that ends there.
    blocks.sort(key=lambda block: (block.at, 1, 0) if isinstance(block, Gap) else (block.end, 0, block.start))
    return Column(account, tuple(blocks))


def _slots(account: Account) -> list[int]:
    """Offsets at which a gap may stand: the start, ends of paragraphs, ends of claims in long paragraphs."""
    slots = [0]
    claim_ends = sorted({claim.end for claim in account.claims})
    for start, end in paragraph_bounds(account.readout.text):
        if end - start > _LONG:
            for stop in claim_ends:
                if max(slots[-1], start) + _APART < stop < end - _APART and not _inside(account.claims, stop):
                    slots.append(stop)
        slots.append(end)
    return slots


def _inside(claims: Iterable[Claim], offset: int) -> bool:
    return any(claim.start < offset < claim.end for claim in claims)


def _place(digest: Digest, claim: Claim, account: Account, slots: Sequence[int]) -> int:
    """After the counterpart of what its own account says just before it, else before that of what follows."""
    told = digest.account_of(claim.id).claims
    here = next(place for place, each in enumerate(told) if each.id == claim.id)
    for each in reversed(told[:here]):
        if ends := [found.end for found in _counterparts(digest, each, account)]:
            return next(slot for slot in slots if slot >= max(ends) or slot == slots[-1])
    for each in told[here + 1 :]:
        if starts := [found.start for found in _counterparts(digest, each, account)]:
            return max(slot for slot in slots if slot <= min(starts))
    return slots[-1]


def _counterparts(digest: Digest, claim: Claim, account: Account) -> list[Claim]:
    found = (digest.comparison.claim(id) for id, _ in digest.counterparts(claim.id))
    return [each for each in found if each.readout == account.readout.id]


def _in_order(digest: Digest, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(
        sorted(claims, key=lambda claim: (digest.account_of(claim.id).place, claim.start, -claim.end))
    )
