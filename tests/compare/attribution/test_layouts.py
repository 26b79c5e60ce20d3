"""Twenty layouts of news: what each must yield, and what is known to be missed (``layouts.toml``)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from compare.attribution import derived_attributions, find_attributions, split_article
from compare.claims import extract_claims
from compare.records import Attribution, Readout
from compare.resources import Resources

LAYOUTS = tomllib.loads((Path(__file__).with_name("layouts.toml")).read_text(encoding="utf-8"))["layout"]


def _is_found(said: list[str], found: tuple[Attribution, ...], text: str) -> bool:
    source, begins = said
    return any(
        one.source is not None
        and one.source.of(text) == source
        and text.startswith(begins, one.content[0].start)
        for one in found
    )


def test_there_are_twenty_in_four_languages() -> None:
    assert len({layout["name"] for layout in LAYOUTS}) == len(LAYOUTS) == 20
    assert {layout["language"] for layout in LAYOUTS} == {"en", "fr", "ru", "uk"}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout["name"])
def test_statements_of_a_layout(layout: dict[str, Any], resources: Resources) -> None:
    text = layout["text"].strip()
    found = find_attributions(text, layout["language"], resources)
    assert [said for said in layout["said"] if not _is_found(said, found, text)] == []
    assert [slip for slip in layout["slips"] if _is_found(slip, found, text)] == []


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout["name"])
def test_a_layout_is_split_into_claims_that_keep_to_their_lines(
    layout: dict[str, Any], resources: Resources
) -> None:
    article = Readout(source="article", text=layout["text"].strip(), language=layout["language"])
    split = split_article(article, resources)
    assert split.readouts
    for readout in split.readouts:
        claims = extract_claims(readout, derived_attributions(readout, split.document, resources))
        assert claims
        for claim in claims:
            words = readout.text[claim.start : claim.end]
            assert words.strip()
            assert "\n" not in words
