"""What to read first: the differences that a person would tell, in order, each in one plain sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from compare.options import CompareOptions
from compare.records import (
    Claim,
    ClaimSpan,
    Conflict,
    Finding,
    FramingDifference,
    Match,
    Omission,
    Readout,
)

_LONGEST_QUOTE = 160


@dataclass(frozen=True, slots=True)
class _Candidate:
    weight: float
    kind: str
    ref: str
    headline: str
    spans: tuple[ClaimSpan, ...]


def rank_findings(
    readouts: Sequence[Readout],
    claims: Sequence[Claim],
    matches: Sequence[Match],
    omissions: Sequence[Omission],
    conflicts: Sequence[Conflict],
    framing: Sequence[FramingDifference],
    options: CompareOptions,
) -> tuple[Finding, ...]:
    """Findings of all kinds, the weightiest first; ``ref`` names the record that each one tells of."""
    teller = _Teller(readouts, claims)
    candidates = [
        *(_of_framing(teller, each) for each in framing),
        *(_of_conflict(teller, each) for each in conflicts),
        *(_of_omission(teller, each) for each in omissions),
    ]
    ranked = sorted(candidates, key=lambda each: (-round(each.weight, 6), each.kind, each.ref))
    return tuple(
        Finding(rank=rank, kind=each.kind, ref=each.ref, headline=each.headline)
        for rank, each in enumerate(ranked[: options.findings_most], start=1)
    )


class _Teller:
    """Quotes spans and names sources."""

    def __init__(self, readouts: Sequence[Readout], claims: Sequence[Claim]) -> None:
        self._readout: Mapping[str, Readout] = {readout.id: readout for readout in readouts}
        self.claim: Mapping[str, Claim] = {claim.id: claim for claim in claims}

    def source(self, claim: str) -> str:
        return self._readout[self.claim[claim].readout].source

    def readout(self, id: str) -> str:
        return self._readout[id].source

    def quoted(self, claim: str, start: int, end: int) -> str:
        words = " ".join(self._readout[self.claim[claim].readout].text[start:end].split())
        return f"“{words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1] + '…'}”"

    def length(self, claim: str) -> int:
        return len(self._readout[self.claim[claim].readout].text)


def _of_framing(teller: _Teller, difference: FramingDifference) -> _Candidate:
    return _Candidate(
        difference.strength * difference.confidence,
        "framing",
        difference.id,
        difference.explanation,
        difference.spans,
    )


def _of_conflict(teller: _Teller, conflict: Conflict) -> _Candidate:
    a, b = teller.claim[conflict.a], teller.claim[conflict.b]
    headline = (
        f"{teller.source(a.id)} says {teller.quoted(a.id, a.start, a.end)}, "
        f"{teller.source(b.id)} says {teller.quoted(b.id, b.start, b.end)}: both cannot hold "
        f"({conflict.kind})."
    )
    return _Candidate(0.95, "conflict", conflict.match, headline, conflict.spans)


def _of_omission(teller: _Teller, omission: Omission) -> _Candidate:
    claim = teller.claim[omission.claim]
    silent = " and ".join(sorted(teller.readout(each) for each in omission.absent_from))
    conceded = any(link.stance in ("admit", "agree", "concede") for link in claim.chain)
    kind = "attributed_concession" if conceded else "omission"
    headline = (
        f"{teller.source(claim.id)} says {teller.quoted(claim.id, claim.start, claim.end)}; "
        f"{silent} does not mention it."
    )
    weight = omission.adjusted * 0.5
    return _Candidate(weight, kind, claim.id, headline, (ClaimSpan(claim.id, claim.start, claim.end),))
