"""Loaded language: words that judge what they name; neighbours make one mark."""

from __future__ import annotations

from compare.framing.marks import Mark
from compare.framing.reading import Reading
from compare.framing.terms import Hit
from compare.records import Span

KIND = "loaded_language"

_NEAR = 2
_SHORT_STEM = 6


def find_marks(reading: Reading) -> list[Mark]:
    """Terms of the lexicon of loaded words; two that stand side by side are one mark."""
    groups: list[list[Hit]] = []
    for hit in reading.hits("loaded"):
        if _is_name(reading, hit):
            continue
        if groups and _adjoin(reading, groups[-1][-1], hit):
            groups[-1].append(hit)
        else:
            groups.append([hit])
    return [_mark(reading, group) for group in groups]


def _is_name(reading: Reading, hit: Hit) -> bool:
    """A capital letter inside a sentence on a short stem: a proper name that begins alike."""
    word = reading.text[hit.start : hit.end]
    stem = hit.entry.term.endswith("*") and len(hit.entry.term) <= _SHORT_STEM
    return stem and word.istitle() and reading.sentence_at(hit.start).start < hit.start


def _adjoin(reading: Reading, left: Hit, right: Hit) -> bool:
    between = reading.text[left.end : right.start]
    return len(between) <= _NEAR and not any(char in between for char in ".!?\n")


def _mark(reading: Reading, group: list[Hit]) -> Mark:
    strongest = max(group, key=lambda hit: (hit.entry.strength, -hit.start))
    doubt = 1.0
    for hit in group:
        doubt *= 1.0 - hit.entry.strength
    told = reading.noun_phrase(group[0].start, group[-1].end, left=1, right=3)
    return Mark(
        kind=KIND,
        subkind=strongest.entry.subkind,
        start=group[0].start,
        end=group[-1].end,
        cue=reading.text[strongest.start : strongest.end],
        strength=strongest.entry.strength,
        confidence=round(min(1.0 - doubt, 0.97), 3),
        neutral=strongest.entry.attributes.get("neutral", ""),
        told=Span(*told),
    )
