"""Tone: the code words in which diplomats say how a talk went."""

from __future__ import annotations

from compare.framing.lexical import lexical_marks
from compare.framing.marks import Mark
from compare.framing.reading import Reading

KIND = "tone"


def find_marks(reading: Reading) -> list[Mark]:
    """Terms of the lexicon ``tone`` with their phrase."""
    return lexical_marks(reading, KIND, "tone", grow=2)
