"""Framing on the project's gold pairs: spans that quote their texts, and floors beside what was measured."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from compare.embedding import default_encoder
from compare.evaluation.framing_gold import PARTS, Judged, judge_pair
from compare.framing import flag_texts
from corpora import load_resources

GOLD = Path(__file__).resolve().parents[3] / "corpora" / "gold" / "framing"
RECALL_BY_PART = {"en": 0.8, "fr": 0.8, "ru": 0.8, "uk": 0.8, "across": 0.6}
HELD_OUT = {"fr": (0.41, 0.61), "ru": (0.51, 0.69), "uk": (0.36, 0.58), "across": (0.35, 0.51)}
"""Least recall and precision on the parts that nobody tuned on: what was measured, less .08."""
RECALL_BY_KIND = {
    "naming": 0.65,
    "epistemic_distance": 0.8,
    "blame_agency": 0.6,
    "intensity": 0.8,
    "modality": 0.8,
    "loaded_language": 0.8,
    "frame": 0.8,
    "initiative": 0.8,
    "tone": 0.8,
    "legal": 0.8,
}


def rows_of(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@cache
def judged(part: str) -> tuple[Judged, ...]:
    return tuple(judge_pair(row, part, default_encoder(), load_resources()) for row in rows_of(part))


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.jsonl")), ids=lambda path: path.stem)
def test_gold_spans_quote_the_texts(path: Path) -> None:
    for row in rows_of(path.stem):
        for gold in row.get("differences", ()):
            for side in "ab":
                if gold[side]:
                    words = row[side]["text"][gold[side]["start"] : gold[side]["end"]]
                    assert words == gold[side]["text"], row["id"]


@pytest.mark.slow
@pytest.mark.parametrize("part", HELD_OUT)
def test_pairs_that_nobody_tuned_on(part: str) -> None:
    told = judged(f"heldout_{part}")
    fates = [same for each in told for _, _, same in each.kinds]
    flags = [right for each in told for _, right in each.flags]
    recall, precision = HELD_OUT[part]
    assert sum(fates) / len(fates) >= recall
    assert sum(flags) / len(flags) >= precision


@pytest.mark.parametrize("part", PARTS)
def test_recall_by_part(part: str) -> None:
    fates = [same for each in judged(part) for _, _, same in each.kinds]
    assert sum(fates) / len(fates) >= RECALL_BY_PART[part]


def test_recall_by_kind() -> None:
    every, found = Counter[str](), Counter[str]()
    for part in PARTS:
        for each in judged(part):
            for kind, _, same in each.kinds:
                every[kind] += 1
                found[kind] += same
    assert set(every) == set(RECALL_BY_KIND)
    low = {
        kind: found[kind] / every[kind] for kind in every if found[kind] / every[kind] < RECALL_BY_KIND[kind]
    }
    assert low == {}


def test_most_flags_are_in_the_gold() -> None:
    flags = [right for part in PARTS for each in judged(part) for _, right in each.flags]
    assert sum(flags) / len(flags) >= 0.8


def test_plain_lines_are_left_alone() -> None:
    lines = rows_of("dry")
    told = flag_texts(
        [each["text"] for each in lines], [each["language"] for each in lines], load_resources()
    )
    words, flags = Counter[str](), Counter[str]()
    for each, flagged in zip(lines, told, strict=True):
        words[each["language"]] += len(each["text"].split())
        flags[each["language"]] += len(flagged.flags)
    assert set(words) == {"en", "fr", "ru", "uk"}
    assert {
        language: flags[language] for language in words if 100 * flags[language] / words[language] > 0.5
    } == {}
