"""Differences of framing between two accounts, measured on the project's own gold pairs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from compare.claims import extract_claims
from compare.embedding import default_encoder
from compare.framing import find_framing
from compare.options import CompareOptions
from compare.records import Claim, FramingDifference, Readout
from compare.resources import Resources
from corpora import load_resources

GOLD = Path(__file__).resolve().parents[3] / "corpora" / "gold" / "framing"
FILES = ("en", "fr", "ru", "uk", "across")
KINDS = {
    "naming": 0.65,
    "epistemic_distance": 0.9,
    "blame_agency": 0.6,
    "intensity": 0.9,
    "modality": 0.8,
    "loaded_language": 0.9,
    "frame": 0.8,
    "initiative": 0.8,
    "tone": 0.8,
    "legal": 0.8,
}


@dataclass(frozen=True)
class Told:
    """A gold pair with what the detectors say of it."""

    file: str
    row: dict[str, Any]
    readouts: tuple[Readout, Readout]
    claims: tuple[Claim, ...]
    found: tuple[FramingDifference, ...]

    def hits(self, gold: dict[str, Any], found: FramingDifference) -> bool:
        home = {claim.id: claim.readout for claim in self.claims}
        return all(
            gold[side] is None
            or any(
                home[span.claim] == readout.id
                and span.start < gold[side]["end"]
                and gold[side]["start"] < span.end
                for span in found.spans
            )
            for side, readout in zip("ab", self.readouts, strict=True)
        )


def compared(readouts: Sequence[Readout], resources: Resources) -> tuple[tuple[Claim, ...], Any]:
    encoder = default_encoder_once()
    claims = tuple(claim for readout in readouts for claim in extract_claims(readout, ()))
    text = {readout.id: readout for readout in readouts}
    vectors = encoder.encode(
        [text[claim.readout].text[claim.start : claim.end] for claim in claims],
        [text[claim.readout].language for claim in claims],
    )
    options = CompareOptions()
    found = find_framing(readouts, claims, (), vectors, encoder=encoder, resources=resources, options=options)
    return claims, found


@cache
def default_encoder_once() -> Any:
    return default_encoder()


@pytest.fixture(scope="module")
def told() -> list[Told]:
    pairs = []
    for file in FILES:
        for line in (GOLD / f"{file}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            a, b = (
                Readout(source=side.upper(), text=row[side]["text"], language=row[side]["language"])
                for side in "ab"
            )
            claims, found = compared([a, b], load_resources())
            pairs.append(Told(file, row, (a, b), claims, found))
    return pairs


def test_gold_spans_quote_the_texts(told: list[Told]) -> None:
    for pair in told:
        for gold in pair.row["differences"]:
            for side, readout in zip("ab", pair.readouts, strict=True):
                if gold[side]:
                    assert readout.text[gold[side]["start"] : gold[side]["end"]] == gold[side]["text"]


def test_recall_by_kind_and_by_language(told: list[Told]) -> None:
    kinds, files, all_kinds, all_files = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for pair in told:
        for gold in pair.row["differences"]:
            found = any(each.kind == gold["kind"] and pair.hits(gold, each) for each in pair.found)
            kinds[gold["kind"]] += found
            files[pair.file] += found
            all_kinds[gold["kind"]] += 1
            all_files[pair.file] += 1
    assert set(all_kinds) == set(KINDS)
    assert {
        kind: kinds[kind] / all_kinds[kind] for kind in KINDS if kinds[kind] / all_kinds[kind] < KINDS[kind]
    } == {}
    assert {
        file: files[file] / all_files[file] for file in FILES if files[file] / all_files[file] < 0.8
    } == {}


def test_most_flags_are_in_the_gold(told: list[Told]) -> None:
    flags = [(pair, each) for pair in told for each in pair.found]
    right = sum(any(pair.hits(gold, each) for gold in pair.row["differences"]) for pair, each in flags)
    assert right / len(flags) >= 0.75


def test_spans_quote_their_claims_and_explanations_quote_both_sides(told: list[Told]) -> None:
    for pair in told:
        text = {readout.id: readout.text for readout in pair.readouts}
        claims = {claim.id: claim for claim in pair.claims}
        for each in pair.found:
            for span in each.spans:
                words = text[claims[span.claim].readout][span.start : span.end]
                assert words.strip()
                assert words in each.explanation
            assert 0 < each.strength <= 1
            assert 0 < each.confidence <= 1


def test_the_order_of_the_accounts_changes_nothing() -> None:
    a = Readout(
        source="Arlen",
        language="en",
        text="The allegedly planned “invasion” was discussed. Massive arms came.",
    )
    b = Readout(
        source="Velia",
        language="en",
        text="The planned invasion was strongly condemned. Arms were discussed.",
    )
    assert compared([a, b], load_resources())[1] == compared([b, a], load_resources())[1] != ()


def test_the_same_text_twice_has_no_difference_of_framing() -> None:
    text = "The envoy strongly condemned the shameless provocation. The so-called referendum was held."
    twice = [Readout(source=source, text=text, language="en") for source in ("Arlen", "Velia")]
    assert compared(twice, load_resources())[1] == ()


def test_without_lexicons_nothing_is_found() -> None:
    pair = [
        Readout(source="Arlen", text="The envoy strongly condemned it.", language="en"),
        Readout(source="Velia", text="The envoy regretted it.", language="en"),
    ]
    assert compared(pair, Resources())[1] == ()
