"""Words of a text with their offsets and lemmas: the one tokenizer that all stages share.

Lemmas come from simplemma (Barbaresi 2021), offline, for the four languages; elsewhere a word is its own
lemma, case-folded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

LANGUAGES = ("en", "fr", "ru", "uk")

_WORD = re.compile(r"\w+(?:[.,]\d+)*(?:[’'ʼ\-‑]\w+)*", re.UNICODE)
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)[’']", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, its code-point offsets and its case-folded form."""

    start: int
    end: int
    text: str

    @property
    def folded(self) -> str:
        return self.text.casefold().replace("’", "'").replace("ʼ", "'").replace("‑", "-")


def words_of(text: str, language: str | None = None) -> list[Word]:
    """The words of a text in order. French elisions are words of their own (``l'``, ``d'``, ``qu'``)."""
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if language == "fr" and (elision := _ELISION.match(text, start, end)) and elision.end() < end:
            found.append(Word(start, elision.end(), text[start : elision.end()]))
            start = elision.end()
        found.append(Word(start, end, text[start:end]))
    return found


@lru_cache(maxsize=100_000)
def lemma_of(word: str, language: str | None) -> str:
    """The lemma of one word, case-folded; the folded word itself outside the four languages."""
    folded = word.casefold().replace("’", "'")
    if language not in LANGUAGES:
        return folded
    import simplemma

    return simplemma.lemmatize(folded, lang=language).casefold()
