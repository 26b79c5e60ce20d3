"""Modality: done, promised, planned, needed, possible."""

from __future__ import annotations

from compare.framing.lexical import lexical_marks
from compare.framing.marks import Mark
from compare.framing.reading import Reading

KIND = "modality"


def find_marks(reading: Reading) -> list[Mark]:
    """Terms of the lexicon ``modality`` with their phrase; a name inside a sentence is none ("3 May")."""
    marks = lexical_marks(reading, KIND, "modality")
    return [mark for mark in marks if not reading.named(reading.first_word(mark.start))]
