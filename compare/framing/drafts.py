"""What a comparing detector hands over: a difference before it has claims and an id."""

from __future__ import annotations

from dataclasses import dataclass

_PAIRED = 1.3


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Words of one account: ``account`` is its place in the canonical order."""

    account: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A difference of framing: the chooser's words come first, the other accounts' after them."""

    kind: str
    subkind: str
    places: tuple[Place, ...]
    strength: float
    confidence: float
    explanation: str
    match: str | None = None
    cue: str = ""
    paired: bool = False

    @property
    def weight(self) -> float:
        """What the difference is ranked by; two choices side by side tell more than one alone."""
        return self.strength * self.confidence * (_PAIRED if self.paired else 1.0)
