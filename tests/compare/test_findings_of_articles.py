"""The findings of the two articles on one call: what a reader would tell comes first, in proper phrases."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from compare.claims.sentences import split_sentences
from compare.embedding import default_encoder
from compare.pipeline import compare_readouts
from compare.records import ClaimSpan, Comparison, Finding, Readout
from compare.sides import sides_to_compare
from corpora import example_article, load_resources

FIRST = 12
LONGEST = 3

EXAMPLE = (
    (
        "the allegedly planned Russian “invasion” of Ukraine",
        "growing tensions in the Russian-Ukrainian crisis",
    ),
    ("allegedly planned Russian “invasion”",),
    ("provocative speculations",),
    (
        "the reluctance of the leading Western powers to prompt",
        "in the implementation of the Minsk Agreements",
    ),
    ("massive supplies of modern weaponry",),
    ("the absence of a substantive response",),
    ("an answer that will avoid war",),
)
"""Words of the example's statements that a reader would tell of first, side by side where both sides speak."""


def compared(article: Readout) -> Comparison:
    resources = load_resources()
    readouts, documents = sides_to_compare([article], resources, by="side")
    return compare_readouts(readouts, encoder=default_encoder(), resources=resources, documents=documents)


def spans_of(finding: Finding, comparison: Comparison) -> tuple[ClaimSpan, ...]:
    """The words that a finding tells of."""
    framing = {each.id: each.spans for each in comparison.framing}
    conflicts = {each.match: each.spans for each in comparison.conflicts}
    if finding.ref in framing:
        return framing[finding.ref]
    if finding.kind == "conflict":
        return conflicts[finding.ref]
    claim = comparison.claim(finding.ref)
    return (ClaimSpan(claim.id, claim.start, claim.end),)


def in_article(span: ClaimSpan, comparison: Comparison) -> tuple[int, int]:
    """Offsets of a span in the article that its readout was taken from."""
    derived = comparison.readout(comparison.claim(span.claim).readout).derived_from
    assert derived is not None
    return _back(span.start, derived), _back(span.end - 1, derived) + 1


def _back(offset: int, derived: Any) -> int:
    (segment,) = [each for each in derived.segments if each.start <= offset < each.end]
    return int(segment.source_start + offset - segment.start)


def told(spans: Sequence[tuple[int, int]], comparison: Comparison) -> int | None:
    """Rank of the first finding that touches a difference's words on each side that it has words on."""
    for finding in comparison.findings:
        found = [(in_article(each, comparison), each) for each in spans_of(finding, comparison)]
        sides: dict[str, bool] = {}
        for start, end in spans:
            side = _side(start, comparison)
            sides[side] = sides.get(side, False) or any(
                low < end and start < high and high - low <= LONGEST * (end - start)
                for (low, high), _ in found
            )
        if sides and all(sides.values()):
            return finding.rank
    return None


def _side(offset: int, comparison: Comparison) -> str:
    for readout in comparison.readouts:
        assert readout.derived_from is not None
        if any(each.source_start <= offset < each.source_end for each in readout.derived_from.segments):
            return readout.id
    raise AssertionError(f"no account holds offset {offset}")


def assert_proper(comparison: Comparison) -> None:
    """Every span that a finding of framing shows lies within one sentence and one claim, in whole words."""
    for finding in comparison.findings:
        if finding.kind != "framing":
            continue
        for span in spans_of(finding, comparison):
            readout = comparison.readout(comparison.claim(span.claim).readout)
            words = readout.text[span.start : span.end]
            assert "\n" not in words
            assert words == words.strip(" ,;:")
            sentences = split_sentences(readout.text, readout.language)
            assert any(each.start <= span.start and span.end <= each.end for each in sentences)
            assert not readout.text[span.start - 1 : span.start].isalnum()
            assert not readout.text[span.end : span.end + 1].isalnum()


@pytest.fixture(scope="module")
def example() -> tuple[Readout, Comparison]:
    article = example_article()
    return article, compared(article)


def test_the_example_leads_with_what_a_reader_would_tell(example: tuple[Readout, Comparison]) -> None:
    article, comparison = example
    ranks = {words: told([_place(article.text, each) for each in words], comparison) for words in EXAMPLE}
    late = {words: rank for words, rank in ranks.items() if rank is None or rank > FIRST}
    assert len(late) <= 1, late


def _place(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_findings_of_the_example_show_proper_phrases(example: tuple[Readout, Comparison]) -> None:
    assert_proper(example[1])


def test_no_finding_of_the_example_is_told_twice(example: tuple[Readout, Comparison]) -> None:
    first = example[1].findings[:FIRST]
    assert len({each.ref for each in first}) == len(first)
    spans = [(each.kind, spans_of(each, example[1])[0]) for each in first]
    assert len(set(spans)) == len(spans)


@pytest.fixture(scope="module")
def seed(shared: Path) -> Comparison:
    text = (shared / "seed-article.txt").read_text(encoding="utf-8")
    return compared(Readout(source="article", text=text, language="en"))


@pytest.mark.shared
def test_eight_of_ten_differences_stand_among_the_first_findings(seed: Comparison, shared: Path) -> None:
    gold = json.loads((shared / "seed-gold.json").read_text(encoding="utf-8"))
    ranks = {
        row["rank"]: told([(each["start"], each["end"]) for each in row["spans"]], seed)
        for row in gold["differences"]
    }
    print("rank in the gold → rank of the finding:", ranks)
    assert sum(rank is not None and rank <= FIRST for rank in ranks.values()) >= 8, ranks


@pytest.mark.shared
def test_findings_of_the_seed_show_proper_phrases(seed: Comparison) -> None:
    assert_proper(seed)
