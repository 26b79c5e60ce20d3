"""Figures and dates of two statements held against each other, each with the one of the same thing.

Two figures differ only where both count one thing: one unit told of one point, or one noun, by its stem or as
the words of the two statements answer each other. Figures of different things say nothing of each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from compare.records import Span
from compare.relations.answers import Answers
from compare.relations.dates import Moment
from compare.relations.quantities import Quantity
from compare.relations.reading import Reading
from compare.relations.statements import Mark

_REACH = 5
"""Tokens on each side of a figure that tell what it is told of."""
_CHANCE = 2.0
"""Numbers up to this stand between two others by chance."""
_FAR = 9
"""The same on one of the two sides, where words stand in another order."""
_STEM = 4
_APART = 20.0
"""Durations, lengths and sums more times apart than this are not two figures of one thing."""
_COUNTS_APART = 1000.0
"""The same for counts: 410 wagons are not 1.5 million of what is lost."""
_BRIEF = 9
"""Tokens up to which a statement tells of one point only."""
_AUXILIARY = frozenset(
    {
        "were",
        "was",
        "are",
        "is",
        "have",
        "had",
        "has",
        "been",
        "did",
        "of",
        "in",
        "on",
        "at",
        "to",
        "and",
        "the",
    }
    | {"from", "ont", "sont", "a", "été", "étaient", "furent", "avaient", "avait", "était", "du", "des", "en"}
    | {"au", "aux", "par", "sur", "et", "dans", "les", "la", "le", "un", "une", "qui", "que"}
)
_EACH = frozenset({"each", "chacun", "chacune", "chaque", "каждый", "каждая", "по", "кожен", "кожна"})
_VERBAL = ("ли", "лись", "ло", "ла", "лися", "лося", "ть", "ться", "тся", "но", "то", "ны", "ни")
"""Endings of Russian and Ukrainian words that follow a number without being counted."""


def figure_marks(a: Reading, b: Reading, answers: Answers | None) -> list[Mark]:
    """Marks of numbers that agree and that differ."""
    marks, left_a, left_b = [], list(a.quantities), list(b.quantities)
    for one, two in _nearest(a, b, left_a, left_b, answers):
        if one in left_a and two in left_b and _alike(one, two) and one.agrees(two):
            theme = _theme(one, two, a, b, answers)
            if not theme and one.dimension == "count" and one.high < 13:
                continue
            left_a.remove(one)
            left_b.remove(two)
            exact = one.low == two.low and one.high == two.high
            words = f"“{one.span.of(a.statement.text)}” and “{two.span.of(b.statement.text)}”"
            said = "are the same figure" if exact else "can be the same figure, given to different precision"
            weight = (1.0 if exact else 0.7) * (1.0 if theme else 0.6)
            marks.append(_mark("number", "same", weight, f"{words} {said}", one.span, two.span))
    for one, two in _nearest(a, b, left_a, left_b, answers):
        if one not in left_a or two not in left_b or not _comparable(one, two) or one.agrees(two):
            continue
        if not (theme := _theme(one, two, a, b, answers)) or _reckoned(one, two, a, b):
            continue
        rivals = (
            sum(_comparable(one, each) for each in left_b),
            sum(_comparable(each, two) for each in left_a),
        )
        if answers is None and rivals != (1, 1):
            continue
        left_a.remove(one)
        left_b.remove(two)
        words = f"“{one.span.of(a.statement.text)}” against “{two.span.of(b.statement.text)}”"
        weight = (0.7 if one.vague or two.vague else 1.0) * theme
        marks.append(_mark("number", "conflict", weight, f"the figures differ: {words}", one.span, two.span))
    return marks


def date_marks(a: Reading, b: Reading, answers: Answers | None) -> list[Mark]:
    """Marks of dates and times of day that agree and that differ."""
    marks = []
    left_a, left_b = list(a.moments), list(b.moments)
    for one, two in product(a.moments, b.moments):
        if one in left_a and two in left_b and one.comparable(two) and one.agrees(two):
            left_a.remove(one)
            left_b.remove(two)
            weight = 1.0 if one.fixed else 0.5
            words = f"“{one.span.of(a.statement.text)}” and “{two.span.of(b.statement.text)}”"
            marks.append(_mark("date", "same", weight, f"{words} can be one date", one.span, two.span))
    for one, two in product(left_a, left_b):
        if not (one.comparable(two) and not one.agrees(two) and _sole(one, left_b) and _sole(two, left_a)):
            continue
        if answers and _told_of(_places(a, one.span), _places(b, two.span), a, b, answers) == 0:
            continue
        words = f"“{one.span.of(a.statement.text)}” against “{two.span.of(b.statement.text)}”"
        weight = 0.7 if one.clock is not None else 1.0
        marks.append(_mark("date", "conflict", weight, f"the dates differ: {words}", one.span, two.span))
    return marks


def _nearest(
    a: Reading, b: Reading, left_a: Sequence[Quantity], left_b: Sequence[Quantity], answers: Answers | None
) -> list[tuple[Quantity, Quantity]]:
    """All pairs, those of one thing first, then those that stand in the same place."""
    themes = {(one, two): round(_theme(one, two, a, b, answers), 4) for one, two in product(left_a, left_b)}
    return sorted(
        themes,
        key=lambda pair: (
            -themes[pair],
            pair[0].place + pair[1].place,
            abs(pair[0].place - pair[1].place),
        ),
    )


def _alike(one: Quantity, two: Quantity) -> bool:
    """Whether the figures measure one kind of thing, so that they can agree."""
    kinds = {one.dimension, two.dimension}
    if len(kinds) == 1:
        return one.whole == two.whole or one.dimension != "count"
    return ("count" in kinds and bool(kinds & {"people", "soldiers"})) or kinds == {"age", "duration"}


def _comparable(one: Quantity, two: Quantity) -> bool:
    """Whether the figures can also contradict each other."""
    if (
        not _alike(one, two)
        or one.whole != two.whole
        or {one.dimension, two.dimension} == {"age", "duration"}
    ):
        return False
    if one.dimension in ("people", "soldiers", "percent"):
        return True
    low, high = sorted((one.low or one.high, two.low or two.high))
    return low <= 0 or high / low <= (_COUNTS_APART if one.dimension == "count" else _APART)


def _reckoned(one: Quantity, two: Quantity, a: Reading, b: Reading) -> bool:
    """Whether one figure comes of the other by a third one that is told too: 34 of 50, and the other 16.

    Two shares that make up a whole are one such case.
    """
    if one.dimension == two.dimension == "percent" and one.low + two.low <= 102 and one.high + two.high >= 98:
        return True
    x, y = one.low, two.low
    if one.high > x or two.high > y:
        return False
    if y in (2 * x, x / 2) and any(token.folded in _EACH for token in (*a.tokens, *b.tokens)):
        return True
    others = {each.low for each in (*a.quantities, *b.quantities) if each.low == each.high} - {x, y}
    return bool({each for each in others if each > _CHANCE} & {x + y, abs(x - y)})


def _theme(one: Quantity, two: Quantity, a: Reading, b: Reading, answers: Answers | None) -> float:
    """How sure it is (0..1) that two figures are told of one thing."""
    counted = "count" in (one.dimension, two.dimension)
    nouns_a, nouns_b = _nouns(a, one), _nouns(b, two)
    same_language = a.statement.language == b.statement.language
    if answers is None:
        if not counted or one.dimension != two.dimension or not same_language:
            return 1.0
        return float(_stem(one.noun) == _stem(two.noun))
    told = _told_of(range(one.place, one.last), range(two.place, two.last), a, b, answers)
    if one.dimension == two.dimension != "count":
        return told
    if one.dimension == two.dimension:
        for (at, i), (to, j) in product(enumerate(nouns_a), enumerate(nouns_b)):
            stems = same_language and _stem(a.tokens[i].folded) == _stem(b.tokens[j].folded)
            if min(at, to) == 0 and (stems or answers.likeness(i, j)):
                return 1.0
        return told if not nouns_a and not nouns_b else 0.0
    bare, place = (one, a) if one.dimension == "count" else (two, b)
    elided = not _nouns(place, bare)
    people = answers.alike(nouns_a or [one.last - 1], nouns_b or [two.last - 1])
    return told if elided or people else 0.0


def _told_of(here: Iterable[int], there: Iterable[int], a: Reading, b: Reading, answers: Answers) -> float:
    """How well the words around two places answer each other: 1, .7 in a brief statement, or 0."""
    here, there = set(here), set(there)
    near_a, near_b = _around(a, here, _REACH), _around(b, there, _REACH)
    far_a, far_b = _around(a, here, _FAR), _around(b, there, _FAR)
    if answers.alike(near_a, far_b) or answers.alike(far_a, near_b):
        return 1.0
    return 0.7 if max(len(a.tokens), len(b.tokens)) <= _BRIEF else 0.0


def _around(reading: Reading, inner: set[int], reach: int) -> list[int]:
    if not inner:
        return []
    names = set(reading.name_places)
    window = range(max(0, min(inner) - reach), min(len(reading.tokens), max(inner) + 1 + reach))
    return [
        place
        for place in window
        if place not in inner
        and place not in names
        and len(reading.tokens[place].folded) > 3
        and not reading.tokens[place].number
        and not any(each.place <= place < each.last for each in reading.quantities)
    ]


def _nouns(reading: Reading, quantity: Quantity) -> list[int]:
    """Places of the word after a number and the next one; none where a verb follows."""
    found: list[int] = []
    text, place = reading.statement.text, quantity.last
    while place < len(reading.tokens) and len(found) < 2:
        before, token = reading.tokens[place - 1], reading.tokens[place]
        if any(sign in text[before.end : token.start] for sign in ",;:.!?()«»“”—–") or token.number:
            break
        word = token.folded
        if word in ("de", "d'", "of", "des") and not found:
            place += 1
            continue
        slavic = reading.statement.language in ("ru", "uk")
        if word in _AUXILIARY or (slavic and len(word) > 4 and word.endswith(_VERBAL)):
            break
        if len(word) > 2:
            found.append(place)
        place += 1
    return found


def _stem(word: str) -> str:
    return word[: max(3, min(_STEM, len(word) - 2))]


def _sole(moment: Moment, others: Sequence[Moment]) -> bool:
    return sum(moment.comparable(other) for other in others) == 1


def _places(reading: Reading, span: Span) -> list[int]:
    return [place for place, token in enumerate(reading.tokens) if span.start <= token.start < span.end]


def _mark(kind: str, effect: str, weight: float, explanation: str, span_a: Span, span_b: Span) -> Mark:
    return Mark(
        kind=kind,
        effect="conflict" if effect == "conflict" else "same",
        weight=weight,
        explanation=explanation,
        spans_a=(span_a,),
        spans_b=(span_b,),
    )
