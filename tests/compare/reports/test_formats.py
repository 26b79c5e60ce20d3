from __future__ import annotations

from pathlib import Path

import pytest

from compare.errors import OptionError
from compare.records import Comparison
from compare.reports import FORMATS, format_of, render


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("report.html", "html"),
        ("report.HTM", "html"),
        ("report.md", "markdown"),
        ("a.b/report.json", "json"),
        ("report.csv", "csv"),
        ("report.txt", "text"),
        ("report.docx", None),
        ("report", None),
        (".json", None),
    ],
)
def test_the_suffix_names_the_format(name: str, format: str | None) -> None:
    assert format_of(Path(name)) == format


def test_an_unknown_format_is_refused(comparison: Comparison) -> None:
    with pytest.raises(OptionError, match="format = 'pdf': must be one of text, html, markdown, json, csv"):
        render(comparison, "pdf")


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_carries_the_signature(comparison: Comparison, format: str) -> None:
    report = render(comparison, format)
    assert comparison.signature.line in report.replace("\n", "")


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_comparison_gives_the_same_bytes(comparison: Comparison, format: str) -> None:
    from compare.reports.json import comparison_from_dict

    again = comparison_from_dict(comparison.to_dict())
    assert render(comparison, format).encode() == render(again, format).encode()


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_can_be_encoded_whatever_the_text_holds(hostile: Comparison, format: str) -> None:
    from dataclasses import replace

    torn = replace(hostile, warnings=("half a pair: \ud83d",))
    assert render(torn, format).encode("utf-8")
