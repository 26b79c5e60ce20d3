"""Intensity: how strong a reaction or a quantity is told to be."""

from __future__ import annotations

from compare.framing.lexical import lexical_marks
from compare.framing.marks import Mark
from compare.framing.reading import Reading

KIND = "intensity"


def find_marks(reading: Reading) -> list[Mark]:
    """Terms of the lexicon ``intensity`` with their phrase."""
    return lexical_marks(reading, KIND, "intensity", grow=2)
