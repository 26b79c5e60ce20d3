"""The terms of a claim and of a query: folded lemmas, cut the same way for every database."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from compare.words import LANGUAGES, lemma_of, words_of

LONGEST = 100
"""Code points of a term that are kept."""


def terms_of(text: str, language: str | None) -> list[str]:
    """The folded lemmas of a text, in order; no term has a space in it."""
    return [_term(word.text, language) for word in words_of(text, language)]


def variants_of(query: str, language: str | None = None) -> list[list[str]]:
    """For each word of a query, the terms that it may stand for: its lemma in each language it may be in.

    A French word is also looked for without its elided article (``l'agression`` finds ``agression``).
    """
    return [
        sorted(
            {
                _term(words_of(word.text, each)[-1].text, each)
                for each in ((language,) if language else LANGUAGES)
            }
        )
        for word in words_of(query)
    ]


@lru_cache(maxsize=100_000)
def _term(word: str, language: str | None) -> str:
    return fold(lemma_of(word, language))[:LONGEST]


def fold(word: str) -> str:
    """Case-folded, no accents on Latin letters, ё as е, one apostrophe; the rest of Cyrillic stays."""
    folded = word.casefold().replace("’", "'").replace("ʼ", "'").replace("‑", "-").replace("ё", "е")
    return "".join(_base(letter) for letter in unicodedata.normalize("NFC", folded))


@lru_cache(maxsize=10_000)
def _base(letter: str) -> str:
    first = unicodedata.normalize("NFD", letter)[0]
    return first if "a" <= first <= "z" else {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l"}.get(letter, letter)
