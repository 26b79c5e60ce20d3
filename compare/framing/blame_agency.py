"""Blame and agency: who does it to whom, who is said to refuse, and where the doer is left out."""

from __future__ import annotations

from dataclasses import dataclass

from compare.framing.marks import Mark, distinct
from compare.framing.reading import Reading
from compare.records import Span

KIND = "blame_agency"

_AGAINST = frozenset({"against", "on", "into", "contre", "против", "проти", "на", "over"})


@dataclass(frozen=True, slots=True)
class Roles:
    """Camps (places' codes) that a stretch of text makes the doer and the one it is done to."""

    agents: frozenset[str]
    patients: frozenset[str]


_THROUGH = ("belonging", "article", "preposition", "locative")
_REACH = {"refusal": 14, "cause": 10}
"""Words after the term in which a reader is told of it: a refusal and a cause are told with their object."""


def find_marks(reading: Reading) -> list[Mark]:
    """Terms of refusal, cause, attack and agentless telling, grown to the phrase that names the doer."""
    marks = []
    for hit in reading.hits("blame"):
        start, end = reading.noun_phrase(hit.start, hit.end, left=2, right=6)
        if hit.entry.subkind == "cause":
            start = hit.start
        reach = _REACH.get(hit.entry.subkind, 0)
        told = reading.noun_phrase(hit.start, end, left=2, right=reach, through=_THROUGH)[1] if reach else end
        marks.append(
            Mark(
                kind=KIND,
                subkind=hit.entry.subkind,
                start=start,
                end=end,
                cue=reading.text[hit.start : hit.end],
                strength=hit.entry.strength,
                confidence=hit.entry.strength,
                told=Span(start, told),
            )
        )
    return distinct(marks)


def roles_of(reading: Reading, start: int, end: int) -> Roles:
    """Who acts and who suffers in this stretch, by the places named and the words before them."""
    agents: set[str] = set()
    patients: set[str] = set()
    for place, code in reading.referents:
        if start - 1 <= place < end:
            last = reading.last_word(place)
            before = reading.words[max(0, last - 3) : last + 1]
            against = any(word.folded in _AGAINST for word in before if word.start >= start)
            (patients if against else agents).add(code)
    return Roles(frozenset(agents), frozenset(patients))
