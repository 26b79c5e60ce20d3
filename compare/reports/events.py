"""One row an event: the table of many comparisons."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from compare.records import Comparison, Interval
from compare.reports.wording import position_with_interval

EVENT_FORMATS = ("csv", "json")
COMPONENTS = ("omission", "content", "framing", "emphasis")


def event_row(name: str, comparison: Comparison) -> dict[str, Any]:
    """The figures of one comparison, flat, a column for each axis; unknown figures are None."""
    relations = Counter(match.relation for match in comparison.matches)
    row: dict[str, Any] = {
        "event": name,
        "sources": "; ".join(readout.source for readout in comparison.readouts),
        "languages": "; ".join(readout.language or "" for readout in comparison.readouts),
        "claims": len(comparison.claims),
        "matches": len(comparison.matches),
        **{
            relation: relations[relation]
            for relation in ("same", "reframed", "conflict", "disagreement", "undecided")
        },
        "omissions": len(comparison.omissions),
        "framing": len(comparison.framing),
        **_interval("divergence", comparison.divergence.overall),
    }
    for component in COMPONENTS:
        row |= _interval(component + "_divergence", comparison.divergence.components[component])
    for axis in comparison.axes:
        row[f"axis {axis.name}"] = "; ".join(
            f"{comparison.readout(stand.readout).source} {position_with_interval(stand.position)}"
            for stand in axis.accounts
        )
    row["top_finding"] = comparison.findings[0].headline if comparison.findings else ""
    row["warnings"] = "; ".join(comparison.warnings)
    row["comparison"] = comparison.id
    row["signature"] = comparison.signature.line
    row["error"] = ""
    return row


def failed_row(name: str, error: Exception) -> dict[str, Any]:
    """The row of an event that could not be compared."""
    return {"event": name, "error": " ".join(str(error).split())}


def render_events(rows: Sequence[dict[str, Any]], format: str) -> str:
    """The table as CSV (RFC 4180, formulas defused) or as JSON."""
    if format == "json":
        return json.dumps(list(rows), ensure_ascii=False, indent=1) + "\n"
    from compare.reports.csv import safe_cell

    columns = max((list(row) for row in rows), key=len)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({key: safe_cell(value) for key, value in row.items()} for row in rows)
    return out.getvalue()


def _interval(name: str, interval: Interval) -> dict[str, float | None]:
    figures = {name: interval.value, f"{name}_low": interval.low, f"{name}_high": interval.high}
    return {key: None if value is None else round(value, 6) for key, value in figures.items()}
