"""A finding with all that a report needs to show it: its words, its reasons, its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from compare.records import FramingDifference, Match
from compare.reports.accounts import Account, Quote

if TYPE_CHECKING:
    from compare.reports.digest import Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A finding with all that a report needs to show it."""

    rank: int
    kind: str
    ref: str
    headline: str
    quotes: tuple[Quote, ...]
    absent_from: tuple[Account, ...] = ()
    subkind: str = ""
    relation: str = ""
    holder: str = ""
    strength: float | None = None
    confidence: float | None = None
    explanations: tuple[str, ...] = ()


def tell_findings(digest: Digest) -> tuple[Told, ...]:
    """What to read first, by rank. A finding whose ``ref`` is not known is told by its headline alone."""
    matches = {match.id: match for match in digest.comparison.matches}
    claims = {claim.id for claim in digest.comparison.claims}
    framing = {difference.id: difference for difference in digest.comparison.framing}
    told = []
    for finding in sorted(digest.comparison.findings, key=lambda finding: finding.rank):
        start = Told(
            rank=finding.rank, kind=finding.kind, ref=finding.ref, headline=finding.headline, quotes=()
        )
        if difference := framing.get(finding.ref):
            told.append(_of_framing(digest, start, difference))
        elif match := matches.get(finding.ref):
            told.append(_of_match(digest, start, match))
        elif finding.ref in claims:
            told.append(_of_claim(digest, start, finding.ref))
        else:
            told.append(start)
    return tuple(told)


def _of_framing(digest: Digest, start: Told, difference: FramingDifference) -> Told:
    return replace(
        start,
        quotes=digest.quotes(difference.spans),
        subkind=difference.subkind or difference.kind,
        holder=difference.holder,
        strength=difference.strength,
        confidence=difference.confidence,
        explanations=_besides(start, [difference.explanation]),
    )


def _of_match(digest: Digest, start: Told, match: Match) -> Told:
    conflicts = digest.conflicts_of(match.id)
    if conflicts:
        spans = tuple(dict.fromkeys(span for conflict in conflicts for span in conflict.spans))
        claims = [id for conflict in conflicts for id in (conflict.a, conflict.b)]
        quotes = digest.quotes(spans, also=claims)
        explanations = [conflict.explanation for conflict in conflicts]
    else:
        quotes = digest.quotes((), also=match.claims)
        explanations = [reason.explanation for pair in match.pairs for reason in pair.reasons]
    return replace(
        start,
        quotes=quotes,
        subkind=conflicts[0].kind if conflicts else "",
        relation=match.relation,
        confidence=match.confidence,
        explanations=_besides(start, explanations),
    )


def _of_claim(digest: Digest, start: Told, claim: str) -> Told:
    omission = digest.omission_of(claim)
    return replace(
        start,
        quotes=digest.quotes((omission.spans or ()) if omission else (), also=[claim]),
        absent_from=digest.absent_from(claim),
        confidence=omission.confidence if omission else None,
        strength=omission.adjusted if omission else None,
    )


def _besides(start: Told, explanations: Sequence[str]) -> tuple[str, ...]:
    """Each explanation once, without the one that the headline gives already."""
    return tuple(dict.fromkeys(each for each in explanations if each != start.headline))
