"""Marks that a lexicon gives as they are: its term, its scale, its level."""

from __future__ import annotations

from compare.framing.marks import Mark
from compare.framing.reading import Reading


def lexical_marks(reading: Reading, kind: str, lexicon: str, grow: int = 0) -> list[Mark]:
    """One mark a hit; ``grow`` is the number of words of the phrase after it that the span may take in."""
    marks = []
    for hit in reading.hits(lexicon):
        end = hit.end
        if grow:
            _, end = reading.noun_phrase(hit.start, hit.end, left=0, right=grow)
        marks.append(
            Mark(
                kind=kind,
                subkind=hit.entry.subkind,
                start=hit.start,
                end=end,
                cue=reading.text[hit.start : hit.end],
                strength=hit.entry.strength,
                confidence=hit.entry.strength,
                scale=hit.entry.attributes.get("scale", ""),
                level=float(hit.entry.attributes.get("level", 0.0)),
            )
        )
    return marks
