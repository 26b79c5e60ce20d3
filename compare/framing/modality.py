"""Modality: done, promised, planned, needed, possible."""

from __future__ import annotations

from compare.framing.lexical import lexical_marks
from compare.framing.marks import Mark
from compare.framing.reading import Reading

KIND = "modality"


def find_marks(reading: Reading) -> list[Mark]:
    """Terms of the lexicon ``modality`` with their phrase."""
    return lexical_marks(reading, KIND, "modality")
