"""What the detectors find in one text: marks, before any account is compared with another."""

from __future__ import annotations

from dataclasses import dataclass

from compare.records import Span

_LONG, _STEM = 4, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words that carry a choice of framing.

    ``start:end`` are the words, ``cue`` what gave them away (a lexicon term or the name of a rule);
    ``strength`` (0..1) how far the choice stands from a plain telling, ``confidence`` (0..1) that it is
    such a choice here. ``scale`` and ``level`` (0..1) place the words on a scale that two accounts share;
    ``neutral`` is a plainer wording where the lexicon knows one, ``told`` the phrase in which a reader is
    told of the words (with the object of a refusal, say).
    """

    kind: str
    subkind: str
    start: int
    end: int
    cue: str
    strength: float
    confidence: float
    scale: str = ""
    level: float = 0.0
    neutral: str = ""
    told: Span | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def phrase(self) -> Span:
        return self.told or self.span


def distinct(marks: list[Mark]) -> list[Mark]:
    """The marks in order of the text; of two of one kind that overlap, the surer and longer one stays."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (-m.confidence, m.start - m.end, m.start, m.kind, m.subkind)):
        if not any(
            mark.kind == other.kind and mark.start < other.end and other.start < mark.end for other in kept
        ):
            kept.append(mark)
    return sorted(kept, key=lambda m: (m.start, m.end, m.kind, m.subkind))


def same_word(one: str, other: str) -> bool:
    """Do two terms of one language share a word of content, whatever its ending?"""
    stems = [{word[:_STEM] for word in cue.casefold().split() if len(word) >= _LONG} for cue in (one, other)]
    return bool(stems[0] & stems[1])
