"""The reports of what the engine really finds in two of the accounts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from compare import Readout, compare_readouts
from compare.records import Comparison
from compare.reports import FORMATS, render
from compare.reports.json import comparison_from_dict
from corpora import load_resources

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def found(comparison: Comparison) -> Comparison:
    readouts = [
        Readout(source=readout.source, text=readout.text, language=readout.language)
        for readout in (comparison.readouts[0], comparison.readouts[2])
    ]
    return compare_readouts(readouts, resources=load_resources())


def test_it_keeps_to_the_schema(found: Comparison) -> None:
    schema = json.loads((ROOT / "docs" / "comparison.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(json.loads(render(found, "json")))


@pytest.mark.parametrize("format", FORMATS)
def test_it_reads_the_same_from_the_stored_json(found: Comparison, format: str) -> None:
    stored = comparison_from_dict(json.loads(render(found, "json")))
    assert render(stored, format) == render(found, format)


def test_every_account_is_in_the_page_word_for_word(found: Comparison) -> None:
    from html import unescape
    from re import sub

    page = render(found, "html")
    for column in page.split('<div class="text">')[1:]:
        body = column.split("</article>")[0]
        body = sub(r'(?s)<details class="gap"[^>]*>.*?</details>', "", body)
        body = sub(r'(?s)<span class="marker .*?</a></span>', "", body)
        words = unescape(sub(r"<[^>]+>", "", body))
        assert "".join(words.split()) in {"".join(readout.text.split()) for readout in found.readouts}
