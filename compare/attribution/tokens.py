"""Tokens of a text for the search for reported speech: words, punctuation, breaks, and whole quotations.

A quotation is one token, whatever stands in it, so that a sentence can be read around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from compare.attribution.quotes import Quotation

TokenKind = Literal["word", "mark", "break", "quote"]

_PRONOUN_FR = r"(?:-t)?-(?:ils?|elles?|on|ce)\b"
_PATTERN = {
    False: re.compile(
        r"(?P<word>(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*%?|\w+(?:[’'ʼ\-‑–]\w+)*)|(?P<break>\n\s*\n|\n)|(?P<mark>\.{3}|--|\S)"
    ),
    True: re.compile(
        r"(?P<word>(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*%?|(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)[’']|"
        + _PRONOUN_FR
        + r"|\w+(?:[’'](?=\w)\w+|-(?!(?:t-)?(?:ils?|elles?|on|ce)\b)\w+)*)"
        r"|(?P<break>\n\s*\n|\n)|(?P<mark>\.{3}|--|\S)",
        re.IGNORECASE,
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


def tokens_of(text: str, start: int, end: int, quotations: list[Quotation], language: str | None) -> list[Token]:
    """The tokens of ``text[start:end]``; ``quotations`` are the outermost ones inside it, in order."""
    pattern = _PATTERN[language == "fr"]
    found: list[Token] = []
    position = start
    for quotation in quotations:
        found.extend(_plain(pattern, text, position, quotation.start))
        found.append(
            Token(quotation.start, quotation.end, text[quotation.start : quotation.end], "", "quote", quotation)
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
