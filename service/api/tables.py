"""Lists as CSV (RFC 4180): one row an item, no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from fastapi.responses import Response

from compare.reports.csv import safe_cell

TableFormat = Literal["json", "csv"]
CSV: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "JSON, or a table as CSV."}
}


def csv_response(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """The rows as a file ``rashomon-NAME.csv``; None is an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    headers = {"Content-Disposition": f'attachment; filename="rashomon-{name}.csv"'}
    return Response(out.getvalue().encode("utf-8", "replace"), 200, headers, "text/csv; charset=utf-8")
