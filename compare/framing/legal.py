"""Legal characterisation: genocide, aggression, annexation, violation of law."""

from __future__ import annotations

from compare.framing.lexical import lexical_marks
from compare.framing.marks import Mark
from compare.framing.reading import Reading

KIND = "legal"


def find_marks(reading: Reading) -> list[Mark]:
    """Terms of the lexicon ``legal`` with their phrase."""
    return lexical_marks(reading, KIND, "legal", grow=0)
