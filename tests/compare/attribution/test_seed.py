"""The seed article: every reported statement with its span, its source, its actor and its side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from compare.attribution import derived_attributions, find_attributions, split_article
from compare.claims import extract_claims
from compare.records import Attribution, Readout, Span
from compare.resources import Resources

PLACES = range(12)


@pytest.fixture(scope="session")
def gold(shared: Path) -> dict[str, Any]:
    return json.loads((shared / "seed-gold.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def found(seed_article: str, resources: Resources) -> tuple[Attribution, ...]:
    return find_attributions(seed_article, "en", resources)


def _same_content(one: Attribution, wanted: dict[str, Any]) -> bool:
    return one.content == tuple(Span(part["start"], part["end"]) for part in wanted["content"])


@pytest.mark.shared
@pytest.mark.parametrize("place", PLACES)
def test_every_gold_statement_is_found_whole(
    place: int, gold: dict[str, Any], found: tuple[Attribution, ...]
) -> None:
    wanted = gold["attributions"][place]
    (one,) = [one for one in found if _same_content(one, wanted)]
    assert one.source == Span(wanted["source"]["start"], wanted["source"]["end"])
    assert (one.actor, one.side, one.kind) == (wanted["actor"], wanted["side"], wanted["kind"])
    assert one.via == wanted.get("via")
    assert one.cue is not None
    assert one.cue.overlap(Span(wanted["cue"]["start"], wanted["cue"]["end"]))


@pytest.mark.shared
def test_the_gold_has_as_many_statements_as_are_listed_here(gold: dict[str, Any]) -> None:
    assert len(gold["attributions"]) == len(PLACES)


@pytest.mark.shared
def test_the_kremlin_quotation_ends_with_its_inner_speaker(
    gold: dict[str, Any], found: tuple[Attribution, ...]
) -> None:
    (one,) = [one for one in found if _same_content(one, gold["attributions"][11])]
    assert [link.actor for link in one.chain] == ["kremlin", "putin"]


@pytest.mark.shared
def test_what_macron_told_putin_is_told_by_the_elysee(
    gold: dict[str, Any], found: tuple[Attribution, ...]
) -> None:
    (one,) = [one for one in found if _same_content(one, gold["attributions"][4])]
    assert [link.actor for link in one.chain] == ["elysee", "macron"]


@pytest.mark.shared
def test_further_statements_stand_inside_the_kremlin_quotation(
    gold: dict[str, Any], found: tuple[Attribution, ...]
) -> None:
    others = [one for one in found if not any(_same_content(one, wanted) for wanted in gold["attributions"])]
    assert [[link.actor for link in one.chain] for one in others] == [["kremlin", "putin"]] * 2


@pytest.mark.shared
def test_the_split_has_two_sides_and_the_narration(seed_article: str, resources: Resources) -> None:
    split = split_article(Readout(source="article", text=seed_article, language="en"), resources)
    assert [(one.source, one.side) for one in split.readouts] == [
        ("France", "france"),
        ("Russia", "russia"),
        ("narration", None),
    ]
    assert "de-escalation" in split.readouts[0].text
    assert "massive supplies of modern weaponry" in split.readouts[1].text
    title, call, length = split.readouts[2].text.split("\n\n")
    assert title.startswith("Macron and Putin discussed Ukraine")
    assert call.endswith("had a telephone conversation")
    assert length.endswith("lasted 1 hour 40 minutes")


@pytest.mark.shared
def test_every_claim_of_the_split_asserts_something(seed_article: str, resources: Resources) -> None:
    split = split_article(Readout(source="article", text=seed_article, language="en"), resources)
    told = [
        readout.text[claim.start : claim.end]
        for readout in split.readouts[:2]
        for claim in extract_claims(readout, derived_attributions(readout, split.document, resources))
    ]
    assert [(*claim.split()[:2], *claim.split()[-2:]) for claim in told] == [
        ("the", "leaders", "European", "states"),
        ("the", "presidents", "Minsk", "Agreements"),
        ("also", "continued", "in", "Europe"),
        ("sincere", "dialogue", "with", "escalation"),
        ("it", "is", "Russian-Ukrainian", "crisis"),
        ("urged", "international", "avoid", "war"),
        ("Let's", "start", "visibility.", "Together"),
        ("we", "need", "towards", "de-escalation"),
        ("What", "we", "the", "de-escalation."),
        ("We", "know", "the", "terms."),
        ("The", "key", "move", "forward"),
        ("Vladimir", "Putin", "of", "Ukraine"),
        ("which", "is", "to", "Ukraine"),
        ("creating", "conditions", "in", "Donbas"),
        ("the", "conversation", "took", "place"),
        ("two", "leaders", "security", "situation"),
        ("Vladimir", "Putin", "Russian", "initiatives"),
        ("He", "also", "Minsk", "agreements"),
        ("which", "was", "format", "leaders"),
    ]
    assert not [claim for claim in told if "\n" in claim]
