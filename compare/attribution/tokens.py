"""Tokens of a text for the search for reported speech: words, punctuation, breaks, and whole quotations.

A quotation is one token, whatever stands in it, so that a sentence can be read around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from compare.attribution.quotes import Quotation

TokenKind = Literal["word", "mark", "break", "quote"]

_ABBREVIATIONS = (
    r"(?:Mrs?|Ms|Dr|Prof|Sens?|Reps?|Gov|Gens?|Col|Lt|Sgt|Capt|St|Jr|Sr|Rev|Hon|vs|No|M|MM|им|ім|г|ул|вул)\."
)
_NUMBER = r"\d+(?:[.,:]\d+)*%?"
_INITIALS = r"(?:[^\W\d_]\.){2,}|[A-ZА-ЯІЇЄҐ]\.(?=\s?[A-ZА-ЯІЇЄҐ])"
_REST = r"(?P<break>\n\s*\n|\n)|(?P<mark>\.{3}|--|''|``|\S)"
_CLITIC_EN = r"[’'](?:s|re|ve|d|m|ll)\b"
_PRONOUN_FR = r"(?:-t)?-(?:ils?|elles?|on|ce)\b"
_PLAIN = re.compile(rf"(?P<word>\b{_ABBREVIATIONS}|{_INITIALS}|{_NUMBER}|\w+(?:[’'ʼ\-‑–]\w+)*)|{_REST}")
_PATTERNS = {
    "en": re.compile(
        rf"(?P<word>\b{_ABBREVIATIONS}|{_INITIALS}|{_NUMBER}|\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|[Yy]ou|I|[Ww]ho|[Tt]hat|"
        rf"[Tt]here|[Ww]hat)(?={_CLITIC_EN})|{_CLITIC_EN}|\w+(?:[’'ʼ\-‑–]\w+)*)|{_REST}"
    ),
    "fr": re.compile(
        rf"(?P<word>\b{_ABBREVIATIONS}|{_INITIALS}|{_NUMBER}|(?:[cdjlmnstCDJLMNST]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)[’']|"
        rf"{_PRONOUN_FR}|\w+(?:[’'](?=\w)\w+|-(?!(?:t-)?(?:ils?|elles?|on|ce)\b)\w+)*)|{_REST}"
    ),
}


@dataclass(slots=True)
class Token:
    """One token: code points ``start:end``; ``folded`` is case-folded with plain apostrophes, ё read as е."""

    start: int
    end: int
    text: str
    folded: str
    kind: TokenKind
    quotation: Quotation | None = None

    @property
    def capital(self) -> bool:
        return self.kind == "word" and self.text[:1].isupper()


def fold(word: str) -> str:
    """The form in which words are compared."""
    return word.casefold().replace("’", "'").replace("ʼ", "'").replace("‑", "-").replace("ё", "е")


def tokens_of(
    text: str, start: int, end: int, quotations: list[Quotation], language: str | None
) -> list[Token]:
    """The tokens of ``text[start:end]``; ``quotations`` are the outermost ones inside it, in order."""
    pattern = _PATTERNS.get(language or "", _PLAIN)
    found: list[Token] = []
    position = start
    for quotation in quotations:
        found.extend(_plain(pattern, text, position, quotation.start))
        found.append(
            Token(
                quotation.start, quotation.end, text[quotation.start : quotation.end], "", "quote", quotation
            )
        )
        position = quotation.end
    found.extend(_plain(pattern, text, position, end))
    return found


def _plain(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[Token]:
    found = []
    for match in pattern.finditer(text, start, end):
        kind: TokenKind = match.lastgroup  # type: ignore[assignment]
        word = match.group()
        if kind == "break" and word.count("\n") > 1:
            found.append(Token(match.start(), match.end(), "\n\n", "\n\n", "break"))
        else:
            found.append(Token(match.start(), match.end(), word, fold(word), kind))
    return found
