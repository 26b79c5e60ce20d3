"""Numbers as they are written: in digits, in words of four languages, and mixed.

Number words are data (lexicon ``number_words``); without them only digits are read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from compare.relations.tokens import Found, Phrases, Token

SIGNS = {"$": "usd", "€": "eur", "£": "gbp", "₴": "uah", "₽": "rub"}
"""Signs of currencies and their codes."""
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|ère|re|e|è|ème|й|го|му|я|ий|ая|ое|е|ої|ї|га|те)$")
_NUMERIC = ("unit", "ten", "hundred", "scale", "collective", "persons", "indefinite", "half")
_ONE_SCALE = frozenset(
    {"mille", "thousand", "million", "billion", "trillion", "тысяча", "тысячу", "тисяча", "тисячу"}
)
"""Words of a scale that are a number by themselves; in the plural they only say how many figures it has."""
_DOZEN = 0.2
"""What a dozen or *une vingtaine* allows."""
_ENDINGS = frozenset({"ти", "х", "ми", "ма", "ьох", "и"})
"""What is written after digits for the ending of a number word: *35-ти*."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in ``tokens[first:last]``.

    ``significant`` is the number of its significant digits; ``vague`` the share of it that is left open;
    ``article``: it may be no number (*a*, *une*, *half*); ``persons``: it counts people by itself (*семеро*).
    """

    value: float
    first: int
    last: int
    significant: int
    vague: float = 0.0
    article: bool = False
    persons: bool = False


class NumeralReader:
    """Finds the number that begins at a token; built once from the lexicon."""

    def __init__(self, words: Phrases) -> None:
        self._phrases = words

    def read(self, text: str, tokens: Sequence[Token], place: int, language: str | None) -> Number | None:
        """The number that begins at ``place``, or None."""
        if place >= len(tokens):
            return None
        token = tokens[place]
        if token.number:
            following = tokens[place + 1] if place + 1 < len(tokens) else None
            glued = following and text[token.end : following.start] in ("", "-")
            if following and glued and _ORDINAL.match(following.folded):
                return None
            value, significant = _digits(token.folded, language)
            last = place + 1
            if following and glued and following.folded in _ENDINGS:
                last += 1
            if size := _letter(text, tokens, place, language):
                value, last = value * size, last + 1
            elif scale := self.tagged(tokens, last, language, "scale"):
                value, last = value * value_of(scale), scale.last
            elif half := self.tagged(tokens, last, language, "and_half"):
                value, last = value + value_of(half), half.last
            return Number(value, place, last, significant)
        return self._words(tokens, place, language)

    def _words(self, tokens: Sequence[Token], place: int, language: str | None) -> Number | None:
        total, current, last, vague, seen, persons = 0.0, 0.0, place, 0.0, False, False
        article = self.tagged(tokens, place, language, "article")
        start, scaled = place, 0.0
        fraction = self.tagged(tokens, place, language, "half")
        if fraction and (article is None or fraction.last > article.last):
            inner = self.tagged(tokens, fraction.last, language, "article")
            last = inner.last if inner else fraction.last
            if many := self.tagged(tokens, last, language, "collective", "scale", "indefinite"):
                value = value_of(fraction) * value_of(many)
                return Number(value, start, many.last, _significant(value), 0.0 if inner else _DOZEN / 2)
            return Number(value_of(fraction), start, last, 2, article=True)
        if several := self.tagged(tokens, place, language, "several"):
            after = self._words(tokens, several.last, language) if several.last < len(tokens) else None
            if after is not None and not after.article:
                return replace(after, first=start, vague=1.0)
            return Number(value_of(several), start, several.last, 1, vague=1.0)
        if article:
            last = article.last
            current, seen = 1.0, False
        while True:
            skip = last + 1 if _and(tokens, last, language) and seen else last
            here = self.tagged(tokens, skip, language, *_NUMERIC)
            if here is None:
                break
            kind, value = here.entry.subkind, value_of(here)
            if kind == "half":
                if seen:
                    break
                end = here.last
                inner = self.tagged(tokens, end, language, "article")
                return Number(value, start, inner.last if inner else end, 2, article=True)
            if kind in ("collective", "indefinite"):
                total, current, last, seen = total + max(current, 1.0) * value, 0.0, here.last, True
                vague = 1.0 if kind == "indefinite" else _DOZEN
                times = self.tagged(tokens, last, language, "unit") if kind == "collective" else None
                if times and language in ("ru", "uk") and 1 < value_of(times) < 10:
                    total, last = total * value_of(times), times.last
                continue
            if kind == "persons":
                if seen and not _adds(current, value):
                    break
                current, last, seen, persons = current + value, here.last, True, True
                break
            if kind == "scale":
                if not seen and not article and tokens[here.first].folded not in _ONE_SCALE:
                    vague = 1.0
                total, current, scaled = total + max(current, 1.0) * value, 0.0, value
            elif kind == "hundred":
                current = max(current, 1.0) * value
            elif language == "fr" and value == 20 and current == 4:
                current = 80.0
            elif seen and not (_adds(current, value) or (not current and scaled > value)):
                break
            else:
                current = (0.0 if article and not seen else current) + value
            last, seen = here.last, True
        value = total + current
        if not seen:
            return Number(1.0, place, last, 1, article=True) if article else None
        if half := self.tagged(tokens, last, language, "and_half"):
            value, last = value + value_of(half), half.last
            if scale := self.tagged(tokens, last, language, "scale"):
                value, last = value * value_of(scale), scale.last
        word = tokens[last - 1].folded
        is_article = value == 1 and language == "fr" and word in ("un", "une")
        return Number(value, start, last, _significant(value), vague, is_article, persons)

    def tagged(
        self, tokens: Sequence[Token], place: int, language: str | None, *subkinds: str
    ) -> Found | None:
        """The word of the lexicon that begins at ``place``, if it is of one of these kinds."""
        return next(
            (each for each in self._phrases.at(tokens, place, language) if each.entry.subkind in subkinds),
            None,
        )


def _letter(text: str, tokens: Sequence[Token], place: int, language: str | None) -> float:
    """The scale that a letter glued to digits stands for (``$46m``, ``46m people``, ``52 M€``), else 0."""
    if place + 1 >= len(tokens):
        return 0.0
    letter, gap = tokens[place + 1], text[tokens[place].end : tokens[place + 1].start]
    after = tokens[place + 2].folded if place + 2 < len(tokens) else ""
    if letter.folded != "m" or gap not in ("", " ", "\u00a0", "\u202f"):
        return 0.0
    money = after in SIGNS or (place and tokens[place - 1].folded in SIGNS)
    counted = language == "en" and not gap and len(after) >= 4 and after.isalpha() and after not in _EXTENT
    return 1e6 if money or counted else 0.0


_EXTENT = frozenset(
    {"above", "below", "from", "high", "wide", "long", "deep", "tall", "away", "over", "with"}
)


def value_of(found: Found) -> float:
    """What a word of the lexicon is worth."""
    return float(found.entry.attributes.get("value") or 0)


def _adds(current: float, value: float) -> bool:
    """Whether a number word can go on a number: twenty three, soixante-quinze, двести сорок."""
    if current >= 100 and current % 100 == 0:
        return value < 100
    current %= 100
    return current in (20, 30, 40, 50, 60, 70, 80, 90) and value < (20 if current in (60, 80) else 10)


def _and(tokens: Sequence[Token], place: int, language: str | None) -> bool:
    words = {"en": ("and",), "fr": ("et",)}.get(language or "en", ())
    return place + 1 < len(tokens) and tokens[place].folded in words and not tokens[place + 1].number


def _digits(word: str, language: str | None) -> tuple[float, int]:
    compact = re.sub(r"[ \u00a0\u202f]", "", word)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", compact) and (
        language in ("en", None) or compact.count(",") > 1
    ):
        compact = compact.replace(",", "")
    elif re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", compact) and language not in ("en", None):
        compact = compact.replace(".", "").replace(",", ".")
    else:
        compact = compact.replace(",", ".")
    if compact.count(".") > 1:
        compact = compact.replace(".", "")
    value = float(compact)
    mantissa = compact.lstrip("0").replace(".", "")
    significant = len(mantissa) if "." in compact else len(mantissa.rstrip("0"))
    return value, max(1, significant)


def _significant(value: float) -> int:
    digits = f"{value:.6f}".replace(".", "").strip("0")
    return max(1, len(digits))
