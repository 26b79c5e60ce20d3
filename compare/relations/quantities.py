"""Numbers with what they count: digits and words of four languages, units, currencies, ranges, bounds.

Word numbers and units are data (lexicons ``number_words`` and ``units``); without them only digits, per
cent and the common currency signs are read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from compare.records import Span
from compare.relations.numerals import SIGNS, Number, NumeralReader, value_of
from compare.relations.tokens import Phrases, Token

_BETWEEN = {"en": ("to", "and"), "fr": ("à", "et"), "ru": ("до", "и"), "uk": ("до", "і", "та")}
_CHANGED = frozenset({"from", "de", "с", "со", "з", "із", "від", "от"})
"""What opens a change from one level to another, rather than a range."""
_OPENS = {"en": ("from", "between"), "fr": ("de", "entre"), "ru": ("от", "между"), "uk": ("від", "між")}
_LINKS = {"fr": ("de", "d'")}
_OUT_OF = frozenset({"of", "из", "із", "зі", "з", "sur", "des"})
_ARTICLES = frozenset({"the", "les", "all", "these", "этих", "цих"})
_AGED = frozenset({"aged", "age", "âgé", "âgée", "âgés", "âgées", "возрасте", "віці", "віком"})
_PARTS = frozenset(
    {"first", "second", "latter", "last", "other", "première", "seconde", "deuxième", "autre", "первая"}
    | {"первую", "первой", "вторая", "вторую", "второй", "другая", "другую", "перша", "першу", "першій"}
    | {"друга", "другу", "другій", "інша", "іншу"}
)
"""Words that make of a half one of two pieces: the first half of the year."""
_WHOLE = frozenset({"через", "спустя", "целый", "целую", "цілу", "цілий", "протягом", "течение", "впродовж"})
_LASTS = re.compile(r"(?:про)?(?:длил|длит|трива|тягл|тянул)")
_HOURLY = re.compile(r"часов(?:ой|ая|ую|ого|ому|ым|ое)|годинн(?:а|у|ої|ій|ою|ий|ого|ому|им)|hour-long")
_SHORTENED = re.compile(r"(?:тыс|тис|млн|млрд|трлн|долл?|руб|грн|мин|сек|хв|ч|bn|mn)$")
_UNITS = 0.1
"""What another unit allows: *ten days* and *a week and a half*."""
_ABOUT = 0.12
"""The most that "about" allows, as a share of the number."""
_FEW = 0.3
"""The same for a number of one digit: *about two hours*."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity between ``low`` and ``high`` in the first unit of its ``dimension``.

    ``dimension`` is ``duration`` (seconds), ``percent``, ``currency:usd`` …, ``length``, ``people`` …, or
    ``count`` for anything else, whose ``noun`` is the word that follows. ``vague`` numbers ("dozens",
    "about") leave room; ``significant`` is the number of significant digits. It stands in
    ``tokens[place:last]``; ``unit`` is the size of the unit it is told in; ``whole``: another number is told
    as a part of it (two *of five*).
    """

    low: float
    high: float
    dimension: str
    noun: str
    span: Span
    vague: bool = False
    significant: int = 9
    place: int = 0
    last: int = 0
    whole: bool = False
    unit: float = 1.0

    def agrees(self, other: Quantity) -> bool:
        """Whether one figure can be the other: equal, inside its range or bound, or its rounding."""
        if self.low <= other.high * (1 + 1e-6) and other.low <= self.high * (1 + 1e-6):
            return True
        room = 1 + _UNITS if self.dimension in ("duration", "length", "mass") else 1.0
        if self.unit != other.unit and self.low <= other.high * room and other.low <= self.high * room:
            return True
        if self.low == self.high and other.low == other.high:
            one, two = self.low, other.low
            digits = min(self.significant, other.significant)
            if digits < max(self.significant, other.significant) and abs(one - two) <= 0.05 * max(one, two):
                return _rounded(one, digits) == _rounded(two, digits)
        return False


def _rounded(value: float, digits: int) -> float:
    return float(f"{value:.{max(0, digits - 1)}e}")


class QuantityReader:
    """Finds the quantities of a text; built once from the lexicons."""

    def __init__(self, numbers: Phrases, units: Phrases) -> None:
        self._numbers = NumeralReader(numbers)
        self._units = units

    def read(
        self, text: str, tokens: Sequence[Token], language: str | None, taken: Sequence[Span]
    ) -> list[Quantity]:
        """Quantities in the order of the text; tokens inside ``taken`` (dates) are passed over."""
        found: list[Quantity] = []
        place = 0
        while place < len(tokens):
            if any(span.start <= tokens[place].start < span.end for span in taken):
                place += 1
                continue
            quantity = self._quantity(text, tokens, place, language) or self._unspoken(
                text, tokens, place, language
            )
            if quantity is None:
                place += 1
                continue
            result, place = quantity
            if result is not None:
                found.append(result)
        return _joined(_parts_of(found, tokens), text)

    def _unspoken(
        self, text: str, tokens: Sequence[Token], place: int, language: str | None
    ) -> tuple[Quantity | None, int] | None:
        """A measure whose one is not said: *более часа*, *тривала годину*, *часовой разговор*."""
        if language not in ("ru", "uk"):
            return None
        word = tokens[place].folded
        after = tokens[place + 1].folded if place + 1 < len(tokens) else ""
        before = tokens[place - 1].folded if place else ""
        first, bound = self._bound(tokens, place, language)
        alone = before in _WHOLE or bool(_LASTS.match(before)) or first < place
        if not alone and not (_HOURLY.fullmatch(word) and not after.startswith("пояс")):
            return None
        unit = next(
            (each for each in self._units.at(tokens, place, language) if each.entry.subkind == "duration"),
            None,
        )
        if unit is None or word.endswith(("ов", "ей", "ів", "ин", "нів", "лет", "суток", "діб")):
            return None
        size = float(unit.entry.attributes.get("factor", "1"))
        low, high = {"at_least": (size, math.inf), "at_most": (0.0, size)}.get(
            bound, (size * 0.9, size * 1.1)
        )
        span = Span(tokens[first].start, tokens[unit.last - 1].end)
        return Quantity(low, high, "duration", "", span, True, 1, place, unit.last), unit.last

    def _quantity(
        self, text: str, tokens: Sequence[Token], place: int, language: str | None
    ) -> tuple[Quantity | None, int] | None:
        sign = SIGNS.get(tokens[place].folded)
        number = self._numbers.read(text, tokens, place + 1 if sign else place, language)
        if number is None:
            return None
        second = self._second(text, tokens, number.last, language)
        last = second.last if second else number.last
        low, high = number.value, second.value if second else number.value
        if second and second.value >= 1000 * number.value > 0 and second.value >= 1000:
            low *= 10 ** (3 * int(len(str(int(second.value // max(number.value, 1)))) // 3))
        unit, after = self._unit(text, tokens, last, language, sign)
        if unit is None and number.article and 0 < number.value < 1:
            unit, after = self._unit(text, tokens, self._of_one(tokens, last, language), language, sign)
        factor, dimension, noun = 1.0, "count", ""
        followed = _followed(tokens, last)
        if unit:
            dimension, factor, last = unit[0], unit[1], after
            if second and dimension == "percent" and place and tokens[place - 1].folded in _CHANGED:
                low = high
            if dimension == "duration" and factor > 3e7 and _age(tokens, place, last):
                dimension = "age"
            if dimension == "duration" and factor == 3600.0 and _glued_minutes(text, tokens, last):
                high = low = low + float(tokens[last].folded) / 60
                last += 1
        elif number.persons:
            dimension = "people"
        elif number.article and 0 < number.value < 1:
            if place and tokens[place - 1].folded in _PARTS:
                return None, last
            dimension, low, high = "percent", 95 * low, 105 * high
        elif number.article:
            return None
        elif place and tokens[place - 1].folded in _AGED:
            dimension, factor = "age", 31557600.0
        else:
            noun = "of" if followed else _noun(text, tokens, last)
            if number.last - number.first == 1 and tokens[number.first].number:
                if not noun or _year(tokens[number.first].folded, number.value):
                    return None, last
            elif number.value == 1 or not noun:
                return None, last
        if half := self._numbers.tagged(tokens, last, language, "and_half"):
            low, high, last = low + value_of(half), high + value_of(half), half.last
        low, high = low * factor, high * factor
        first, bound = self._bound(tokens, place, language)
        room = max(number.vague, _approximation(number) if bound == "about" else 0.0)
        low, high = low * (0.5 if room >= 1 else 1 - room), high * (5 if room >= 1 else 1 + room)
        if dimension == "percent" and bound == "at_most" and tokens[first].folded == "до":
            bound = ""
        if bound == "at_least":
            high = float("inf")
        elif bound == "at_most":
            low = 0.0
        span = Span(tokens[first].start, tokens[last - 1].end)
        vague = room > 0 or low < high
        return Quantity(
            low, high, dimension, noun, span, vague, number.significant, place, last, False, factor
        ), last

    def _of_one(self, tokens: Sequence[Token], place: int, language: str | None) -> int:
        """Where the unit of a fraction stands: two thirds *of an* hour."""
        if place < len(tokens) and tokens[place].folded in ("of", "de", "d'"):
            article = self._numbers.tagged(tokens, place + 1, language, "article")
            return article.last if article else place + 1
        return place

    def _bound(self, tokens: Sequence[Token], place: int, language: str | None) -> tuple[int, str]:
        for back in (3, 2, 1):
            bound = self._numbers.tagged(tokens, place - back, language, "about", "at_least", "at_most")
            if place >= back and bound and bound.last == place:
                return bound.first, bound.entry.subkind
        return place, ""

    def _second(self, text: str, tokens: Sequence[Token], place: int, language: str | None) -> Number | None:
        """The upper end of a range that goes on at a place."""
        if place >= len(tokens):
            return None
        gap = text[tokens[place - 1].end : tokens[place].start].strip()
        if gap in ("-", "–", "—", "‑"):
            return self._numbers.read(text, tokens, place, language) if tokens[place].number else None
        opened = place >= 2 and tokens[place - 2].folded in _OPENS.get(language or "en", ())
        if tokens[place].folded in _BETWEEN.get(language or "en", ()) and (
            opened or tokens[place].folded in ("to", "à", "до")
        ):
            return self._numbers.read(text, tokens, place + 1, language)
        return None

    def _unit(
        self, text: str, tokens: Sequence[Token], place: int, language: str | None, sign: str | None
    ) -> tuple[tuple[str, float] | None, int]:
        if sign:
            return (f"currency:{sign}", 1.0), place
        if place < len(tokens) and tokens[place].folded in _LINKS.get(language or "", ()):
            place += 1
        for skip in (0, 1, 2):
            if place + skip >= len(tokens) or _parted(text, tokens, place, place + skip):
                break
            units = self._units.at(tokens, place + skip, language)
            for unit in units:
                dimension = unit.entry.subkind
                if skip and dimension not in ("people", "soldiers", "currency"):
                    continue
                name = unit.entry.attributes.get("unit", "")
                factor = float(unit.entry.attributes.get("factor", "1"))
                return (f"currency:{name}" if dimension == "currency" else dimension, factor), unit.last
            word = tokens[place + skip].folded
            if not skip and word == "%":
                return ("percent", 1.0), place + 1
            if not skip and word in SIGNS:
                return (f"currency:{SIGNS[word]}", 1.0), place + 1
        return None, place


def _approximation(number: Number) -> float:
    """What "about" allows: one unit of the last significant digit, as a share of the number."""
    if number.value <= 0:
        return 0.0
    if number.significant == 1 and number.value < 10:
        return min(_FEW, 0.5 / number.value)
    unit = 10.0 ** (math.floor(math.log10(number.value)) - number.significant + 1)
    return min(_ABOUT, unit / number.value)


def _glued_minutes(text: str, tokens: Sequence[Token], place: int) -> bool:
    """The minutes of ``1h40`` and ``1 h 40``."""
    if place >= len(tokens) or not re.fullmatch(r"[0-5]\d", tokens[place].folded):
        return False
    hour = tokens[place - 1]
    return hour.folded == "h" and text[hour.end : tokens[place].start] in ("", " ")


def _followed(tokens: Sequence[Token], place: int) -> bool:
    """Whether another number goes on as the whole that this one is a part of."""
    if place + 2 < len(tokens) and tokens[place].folded == "out":
        place += 1
    if place + 1 >= len(tokens) or tokens[place].folded not in _OUT_OF:
        return False
    place += 2 if tokens[place + 1].folded in _ARTICLES and place + 2 < len(tokens) else 1
    return tokens[place].number or bool(_NUMERALS.match(tokens[place].folded))


_NUMERALS = re.compile(
    "two|thr|fou|fiv|six|sev|eig|nin|ten|ele|twe|thi|for|fif|deu|tro|qua|cin|sep|hui|neu|dix|onz|dou|tre|vin|cen"
    "|дву|дво|тре|тро|три|чет|чот|пят|п'я|шес|шіс|сем|сім|вос|віс|дев|дес|оди|две|дві|сор|сто"
)


def _parts_of(found: list[Quantity], tokens: Sequence[Token]) -> list[Quantity]:
    """A number that another one is taken out of is a whole, and both count one thing: two of five boats."""
    for at in range(1, len(found)):
        part, whole = found[at - 1], found[at]
        between = [token.folded for token in tokens[part.last : whole.place]]
        if part.noun == "of" and set(between) <= _OUT_OF | _ARTICLES | {"out"}:
            dimension = part.dimension if part.dimension != "count" else whole.dimension
            found[at - 1] = replace(part, dimension=dimension, noun=whole.noun)
            found[at] = replace(whole, whole=True)
    return [each for each in found if each.noun != "of"]


def _age(tokens: Sequence[Token], place: int, last: int) -> bool:
    """Whether years are somebody's age."""
    before = {token.folded for token in tokens[max(0, place - 2) : place]}
    return bool(before & _AGED) or (last < len(tokens) and tokens[last].folded in ("old", "olds"))


def _year(word: str, value: float) -> bool:
    return len(word) == 4 and 1900 <= value <= 2099


def _noun(text: str, tokens: Sequence[Token], place: int) -> str:
    """The word that a number counts, empty at the end of a clause."""
    if place >= len(tokens) or _parted(text, tokens, place, place):
        return ""
    if tokens[place].folded in ("de", "d'", "of") and place + 1 < len(tokens):
        place += 1
    word = tokens[place]
    return "" if word.number or len(word.folded) < 3 else word.folded


def _parted(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    start = tokens[first - 1].end if first else 0
    if first and text[start : start + 1] == "." and _SHORTENED.match(tokens[first - 1].folded):
        start += 1
    return bool(re.search(r"[,;:.!?()\[\]«»“”\"—–]", text[start : tokens[last].start]))


def _joined(found: list[Quantity], text: str) -> list[Quantity]:
    """Durations that stand side by side are one: 1 hour 40 minutes."""
    joined: list[Quantity] = []
    for each in found:
        before = joined[-1] if joined else None
        if (
            before
            and each.dimension == before.dimension == "duration"
            and each.high < before.high
            and re.fullmatch(r"\s*(?:and|et|и|і|та)?\s*", text[before.span.end : each.span.start])
        ):
            joined[-1] = Quantity(
                before.low + each.low,
                before.high + each.high,
                "duration",
                "",
                Span(before.span.start, each.span.end),
                before.vague or each.vague,
                before.significant + each.significant,
                before.place,
                each.last,
            )
        else:
            joined.append(each)
    return joined
