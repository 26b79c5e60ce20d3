"""Who does it to whom: the same two participants in exchanged roles around the same act.

Word order decides in English and French, turned over by a passive with its agent and by a relative clause. In
Russian and Ukrainian, where order is free, endings decide as far as they show. An act told from its other end
(*sold to*, *bought from*) turns the roles over once more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations

from compare.records import Span
from compare.relations.answers import Answers
from compare.relations.cases import agent_by_case
from compare.relations.names import same_name
from compare.relations.prepositions import (
    AGENT,
    BE,
    DONE_TO,
    PLACE,
    RELATIVE,
    SOURCE,
    before,
    right_before,
)
from compare.relations.reading import Reading

_JOINING = frozenset(
    {"and", "et", "и", "і", "й", "та", "with", "avec", "с", "со", "з", "із", "зі", "or", "ou", "или", "або"}
    | {"as", "well", "ainsi", "que", "также", "також", "the", "les", "of", "de", "du", "des"}
)
_PARTING = re.compile(r"[;:()«»“”—–?!]|\.\s")
"""What parts two clauses that tell of two acts."""
_WINDOW = 14
_STEM = 3
_SURE = 0.6
"""Likeness of two common nouns from which on they are one participant."""

Swap = tuple[tuple[Span, Span], tuple[Span, Span]]


@dataclass(frozen=True, slots=True)
class Roles:
    """What shared participants show: the words of two whose roles are exchanged, and how sure that is (0..1);
    whether roles are kept."""

    exchanged: Swap | None = None
    sure: float = 0.0
    kept: bool = False


def roles_of(a: Reading, b: Reading, answers: Answers | None) -> Roles:
    """The roles of the participants that both name."""
    for (a1, b1), (a2, b2) in sorted(combinations(sorted(_shared(a, b, answers)), 2), key=_apart):
        if not (1 < a2 - a1 <= _WINDOW and 1 < abs(b2 - b1) <= _WINDOW):
            continue
        if same_name(a.tokens[a1].folded, a.tokens[a2].folded):
            continue
        low, high = min(b1, b2), max(b1, b2)
        act = _one_act(a, b, (a1, a2), (low, high), answers)
        here, there = _agent(a, b, (a1, b1), (a2, b2)), _agent(b, a, (b1, a1), (b2, a2))
        if not (act and here and there):
            continue
        if (here == there) != _converse(a, b, (a1, a2), (low, high)):
            return Roles(kept=True)
        names = all(a.tokens[i].capital for i in (a1, a2)) and all(b.tokens[j].capital for j in (b1, b2))
        spans = (_span(a, a1), _span(a, a2)), (_span(b, low), _span(b, high))
        return Roles(exchanged=spans, sure=act * (1.0 if names else 0.7))
    return Roles()


def _apart(pair: tuple[tuple[int, int], tuple[int, int]]) -> tuple[int, int]:
    """How far apart two participants stand in both statements: the nearest ones share an act."""
    (a1, b1), (a2, b2) = pair
    return abs(a2 - a1) + abs(b2 - b1), a1 + a2 + b1 + b2


def _shared(a: Reading, b: Reading, answers: Answers | None) -> list[tuple[int, int]]:
    """Places (in a, in b) of participants that both name, each named once in both."""
    pairs = [
        (i, j)
        for i in a.name_places
        for j in b.name_places
        if not (_is_place(a, i) or _is_place(b, j))
        and (i in a.inner_names or j in b.inner_names or len(a.tokens[i].folded) > 3)
        and same_name(a.tokens[i].folded, b.tokens[j].folded)
    ]
    if answers is not None:
        named = {i for i, _ in pairs}, {j for _, j in pairs}
        pairs += [
            (i, j)
            for i in a.participants
            for j in b.participants
            if i not in named[0] and j not in named[1] and answers.likeness(i, j) >= _SURE
            if not (_is_place(a, i) or _is_place(b, j))
        ]
    return [
        (i, j) for i, j in pairs if sum(x == i for x, _ in pairs) == 1 and sum(y == j for _, y in pairs) == 1
    ]


def _is_place(reading: Reading, place: int) -> bool:
    """Whether a participant stands right after a preposition of place or of belonging."""
    preposition = right_before(reading, place)
    if preposition in SOURCE and reading.tokens[place].capital and not reading.converse:
        return True
    return preposition in PLACE and preposition not in DONE_TO


def _one_act(
    a: Reading, b: Reading, place_a: tuple[int, int], place_b: tuple[int, int], answers: Answers | None
) -> float:
    """How sure it is (0..1) that the words around both participants tell of one act that is not mutual.

    Two names with nothing but names and short words between them stand in one noun phrase (*Chancellor
    Tolk of Orsk*) or in a list. An act is mutual also where its noun comes first (*the call of X with Y*).
    """
    acts = []
    for reading, (first, last) in ((a, place_a), (b, place_b)):
        between = range(first + 1, last)
        words = [
            place
            for place in between
            if not reading.tokens[place].capital and len(reading.tokens[place].folded) >= _STEM
        ]
        if {reading.tokens[place].folded for place in words} <= _JOINING:
            return 0.0
        if any(found.first < last for found in reading.mutual):
            return 0.0
        if _PARTING.search(reading.statement.text[reading.tokens[first].end : reading.tokens[last].start]):
            return 0.0
        acts.append(words)
    if answers is None:
        if a.statement.language != b.statement.language:
            return 0.0
        stems = [
            {reading.lemmas[place][:_STEM] for place in words if len(reading.lemmas[place]) >= _STEM}
            for reading, words in ((a, acts[0]), (b, acts[1]))
        ]
        return float(bool(stems[0] & stems[1]))
    wide = [
        [
            place
            for place in range(max(0, first - 4), min(len(reading.tokens), last + 5))
            if place not in (first, last)
            and not reading.tokens[place].capital
            and len(reading.tokens[place].folded) > 3
            and place not in reading.participants
        ]
        for reading, (first, last) in ((a, place_a), (b, place_b))
    ]
    near = min(answers.alike(acts[0], wide[1]), answers.alike(wide[0], acts[1]))
    if _converse(a, b, place_a, place_b):
        return 0.8
    return 1.0 if near >= _SURE else 0.5 if near else 0.0


def _converse(a: Reading, b: Reading, place_a: tuple[int, int], place_b: tuple[int, int]) -> bool:
    """Whether the act is told from one end here and from the other there."""
    ends = [
        {
            found.entry.attributes.get("side", "")
            for found in reading.converse
            if first - 4 <= found.first <= last + 4
        }
        for reading, (first, last) in ((a, place_a), (b, place_b))
    ]
    return any((end in ends[0]) != (end in ends[1]) for end in ("take", "lose"))


def _agent(reading: Reading, other: Reading, one: tuple[int, int], two: tuple[int, int]) -> int:
    """1 where the first participant (its places here and there) acts, -1 where the second does, else 0."""
    p, q = one[0], two[0]
    early, late = min(p, q), max(p, q)
    turn = 1 if p < q else -1
    if reading.statement.language in ("ru", "uk"):
        return agent_by_case(reading, other, one, two)
    before_late, before_early = before(reading, late), before(reading, early)
    between = [token.folded for token in reading.tokens[early + 1 : late]]
    if before_late in AGENT:
        return -turn
    if before_early in AGENT:
        return turn
    if before_early in DONE_TO or before_early in PLACE:
        return 0
    passive = any(word in BE for word in between[-6:]) and before_late in SOURCE | DONE_TO
    if any(word in RELATIVE for word in between[:2]) and not _verb_between(reading, early, late):
        return -turn
    if before_late in PLACE and before_late not in DONE_TO:
        return 0
    return 0 if passive else turn


def _verb_between(reading: Reading, early: int, late: int) -> bool:
    """Whether more than a relative word and short words stand between."""
    return any(
        len(token.folded) > 4 and not token.capital and token.folded not in RELATIVE
        for token in reading.tokens[early + 1 : late]
    )


def _span(reading: Reading, place: int) -> Span:
    return Span(reading.tokens[place].start, reading.tokens[place].end)
