"""Comparison -> terminal, HTML, Markdown, JSON, CSV, DataFrame, notebook. No computing here."""

from __future__ import annotations

from pathlib import Path

from compare.errors import OptionError
from compare.records import Comparison

FORMATS = ("text", "html", "markdown", "json", "csv")

_SUFFIXES = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
    ".csv": "csv",
}


def render(comparison: Comparison, format: str) -> str:
    """The report as text, ready to be written as UTF-8; the same comparison gives the same bytes.

    Raises:
        OptionError: there is no such format.
    """
    if format == "text":
        from compare.reports.terminal import render_text

        return render_text(comparison)
    if format == "html":
        from compare.reports.html import render_html

        return render_html(comparison)
    if format == "markdown":
        from compare.reports.markdown import render_markdown

        return render_markdown(comparison)
    if format == "json":
        from compare.reports.json import render_json

        return render_json(comparison)
    if format == "csv":
        from compare.reports.csv import render_csv

        return render_csv(comparison)
    raise OptionError("format", format, f"must be one of {', '.join(FORMATS)}")


def format_of(path: Path) -> str | None:
    """The format that the suffix of a file name asks for, None if no format has it."""
    return _SUFFIXES.get(path.suffix.casefold())
