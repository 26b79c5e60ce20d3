"""Marks that a lexicon gives as they are: its term, its scale, its level."""

from __future__ import annotations

from compare.framing.marks import Mark
from compare.framing.reading import Reading
from compare.framing.terms import Hit
from compare.records import Span


def lexical_marks(reading: Reading, kind: str, lexicon: str, grow: int = 0, told: int = 4) -> list[Mark]:
    """One mark a hit.

    ``grow`` is the number of words of the phrase after the term that the span may take in, ``told`` the
    number that the phrase may take in which a reader is told of it.
    """
    return [_mark(reading, kind, hit, grow, told) for hit in reading.hits(lexicon)]


def _mark(reading: Reading, kind: str, hit: Hit, grow: int, told: int) -> Mark:
    end = reading.noun_phrase(hit.start, hit.end, left=0, right=grow)[1] if grow else hit.end
    return Mark(
        kind=kind,
        subkind=hit.entry.subkind,
        start=hit.start,
        end=end,
        cue=reading.text[hit.start : hit.end],
        strength=hit.entry.strength,
        confidence=hit.entry.strength,
        scale=hit.entry.attributes.get("scale", ""),
        level=float(hit.entry.attributes.get("level", 0.0)),
        told=Span(hit.start, reading.noun_phrase(hit.start, end, left=0, right=told)[1]),
    )
