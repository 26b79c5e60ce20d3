"""Tokens for close reading, and phrases of a lexicon found in them.

Finer than words: hyphens and elisions part tokens (``quatre-vingt-dix``, ``two-hour``, ``d'environ``), signs
of currency and per cent are tokens, a number with its separators is one token, and contracted negation and
prefixed halves are taken apart (``didn't``, ``полчаса``, ``півгодини``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from compare.records import Span
from compare.resources import LexiconEntry

_TOKEN = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d])(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+)*"
    r"|[^\W\d_]+(?:[’'ʼ][^\W\d_]+)*[’']?"
    r"|[$€£₴₽%]"
)
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)[’']", re.IGNORECASE)
_CONTRACTED = re.compile(r"n[’']t$", re.IGNORECASE)
_HALF = re.compile(r"^(пол(?=час|год|мин|век|дня)|пів(?=год|хвил|рок|дня))", re.IGNORECASE)
_NUMERAL = re.compile(
    "полутора|двадцати|тридцати|пятидесяти|шестидесяти|семидесяти|восьмидесяти|девяносто|сорока|сто"
    "|(?:один|две|три|четыр|пят|шест|сем|восем|девят)надцати"
    "|двух|дву|трех|трёх|четырех|четырёх|пяти|шести|семи|восьми|девяти|десяти"
    "|півтора|двадцяти|тридцяти|п[’'ʼ]ятдесяти|шістдесяти|сімдесяти|вісімдесяти"
    "|(?:один|два|три|чотир|п[’'ʼ]ят|шіст|сім|вісім|дев[’'ʼ]ят)надцяти"
    "|двох|дво|трьох|три|чотирьох|чотири|п[’'ʼ]яти|дев[’'ʼ]яти"
)
_MEASURED = re.compile(
    "минутн|часов(?!н)|дневн|суточн|недельн|месячн|летн|процентн|километров|метров|тысячн"
    "|хвилинн|годинн|денн|добов|тижнев|місячн|річн|відсотков|кілометров|тисячн",
    re.IGNORECASE,
)
"""Adjectives of measure that a numeral can be glued to: двухчасовой, тридцятип'ятихвилинна."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token, its code-point offsets, and its form with case, apostrophes and ``ё`` folded."""

    start: int
    end: int
    folded: str
    capital: bool = False

    @property
    def number(self) -> bool:
        """Whether it is written in digits."""
        return self.folded[0].isdigit()


def tokens_of(text: str, language: str | None) -> list[Token]:
    """The tokens of a text, in order."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        for cut in _cuts(match.group(), language):
            found.append(_token(text, start, start + cut))
            start += cut
        if start < end:
            found.append(_token(text, start, end))
    return found


def _cuts(word: str, language: str | None) -> list[int]:
    if language in ("fr", None) and (elision := _ELISION.match(word)) and elision.end() < len(word):
        return [elision.end()]
    if language in ("en", None) and (contracted := _CONTRACTED.search(word)) and contracted.start():
        return [contracted.start()]
    if half := _HALF.match(word):
        return [half.end()]
    return _numerals(word)


def _numerals(word: str) -> list[int]:
    """The lengths of the numerals that an adjective of measure begins with."""
    lengths, at = [], 0
    lower = word.casefold()
    while numeral := _NUMERAL.match(lower, at):
        lengths.append(numeral.end() - at)
        at = numeral.end()
    return lengths if lengths and _MEASURED.match(lower, at) else []


def _token(text: str, start: int, end: int) -> Token:
    word = text[start:end]
    folded = word.casefold().replace("’", "'").replace("ʼ", "'").replace("ё", "е")
    if folded.endswith("'") and len(folded) > 3:
        folded, end = folded[:-1], end - 1
    return Token(start, end, folded, word[:1].isupper())


@dataclass(frozen=True, slots=True)
class Found:
    """A term of a lexicon at ``tokens[first:last]``."""

    first: int
    last: int
    entry: LexiconEntry

    def span(self, tokens: Sequence[Token]) -> Span:
        """Where it stands in the text."""
        return Span(tokens[self.first].start, tokens[self.last - 1].end)


class Phrases:
    """The terms of a lexicon, ready to be found in tokens; ``*`` at a token's end matches any ending."""

    def __init__(self, entries: Iterable[LexiconEntry]) -> None:
        self._exact: dict[tuple[str, str], list[tuple[tuple[str, ...], LexiconEntry]]] = {}
        self._stems: dict[tuple[str, str], list[tuple[tuple[str, ...], LexiconEntry]]] = {}
        for entry in entries:
            words = _term(entry)
            if not words:
                continue
            table, key = (self._stems, words[0][:2]) if words[0].endswith("*") else (self._exact, words[0])
            table.setdefault((entry.language, key), []).append((words, entry))

    def __bool__(self) -> bool:
        return bool(self._exact or self._stems)

    def at(self, tokens: Sequence[Token], place: int, language: str | None) -> list[Found]:
        """The terms that begin at a place, the longest first."""
        if not 0 <= place < len(tokens):
            return []
        head = tokens[place].folded
        candidates = self._exact.get((language or "en", head), []) + self._stems.get(
            (language or "en", head[:2]), []
        )
        found = [
            Found(place, place + len(words), entry)
            for words, entry in candidates
            if len(words) <= len(tokens) - place
            and all(_fits(word, tokens[place + step].folded) for step, word in enumerate(words))
        ]
        return sorted(
            found, key=lambda each: (-(each.last - each.first), each.entry.subkind, each.entry.term)
        )

    def find(self, tokens: Sequence[Token], language: str | None) -> list[Found]:
        """All terms in the tokens, longest first, without overlap; all senses of a term are given."""
        found: list[Found] = []
        place = 0
        while place < len(tokens):
            here = self.at(tokens, place, language)
            if here:
                longest = here[0].last
                found += [each for each in here if each.last == longest]
                place = longest
            else:
                place += 1
        return found


def _term(entry: LexiconEntry) -> tuple[str, ...]:
    words: list[str] = []
    for part in entry.term.split():
        stem = part.endswith("*")
        pieces = [token.folded for token in tokens_of(part.rstrip("*"), entry.language)]
        if part in ("n't", "'ll"):
            pieces = [part]
        if pieces and stem:
            pieces[-1] += "*"
        words += pieces
    return tuple(words)


def _fits(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern
