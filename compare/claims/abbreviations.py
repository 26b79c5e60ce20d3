"""Abbreviations, and what may follow them: whether a full stop after a word can end a sentence.

The forms in ``abbreviations.tsv`` were written for this project from general knowledge of the languages; none
was taken from a corpus. Forms carry no final stop and no inner space (``т. д.`` is ``т.д``); a form with a
capital matches only as written.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from compare.claims.wordlists import word_class

KINDS = ("before", "number", "month", "year", "end", "name")
"""before: something always follows, never an end. number: no end before a figure. month: a date or time that
goes on with a figure, day or time zone. year: stands after a figure and may end. end: may end. name: ends
only before a word that opens sentences."""

_SCRIPTS = {"en": "latin", "fr": "latin", "ru": "cyrillic", "uk": "cyrillic"}


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Mapping[str, str]]:
    table: dict[str, dict[str, str]] = {language: {} for language in _SCRIPTS}
    rows = files("compare.claims").joinpath("abbreviations.tsv").read_text(encoding="utf-8").splitlines()
    for row in rows[1:]:
        language, form, kind = row.split("\t")
        table[language][form] = kind
    return table


def script_of(word: str) -> str | None:
    """``latin`` or ``cyrillic`` by the first letter of the word that is one; None for other scripts."""
    for char in word:
        if char.isalpha():
            if "\u0400" <= char <= "\u052f":
                return "cyrillic"
            return "latin" if char < "\u0250" else None
    return None


def languages_for(language: str | None, script: str | None) -> tuple[str, ...]:
    """Whose rules read a word of this script in a text of this language, the likelier first."""
    if script is None:
        return ()
    if language is not None and _SCRIPTS.get(language) == script:
        return (language,)
    return tuple(each for each, its in _SCRIPTS.items() if its == script)


def kind_of(form: str, language: str | None) -> str | None:
    """The kind of the abbreviation ``form`` (no final stop, no inner space); None: an ordinary word."""
    table = _table()
    for each in languages_for(language, script_of(form)):
        kind = table[each].get(form) or table[each].get(form.casefold())
        if kind:
            return kind
    return None


def opens_sentence(word: str, language: str | None) -> bool:
    """True for a capitalised function word, which seldom follows an initial or acronym inside a sentence."""
    return any(word in word_class(each, "openers") for each in languages_for(language, script_of(word)))


def opens_adverbial(word: str, language: str | None) -> bool:
    """True for a preposition or article, with which a date at the head of a sentence begins."""
    folded = word.casefold()
    return any(
        folded in word_class(each, "prepositions") or folded in word_class(each, "determiners")
        for each in languages_for(language, script_of(word))
    )


def continues_time(word: str, language: str | None) -> bool:
    """True for a day or time zone, which goes on with a time of day (*9 a.m. Monday*)."""
    return any(word in word_class(each, "after_time") for each in languages_for(language, script_of(word)))
