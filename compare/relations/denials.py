"""What one statement denies and the other asserts, and words at opposite ends of one scale.

A denial is held against the word that answers what it denies. Two statements that both deny it agree, however
many signs of negation each needs, and a denial of what the other does not tell of says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.records import Span
from compare.relations.answers import Answers
from compare.relations.polarity import Negation, Pole
from compare.relations.reading import Reading
from compare.relations.statements import Mark

_BRIEF = 15
_STEM = 6
_CLOSE = 0.6
"""Likeness of two words from which on they are surely one word told again."""
_AROUND = 7
_BREAK = re.compile(r"[,;:.!?—–«»“”()]")
_CONTRAST = re.compile(r"(?:[,;—–]|\b(?:and|but|et|mais|а|но|та|і|але))\s*$", re.IGNORECASE)
_FORCE = {"without": 0.7, "implicative": 0.6}
_OBJECTS = frozenset({"nobody", "nothing", "none", "nowhere", "one", "rien", "personne", "aucun", "aucune"})
"""Words of negation that follow what they deny: *injured nobody*."""
_NEGATIVE = {"en": ("un", "non", "dis"), "fr": ("in", "im", "dés"), "ru": ("не", "без"), "uk": ("не", "без")}
_EMPTY = frozenset(
    {"been", "have", "were", "avoir", "être", "était", "sont", "avait", "avaient", "plus", "было", "была"}
    | {"были", "было", "бути", "було", "була", "були", "that", "this", "with", "any", "single", "aucun"}
    | {
        "could",
        "would",
        "should",
        "will",
        "does",
        "still",
        "fully",
        "ever",
        "encore",
        "peut",
        "pourra",
        "veut",
    }
    | {"смог", "смогла", "смогли", "смочь", "может", "мочь", "будут", "могли", "могла", "зміг", "змогла"}
    | {"змогли", "змогти", "може", "можуть", "могти", "хочет", "хоче", "стал", "стала", "стали", "стать"}
    | {"жоден", "жодний", "жодного", "жодної", "всякий", "единый", "ни", "slightest", "moindre", "малейший"}
    | {"cette", "dans", "pour", "будет", "буде", "more", "than", "какой", "який", "этого", "цього", "even"}
)
"""Words that are not what a denial denies."""


def denial_marks(a: Reading, b: Reading, answers: Answers | None) -> list[Mark]:
    """Marks of kind ``polarity`` and ``antonym``, none where one tells of all but one and one of only one."""
    if (a.exceptives and b.limits) or (b.exceptives and a.limits):
        return []
    marks = _scales(a, b, answers)
    if any(mark.kind == "polarity" for mark in marks):
        return marks
    denied = _counted(a, b) if answers is None else _answered(a, b, answers)
    return [*marks, *denied]


def _answered(a: Reading, b: Reading, answers: Answers) -> list[Mark]:
    """The surest denial of what the other asserts, by the words that answer each other."""
    found: list[tuple[float, Negation, bool]] = []
    for denier, other, words, first in ((a, b, answers, True), (b, a, answers.turned, False)):
        for negation in denier.negations:
            weight = _contested(negation, denier, other, words)
            if weight:
                found.append((weight, negation, first))
    if not found:
        return []
    best = max(weight for weight, _, _ in found)
    marks = [_denial(negation, a if first else b, first, weight) for weight, negation, first in found]
    surest = [mark for mark, (weight, _, _) in zip(marks, found, strict=True) if weight == best]
    return surest[:1] if len({bool(mark.spans_a) for mark in surest}) == 1 else [_both(surest)]


def _both(marks: Sequence[Mark]) -> Mark:
    """One mark of two denials that are equally sure, one on each side."""
    one = next(mark for mark in marks if mark.spans_a)
    two = next(mark for mark in marks if mark.spans_b)
    return Mark(
        kind="polarity",
        effect="conflict",
        weight=one.weight,
        explanation="each denies something that the other does not",
        spans_a=one.spans_a,
        spans_b=two.spans_b,
    )


def _contested(negation: Negation, denier: Reading, other: Reading, answers: Answers) -> float:
    """How sure it is that what is denied here is asserted there (0..1)."""
    denied = _denied_words(negation, denier)
    verb = _places(denier, negation)
    if negation.kind == "implicative" and any(answers.answer(place)[0] is not None for place in verb):
        return 0.0
    for place in denied[:1]:
        there, likeness = answers.answer(place)
        if there is None or _denies(other, there) or _turned(denier, place, other, there):
            continue
        if negation.kind in ("without", "implicative") and (other.limits or likeness < _CLOSE):
            continue
        if _one_point(denier, other, (place, there), answers):
            sure = 1.0 if likeness >= _CLOSE else 0.6
            return sure * _FORCE.get(negation.kind, 1.0) * (0.4 if _contrasts(negation, denier) else 1.0)
    return 0.0


def _contrasts(negation: Negation, reading: Reading) -> bool:
    """Whether one part of a sentence is denied beside another one: *for Karsk, not for the mafia*."""
    return bool(_CONTRAST.search(reading.statement.text[: negation.span.start]))


def _denied_words(negation: Negation, reading: Reading) -> list[int]:
    """Places of the words that a negation bears on; in French the verb stands inside the negation."""
    places = [
        place
        for place in range(negation.first, negation.last)
        if len(reading.tokens[place].folded) > 3 and reading.lemmas[place] not in _EMPTY
    ]
    before = (_places(reading, negation) or [negation.first - 1])[0]
    if negation.kind == "n_word" and before and reading.tokens[before].folded in _OBJECTS:
        verb = before - 1
        if len(reading.tokens[verb].folded) > 3 and _clause(reading, verb) == _clause(reading, before):
            return [verb]
    if reading.statement.language == "fr":
        inside = negation.first - 2
        if inside > 0 and reading.tokens[inside - 1].folded in ("ne", "n'"):
            word = reading.tokens[inside].folded
            if len(word) > 3 and reading.lemmas[inside] not in _EMPTY:
                return [inside, *places]
    return places


def _places(reading: Reading, negation: Negation) -> list[int]:
    span = negation.span
    return [
        place
        for place, token in enumerate(reading.tokens)
        if span.start <= token.start < span.end and len(token.folded) > 3
    ]


def _denies(reading: Reading, place: int) -> bool:
    """Whether a word stands in a clause that denies something, or begins with a negation itself."""
    word = reading.tokens[place].folded
    if len(word) > 6 and word.startswith(_NEGATIVE.get(reading.statement.language or "en", ())):
        return True
    clause = _clause(reading, place)
    return any(
        negation.first - 3 <= place < negation.last + 1
        or 0 <= clause - _clause(reading, negation.first - 1) <= (negation.kind == "implicative")
        for negation in reading.negations
    )


def _clause(reading: Reading, place: int) -> int:
    """The number of the stretch between two signs of punctuation that a word stands in."""
    return len(_BREAK.findall(reading.statement.text[: reading.tokens[max(0, place)].start]))


def _turned(denier: Reading, place: int, other: Reading, there: int) -> bool:
    """Whether the word that answers is the opposite of the one denied: *did not close*, *stayed open*."""
    here = {
        (pole.axis, -pole.sign if pole.negated else pole.sign) for pole in denier.poles if pole.place == place
    }
    return any(
        (pole.axis, -(-pole.sign if pole.negated else pole.sign)) in here
        for pole in other.poles
        if pole.place == there
    )


def _one_point(a: Reading, b: Reading, pair: tuple[int, int], answers: Answers) -> bool:
    """Whether another word near the two is answered too, so that both tell of one point."""
    if max(len(a.tokens), len(b.tokens)) <= 8:
        return True
    for place in range(max(0, pair[0] - _AROUND), min(len(a.tokens), pair[0] + _AROUND + 1)):
        if place == pair[0] or len(a.tokens[place].folded) < 4:
            continue
        there, _ = answers.answer(place)
        if there is not None and there != pair[1] and abs(there - pair[1]) <= _AROUND + 3:
            return True
    return False


def _counted(a: Reading, b: Reading) -> list[Mark]:
    """Without states: an odd number of denials more, whose words the other has and does not deny."""
    extra = len(a.negations) - len(b.negations)
    if extra % 2 == 0:
        return []
    denier, other = (a, b) if extra > 0 else (b, a)
    for negation in denier.negations:
        weight = _lemmas_there(negation, denier, other)
        if weight:
            return [_denial(negation, denier, denier is a, weight)]
    return []


def _denial(negation: Negation, denier: Reading, first: bool, weight: float) -> Mark:
    return Mark(
        kind="polarity",
        effect="conflict",
        weight=weight,
        explanation=f"one denies (“{negation.span.of(denier.statement.text)}”) what the other does not",
        spans_a=(negation.span,) if first else (),
        spans_b=() if first else (negation.span,),
    )


def _lemmas_there(negation: Negation, denier: Reading, other: Reading) -> float:
    """How sure it is that what is denied here is asserted there: its words are there and not denied."""
    if denier.statement.language != other.statement.language:
        return 0.2
    scope = [
        denier.lemmas[place]
        for place in range(negation.first, negation.last)
        if len(denier.lemmas[place]) > 2
    ]
    if negation.kind == "implicative":
        scope = scope[:2]
    there = {
        lemma[:_STEM]
        for place, lemma in enumerate(other.lemmas)
        if not any(each.first <= place < each.last for each in other.negations)
    }
    hits = [lemma for lemma in scope[:3] if lemma[:_STEM] in there]
    return 0.0 if not hits else 1.0 if hits[0] == scope[0] else 0.6


def _scales(a: Reading, b: Reading, answers: Answers | None) -> list[Mark]:
    """Opposite ends of one scale: words that answer each other, or the only end that each side names."""
    found = []
    for axis in sorted({pole.axis for pole in a.poles} & {pole.axis for pole in b.poles}):
        here = [pole for pole in a.poles if pole.axis == axis]
        there = [pole for pole in b.poles if pole.axis == axis]
        if answers is not None:
            pairs = [(p, q) for p in here for q in there if answers.likeness(p.place, q.place)]
            pairs = [(p, q) for p, q in pairs if _told_alike(p, q, a, b)]
            if any(p.sign == q.sign for p, q in pairs):
                continue
            if pairs:
                one, two = max(pairs, key=lambda pair: answers.likeness(pair[0].place, pair[1].place))
                sure = _one_point(a, b, (one.place, two.place), answers)
                found.append(_opposed(one, two, a, b, 1.0 if sure else 0.4))
                continue
        if len({pole.sign for pole in here}) == 1 == len({pole.sign for pole in there}):
            one, two = here[0], there[0]
            if one.sign != two.sign:
                alike = content_shared(a, b, a.lemmas[one.place], b.lemmas[two.place])
                found.append(_opposed(one, two, a, b, min(1.0, 0.2 + 1.6 * alike)))
    return found


def _told_alike(one: Pole, two: Pole, a: Reading, b: Reading) -> bool:
    """Whether a negation of one of the words, but not of the other, is a denial of just that word."""
    if one.negated == two.negated:
        return True
    pole, reading, other, place = (one, a, b, two.place) if one.negated else (two, b, a, one.place)
    surely = any(pole.place in _denied_words(each, reading)[:1] for each in reading.negations)
    return surely and not _denies(other, place)


def _opposed(one: Pole, two: Pole, a: Reading, b: Reading, sure: float) -> Mark:
    negated = one.negated != two.negated
    words = f"“{one.span.of(a.statement.text)}” against “{two.span.of(b.statement.text)}”"
    said = f"one denies what the other says: {words}" if negated else f"opposite words: {words}"
    spans: tuple[list[Span], list[Span]] = ([one.span], [two.span])
    for pole, reading, told in ((one, a, spans[0]), (two, b, spans[1])):
        if pole.negated:
            told[:0] = [n.span for n in reading.negations if n.first <= pole.place < n.last]
    return Mark(
        kind="polarity" if negated else "antonym",
        effect="conflict",
        weight=(1.0 if negated else 0.8) * sure,
        explanation=said,
        spans_a=tuple(spans[0]),
        spans_b=tuple(spans[1]),
    )


def content_shared(a: Reading, b: Reading, word_a: str, word_b: str) -> float:
    """How much of the content, one word of each left out, both share (0..1); a guess across languages."""
    if a.statement.language != b.statement.language:
        return 0.5 if max(len(a.tokens), len(b.tokens)) <= _BRIEF else 0.0
    rest_a = {lemma[:_STEM] for lemma in a.content - {word_a}}
    rest_b = {lemma[:_STEM] for lemma in b.content - {word_b}}
    return len(rest_a & rest_b) / max(1, len(rest_a | rest_b))
