"""A stored report as an answer: the bytes that were stored, or another format made from them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from fastapi import Response

from compare.reports import render
from compare.reports.json_reading import comparison_from_dict
from compare.signature import rashomon_version
from service.api.models import Format
from service.store.tables import StoredComparison

MEDIA_TYPES: Mapping[Format, str] = {
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "markdown": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "text": "text/plain; charset=utf-8",
}
_SUFFIXES: Mapping[Format, str] = {
    "json": "json",
    "html": "html",
    "markdown": "md",
    "csv": "csv",
    "text": "txt",
}
_PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-scripts allow-popups"
)
"""A report page carries its own style and script; the sandbox keeps it away from what the service answers."""


def etag_of(row: StoredComparison, format: Format = "json") -> str:
    """Of the stored bytes; a rendering also depends on the version that renders it."""
    return f'"{row.digest}"' if format == "json" else f'"{row.digest}-{format}-{rashomon_version()}"'


def matches(if_none_match: str | None, etag: str) -> bool:
    """Does the client have this version (RFC 9110, 13.1.2, weak comparison)?"""
    if if_none_match is None:
        return False
    known = [each.strip().removeprefix("W/") for each in if_none_match.split(",")]
    return "*" in known or etag in known


def report_response(
    row: StoredComparison,
    content: bytes,
    *,
    format: Format = "json",
    headers: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    """The answer with the report, which never changes."""
    found = {"ETag": etag_of(row, format), "Cache-Control": _caching(format), **(headers or {})}
    if status == 304:
        return Response(None, 304, found)
    found["Content-Disposition"] = f'inline; filename="{row.id}.{_SUFFIXES[format]}"'
    if format == "html":
        found["Content-Security-Policy"] = _PAGE_POLICY
    return Response(content, status, found, MEDIA_TYPES[format])


def rendered(content: bytes, format: Format) -> bytes:
    """The stored JSON in another format: what the command line prints."""
    if format == "json":
        return content
    return render(comparison_from_dict(json.loads(content)), format).encode("utf-8", "replace")


def _caching(format: Format) -> str:
    return "private, max-age=31536000, immutable" if format == "json" else "private, no-cache"
