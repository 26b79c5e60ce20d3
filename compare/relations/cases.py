"""Who acts, by the case endings of Russian and Ukrainian, where the order of words is free."""

from __future__ import annotations

import re

from compare.relations.prepositions import DONE_TO, PLACE, SOURCE
from compare.relations.reading import Reading

_OBLIQUE = (
    *("у", "ю", "ом", "ем", "ой", "ей", "ою", "ею", "єю", "ым", "им", "єм", "ові", "еві", "єві"),
    *("ого", "ому"),
)
_PLURAL_OBLIQUE = ("ам", "ям", "ами", "ями", "ах", "ях", "ов", "ев", "ів", "їв", "ых", "их")
_INSTRUMENTAL = ("ом", "ем", "єм", "ой", "ею", "ою", "єю", "ым", "им", "ами", "ями", "ью")
_WITH = frozenset({"с", "со", "зі"})
_CONSONANTS = "бвгґджзйклмнпрстфхцчшщ"
_PASSIVE = re.compile(
    r"(?:[ае]н(?:а|ы|о|і)?|ят(?:а|ы|о)?|нн(?:ый|ая|і|ых)|ний|тый|л(?:ся|ась|ись)|ться|тся)$"
)


def agent_by_case(reading: Reading, other: Reading, one: tuple[int, int], two: tuple[int, int]) -> int:
    """1 where the first participant (its places here and there) acts, -1 where the second does, else 0."""
    cases = [_case(reading, i, other, j) for i, j in (one, two)]
    first, last = min(one[0], two[0]), max(one[0], two[0])
    alone = other.statement.language in ("ru", "uk") and "," not in reading.statement.text
    if cases == [1, 1] and alone and all(reading.tokens[place].capital for place in (first, last)):
        return 1 if one[0] < two[0] else -1
    if cases[0] == cases[1] or 0 in cases:
        return 0
    window = reading.tokens[max(0, first - 4) : last + 5]
    subject = 1 if cases[0] > 0 else -1
    oblique = two[0] if subject > 0 else one[0]
    passive = any(len(token.folded) > 4 and _PASSIVE.search(token.folded) for token in window)
    if passive and reading.tokens[oblique].folded.endswith(_INSTRUMENTAL):
        return -subject
    return subject


def _case(reading: Reading, place: int, other: Reading, there: int) -> int:
    """1 for a nominative, -1 for another case, 0 where the ending does not show it."""
    word, told = reading.tokens[place].folded, other.tokens[there].folded
    before = reading.tokens[place - 1].folded if place else ""
    if before in SOURCE | DONE_TO | PLACE | _WITH:
        return -1
    if word.endswith(_PLURAL_OBLIQUE) and not word.endswith(("ий", "ый")):
        return -1 if len(word) > 5 else 0
    if word.endswith(_OBLIQUE):
        return -1
    if word[-1] in _CONSONANTS:
        return 1
    if word[-1] == "ь" and reading.tokens[place].capital:
        return 1
    if word[-1] in "иыі" and place in reading.participants and reading.lemmas[place][-1] not in "аяьиыі":
        return 1
    latin = other.statement.language in ("en", "fr", None)
    if word[-1] in "ая":
        if latin:
            return 1 if told[-1] in "aeiy" else -1
        return -1 if told[-1] in _CONSONANTS else 1
    if word[-1] in "ое" and place and place - 1 in reading.participants:
        return _case(reading, place - 1, other, there)
    if word[-1] in "иіые":
        if latin:
            return -1 if told[-1] in "aei" and reading.tokens[place].capital else 0
        return -1 if told[-1] in "ая" and reading.tokens[place].capital else 0
    return 0
