"""Comparison -> tables of pandas: claims, matches (one row a pair), framing (one row a flag)."""

from __future__ import annotations

from typing import Any, Literal

from compare.errors import MissingExtraError, OptionError
from compare.records import Comparison
from compare.reports.digest import Digest

Table = Literal["claims", "matches", "framing"]
TABLES: tuple[Table, ...] = ("claims", "matches", "framing")


def comparison_to_dataframe(comparison: Comparison, table: Table = "claims") -> Any:
    """One table of the comparison as a ``pandas.DataFrame``; every row carries the signature line.

    ``claims``: one row a claim, in the order of the readouts and of the text. ``matches``: one row a pair of
    claims. ``framing``: one row a flag, with the words of the first two accounts that it spans.

    Raises:
        MissingExtraError: pandas is not installed.
        OptionError: there is no such table.
    """
    try:
        import pandas  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtraError("dataframes", "dataframe") from error

    digest = Digest(comparison)
    if table == "claims":
        return pandas.DataFrame(_claims(digest), columns=_CLAIM_COLUMNS)
    if table == "matches":
        return pandas.DataFrame(_matches(digest), columns=_MATCH_COLUMNS)
    if table == "framing":
        return pandas.DataFrame(_framing(digest), columns=_FRAMING_COLUMNS)
    raise OptionError("table", table, f"must be one of {', '.join(TABLES)}")


_CLAIM_COLUMNS = [
    "id", "label", "readout", "source", "language", "kind", "speaker", "start", "end", "text", "state",
    "matches", "absent_from", "omission_confidence", "omission_adjusted", "signature",
]  # fmt: skip
_MATCH_COLUMNS = [
    "match", "match_relation", "relation", "confidence", "similarity", "source_a", "claim_a", "start_a",
    "end_a", "text_a", "source_b", "claim_b", "start_b", "end_b", "text_b", "reasons", "signature",
]  # fmt: skip
_FRAMING_COLUMNS = [
    "id", "match", "kind", "subkind", "holder", "strength", "confidence", "source_a", "claim_a", "text_a",
    "source_b", "claim_b", "text_b", "explanation", "signature",
]  # fmt: skip


def _claims(digest: Digest) -> list[dict[str, Any]]:
    rows = []
    for account in digest.accounts:
        for claim in account.claims:
            omission = digest.omission_of(claim.id)
            rows.append(
                {
                    "id": claim.id,
                    "label": digest.label(claim.id),
                    "readout": claim.readout,
                    "source": account.name,
                    "language": account.readout.language,
                    "kind": claim.kind,
                    "speaker": digest.speaker(claim),
                    "start": claim.start,
                    "end": claim.end,
                    "text": digest.comparison.text_of(claim),
                    "state": digest.state(claim.id),
                    "matches": " ".join(match.id for match in digest.matches_of(claim.id)),
                    "absent_from": "; ".join(each.name for each in digest.absent_from(claim.id)),
                    "omission_confidence": omission.confidence if omission else None,
                    "omission_adjusted": omission.adjusted if omission else None,
                    "signature": digest.signature,
                }
            )
    return rows


def _matches(digest: Digest) -> list[dict[str, Any]]:
    rows = []
    for match in digest.comparison.matches:
        for pair in match.pairs:
            row: dict[str, Any] = {
                "match": match.id,
                "match_relation": match.relation,
                "relation": pair.relation,
                "confidence": pair.confidence,
                "similarity": pair.similarity,
                "reasons": "; ".join(reason.explanation for reason in pair.reasons),
                "signature": digest.signature,
            }
            for side, id in (("a", pair.a), ("b", pair.b)):
                claim = digest.comparison.claim(id)
                row[f"source_{side}"] = digest.account_of(id).name
                row[f"claim_{side}"] = id
                row[f"start_{side}"], row[f"end_{side}"] = claim.start, claim.end
                row[f"text_{side}"] = digest.comparison.text_of(claim)
            rows.append(row)
    return rows


def _framing(digest: Digest) -> list[dict[str, Any]]:
    rows = []
    for difference in digest.comparison.framing:
        row: dict[str, Any] = {
            "id": difference.id,
            "match": difference.match,
            "kind": difference.kind,
            "subkind": difference.subkind,
            "holder": difference.holder,
            "strength": difference.strength,
            "confidence": difference.confidence,
            "explanation": difference.explanation,
            "signature": digest.signature,
        }
        for side, quote in zip("ab", digest.quotes(difference.spans), strict=False):
            row[f"source_{side}"], row[f"claim_{side}"] = quote.account.name, quote.claim
            row[f"text_{side}"] = quote.words
        rows.append(row)
    return rows
