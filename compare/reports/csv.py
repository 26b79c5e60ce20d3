"""Comparison -> CSV (RFC 4180): one row a finding, every row with the signature.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break as a formula
(OWASP, CSV Injection): such a cell gets a leading apostrophe. Offsets stay those of the text.
"""

from __future__ import annotations

import csv
import io
from typing import Any

from compare.records import Comparison
from compare.reports.digest import Digest
from compare.reports.told import Told

COLUMNS = (
    "rank", "kind", "subkind", "relation", "headline", "strength", "confidence", "holder",
    "source_a", "claim_a", "text_a", "start_a", "end_a", "source_b", "claim_b", "text_b", "start_b", "end_b",
    "others", "absent_from", "explanation", "ref", "comparison", "signature",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def render_csv(comparison: Comparison) -> str:
    """One row a finding, by rank. ``text_a`` and ``text_b`` are the words that the finding is about;
    ``others`` holds those of a third account and beyond as ``source: words``."""
    digest = Digest(comparison)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for told in digest.findings:
        writer.writerow({key: safe_cell(value) for key, value in _row(told, digest).items()})
    return out.getvalue()


def safe_cell(value: Any) -> Any:
    """The value, with an apostrophe before a text that a spreadsheet would run as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _row(told: Told, digest: Digest) -> dict[str, Any]:
    row: dict[str, Any] = {
        "rank": told.rank,
        "kind": told.kind,
        "subkind": told.subkind,
        "relation": told.relation,
        "headline": told.headline,
        "strength": _figure(told.strength),
        "confidence": _figure(told.confidence),
        "holder": told.holder,
        "others": " | ".join(f"{quote.account.name}: {quote.words}" for quote in told.quotes[2:]),
        "absent_from": "; ".join(account.name for account in told.absent_from),
        "explanation": " ".join(told.explanations),
        "ref": told.ref,
        "comparison": digest.comparison.id,
        "signature": digest.signature,
    }
    for side, quote in zip("ab", told.quotes, strict=False):
        row[f"source_{side}"] = quote.account.name
        row[f"claim_{side}"] = quote.claim
        row[f"text_{side}"] = quote.words
        row[f"start_{side}"], row[f"end_{side}"] = quote.start, quote.end
    return row


def _figure(value: float | None) -> float | str:
    return "" if value is None else round(value, 6)
