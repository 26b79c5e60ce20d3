"""All differences of a comparison as rows of one table: filtered and sorted, never measured anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compare.reports.digest import Digest

KINDS = ("conflict", "disagreement", "reframed", "omission", "framing")
SORTS = ("rank", "kind", "strength", "confidence", "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference. ``rank`` is its place among the findings, None where it is none of them; ``text`` says
    what differs, ``claims`` are the labels of the claims, ``words`` what stands there, account by account."""

    kind: str
    subkind: str
    rank: int | None
    claims: tuple[str, ...]
    words: tuple[tuple[str, str, str], ...]
    text: str
    strength: float | None
    confidence: float | None


def differences(digest: Digest) -> list[Difference]:
    """Every difference once: the findings by rank, then the others as the accounts stand."""
    ranks: dict[str, int] = {}
    for finding in sorted(digest.comparison.findings, key=lambda each: -each.rank):
        ranks[finding.ref] = finding.rank
    found = [*_matched(digest, ranks), *_omitted(digest, ranks), *_framed(digest, ranks)]
    return sorted(found, key=lambda each: (each.rank is None, each.rank or 0))


def chosen(
    rows: Sequence[Difference], *, kind: str = "", account: str = "", q: str = "", sort: str = "rank"
) -> list[Difference]:
    """The rows of a kind, that touch an account (its letter), with words in them; in the order asked for."""
    words = q.casefold()
    found = [
        row
        for row in rows
        if (not kind or kind in (row.kind, row.subkind))
        and (not account or any(label.rstrip("0123456789") == account for label in row.claims))
        and (not words or words in _searched(row))
    ]
    if sort == "kind":
        return sorted(found, key=lambda row: (_place(row.kind), row.subkind))
    if sort == "place":
        return sorted(found, key=lambda row: _reading_order(row.claims[0]) if row.claims else (0, "", 0))
    if sort in ("strength", "confidence"):
        figures = {id(row): row.strength if sort == "strength" else row.confidence for row in found}
        return sorted(found, key=lambda row: -(figures[id(row)] or 0.0))
    return found


def _matched(digest: Digest, ranks: dict[str, int]) -> list[Difference]:
    found = []
    clashes = {frozenset((each.a, each.b)): each for each in digest.comparison.conflicts}
    for match in digest.comparison.matches:
        for pair in match.pairs:
            if pair.relation not in ("conflict", "disagreement", "reframed"):
                continue
            clash = clashes.get(frozenset((pair.a, pair.b)))
            reasons = [reason.explanation for reason in pair.reasons]
            told = dict.fromkeys([clash.explanation, *reasons] if clash else reasons)
            found.append(
                Difference(
                    kind=pair.relation,
                    subkind=clash.kind if clash else "",
                    rank=ranks.get(match.id) if pair.relation == match.relation else None,
                    claims=_labels(digest, (pair.a, pair.b)),
                    words=_words(digest, (pair.a, pair.b)),
                    text="; ".join(told),
                    strength=None,
                    confidence=pair.confidence,
                )
            )
    return found


def _omitted(digest: Digest, ranks: dict[str, int]) -> list[Difference]:
    return [
        Difference(
            kind="omission",
            subkind="",
            rank=ranks.get(omission.claim),
            claims=_labels(digest, (omission.claim,)),
            words=_words(digest, (omission.claim,)),
            text=", ".join(account.name for account in digest.absent_from(omission.claim)),
            strength=omission.adjusted,
            confidence=omission.confidence,
        )
        for omission in digest.comparison.omissions
    ]


def _framed(digest: Digest, ranks: dict[str, int]) -> list[Difference]:
    found = []
    for each in digest.comparison.framing:
        quotes = digest.quotes(each.spans)
        found.append(
            Difference(
                kind="framing",
                subkind=each.kind,
                rank=ranks.get(each.id),
                claims=tuple(quote.label for quote in quotes),
                words=tuple((q.label, q.words, q.account.readout.language or "") for q in quotes),
                text=each.explanation,
                strength=each.strength,
                confidence=each.confidence,
            )
        )
    return found


def _labels(digest: Digest, claims: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted((digest.label(id) for id in claims), key=_reading_order))


def _words(digest: Digest, claims: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
    quotes = digest.quotes((), also=claims)
    return tuple((quote.label, quote.text, quote.account.readout.language or "") for quote in quotes)


def _reading_order(label: str) -> tuple[int, str, int]:
    letters = label.rstrip("0123456789")
    return len(letters), letters, int(label[len(letters) :] or 0)


def _place(kind: str) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS)


def _searched(row: Difference) -> str:
    return " ".join((row.text, *row.claims, *(words for _, words, _ in row.words))).casefold()
