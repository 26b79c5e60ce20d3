"""Initiative: who called whom, at whose wish."""

from __future__ import annotations

from compare.framing.lexical import lexical_marks
from compare.framing.marks import Mark
from compare.framing.reading import Reading

KIND = "initiative"


def find_marks(reading: Reading) -> list[Mark]:
    """Terms of the lexicon ``initiative`` with their phrase."""
    return lexical_marks(reading, KIND, "initiative", grow=4)
