"""Who does it to whom: the same two participants in exchanged roles around the same act.

Word order decides in English and French, turned over by a passive with its agent. In Russian and Ukrainian,
where order is free, endings decide as far as they show.
"""

from __future__ import annotations

from itertools import combinations

from compare.records import Span
from compare.relations.names import same_name
from compare.relations.reading import Reading

_AGENT = {"en": "by", "fr": "par"}
_JOINING = frozenset({"and", "et", "и", "і", "й", "та", "with", "avec", "с", "со", "з", "із", "зі"})
_OBLIQUE = ("у", "ю", "ом", "ем", "ой", "ей", "ою", "ею", "ым", "им", "єм", "ові", "еві")
_PARTICIPLES = ("ан", "ана", "аны", "ано", "ен", "ена", "ены", "ено", "ані", "ені", "ть", "та", "ты")
_PLACE = frozenset(
    {"in", "at", "near", "à", "en", "dans", "chez", "в", "во", "на", "у", "до", "із", "из", "біля"}
)
_WINDOW = 12
_STEM = 3

Swap = tuple[tuple[Span, Span], tuple[Span, Span]]


def swapped(a: Reading, b: Reading) -> Swap | None:
    """The words of two participants whose roles are exchanged between the readings, or None."""
    shared = _shared(a, b)
    for (a1, b1), (a2, b2) in combinations(sorted(shared), 2):
        low, high = min(b1, b2), max(b1, b2)
        if not (1 < a2 - a1 <= _WINDOW and 1 < high - low <= _WINDOW):
            continue
        if same_name(a.tokens[a1].folded, a.tokens[a2].folded):
            continue
        if not _one_act(a, b, (a1, a2), (low, high)):
            continue
        turned = _passive(a, a1, a2) != _passive(b, low, high)
        if _exchanged(a, b, (a1, b1), (a2, b2)) != turned:
            return (_span(a, a1), _span(a, a2)), (_span(b, low), _span(b, high))
    return None


def _shared(a: Reading, b: Reading) -> list[tuple[int, int]]:
    """Places (in a, in b) of participants that both name, each named once in both.

    Across languages a name after a preposition of place is left out: order tells nothing of it.
    """
    across = a.statement.language != b.statement.language
    pairs = [
        (i, j)
        for i in a.name_places
        for j in b.name_places
        if not (across and (_is_place(a, i) or _is_place(b, j)))
        and (i in a.inner_names or j in b.inner_names or len(a.tokens[i].folded) > 3)
        and same_name(a.tokens[i].folded, b.tokens[j].folded)
    ]
    return [
        (i, j) for i, j in pairs if sum(x == i for x, _ in pairs) == 1 and sum(y == j for _, y in pairs) == 1
    ]


def _is_place(reading: Reading, place: int) -> bool:
    """Whether a name stands after a preposition of place."""
    return place > 0 and reading.tokens[place - 1].folded in _PLACE


def _one_act(a: Reading, b: Reading, place_a: tuple[int, int], place_b: tuple[int, int]) -> bool:
    """Whether the words between tell of one act that is not mutual.

    Two names with nothing but names and short words between them stand in one noun phrase (*Chancellor Tolk
    of Orsk*). An act is mutual also where its noun comes before both names (*the call of X with Y*).
    """
    between_a, between_b = range(place_a[0] + 1, place_a[1]), range(place_b[0] + 1, place_b[1])
    for reading, between in ((a, between_a), (b, between_b)):
        act = [
            place
            for place in between
            if not reading.tokens[place].capital and len(reading.tokens[place].folded) >= _STEM
        ]
        if {reading.tokens[place].folded for place in act} <= _JOINING:
            return False
        if any(found.first < between.stop for found in reading.mutual):
            return False
    if a.statement.language != b.statement.language:
        return True
    stems = [
        {
            reading.lemmas[place][:_STEM]
            for place in between
            if len(reading.lemmas[place]) >= _STEM and not reading.tokens[place].capital
        }
        for reading, between in ((a, between_a), (b, between_b))
    ]
    return bool(stems[0] & stems[1])


def _exchanged(a: Reading, b: Reading, one: tuple[int, int], two: tuple[int, int]) -> bool:
    reversed_order = (one[0] < two[0]) != (one[1] < two[1])
    language = a.statement.language
    if language != b.statement.language or language not in ("ru", "uk"):
        return reversed_order
    forms = [(a.tokens[i].folded, b.tokens[j].folded) for i, j in (one, two)]
    if all(x == y for x, y in forms):
        return reversed_order and not any(x.endswith(_OBLIQUE) for x, _ in forms)
    if reversed_order and all(x != y for x, y in forms):
        return True
    return any(x.endswith(_OBLIQUE) != y.endswith(_OBLIQUE) for x, y in forms)


def _passive(reading: Reading, first: int, last: int) -> bool:
    between = [token.folded for token in reading.tokens[first + 1 : last]]
    language = reading.statement.language or "en"
    if language in _AGENT:
        return _AGENT[language] in between[-3:]
    return any(word.endswith(_PARTICIPLES) for word in between) and reading.tokens[last].folded.endswith(
        ("ом", "ем", "ой", "ою", "ею", "ей", "ым", "им")
    )


def _span(reading: Reading, place: int) -> Span:
    return Span(reading.tokens[place].start, reading.tokens[place].end)
