"""The closed word classes of the four languages, from ``words.tsv``.

The lists were written for this project from general knowledge of the languages; none was taken from a corpus.
A row is a language, a class and its words, case-folded except for ``openers``; phrases are parted by ``|``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

Phrases = tuple[tuple[str, ...], ...]


@lru_cache(maxsize=256)
def word_class(language: str, name: str) -> frozenset[str]:
    """The words of one class of one language; empty if the language has no such class."""
    return frozenset(_table().get((language, name), "").split())


def phrases(language: str, name: str) -> Phrases:
    """The phrases of one class of one language, in the order of the file."""
    return tuple(tuple(phrase.split()) for phrase in _table()[language, name].split("|"))


@lru_cache(maxsize=1)
def _table() -> Mapping[tuple[str, str], str]:
    text = files("compare.claims").joinpath("words.tsv").read_text(encoding="utf-8")
    table = {}
    for row in text.splitlines()[1:]:
        language, name, words = row.split("\t")
        table[language, name] = words
    return table
