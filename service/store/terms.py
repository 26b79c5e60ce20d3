"""The terms of a claim and of a query: folded lemmas, cut the same way for every database."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from functools import lru_cache

from compare.words import LANGUAGES, lemma_of, words_of

LONGEST = 100
"""Code points of a term that are kept."""
MOST_STEPS = 4
"""How often a lemma is looked up again; some lead back to each other."""


def terms_of(text: str, language: str | None) -> list[str]:
    """The folded lemmas of a text, in order; no term has a space in it."""
    return [_term(word.text, language) for word in words_of(text, language)]


def variants_of(query: str) -> list[list[str]]:
    """For each word of a query, the terms that it may stand for: its lemma in each of the four languages.

    A French word is also looked for without its elided article (``l'agression`` finds ``agression``).
    """
    return [
        sorted({_term(words_of(word.text, language)[-1].text, language) for language in LANGUAGES})
        for word in words_of(query)
    ]


def places_of(text: str, language: str | None, wanted: Collection[str]) -> list[tuple[int, int]]:
    """Where a text has words that stand for one of the terms: code points, in order."""
    return [
        (word.start, word.end) for word in words_of(text, language) if _term(word.text, language) in wanted
    ]


@lru_cache(maxsize=100_000)
def _term(word: str, language: str | None) -> str:
    # A lemma of the dictionary may have a lemma itself ("войскам", "войска", "войско"): go to the last one.
    for _ in range(MOST_STEPS):
        word, last = lemma_of(word, language), word
        if word == last:
            break
    return fold(word)[:LONGEST]


def fold(word: str) -> str:
    """Case-folded, no accents on Latin letters, ё as е, one apostrophe; the rest of Cyrillic stays."""
    folded = word.casefold().replace("’", "'").replace("ʼ", "'").replace("‑", "-").replace("ё", "е")
    return "".join(_base(letter) for letter in unicodedata.normalize("NFC", folded))


@lru_cache(maxsize=10_000)
def _base(letter: str) -> str:
    first = unicodedata.normalize("NFD", letter)[0]
    return first if "a" <= first <= "z" else {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l"}.get(letter, letter)
