"""What marks a joint of a sentence in each of the four languages: word classes, a participle's form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from compare.claims.wordlists import Phrases, phrases, word_class
from compare.words import LANGUAGES

_TAILS = {
    "en": re.compile(r"[a-z]{2,}ing"),
    "fr": re.compile(r"\w{3,}ant"),
    "ru": re.compile(r"\w{3,}(?:в|вши|вшись|[^с]я|ясь|[шжчщ]а|[шжчщ]ась)"),
    "uk": re.compile(r"\w{3,}(?:ши|шись|чи|чись)"),
}
_RELATIVE_LENGTH = {"en": 6, "fr": 6, "ru": 8, "uk": 8}
"""Words. Russian and Ukrainian put a comma before every relative clause: only long ones are cut off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The function words of one language, case-folded as :attr:`compare.words.Word.folded` gives them.

    ``also`` join a parallel object (*as well as*); ``contrasts`` open a clause that is asserted besides the
    main one (*while*, *although*, *because*); ``linkers`` may stand before a participle (*thus*);
    ``subjects`` are pronouns that a verb follows; ``clitics`` and ``adverbs`` may stand between a
    conjunction and its verb; ``tail`` is the form of a participle or converb that tells a further act.
    """

    language: str
    coordinators: frozenset[str]
    contrasts: Phrases
    also: Phrases
    linkers: frozenset[str]
    complementizers: frozenset[str]
    relatives: frozenset[str]
    subjects: frozenset[str]
    clitics: frozenset[str]
    adverbs: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    possessives: frozenset[str]
    between: frozenset[str]
    not_tail: frozenset[str]
    tail: re.Pattern[str]
    relative_length: int


@lru_cache(maxsize=8)
def grammar_for(language: str | None) -> Grammar | None:
    """The grammar of one of the four languages; None for any other."""
    if language not in LANGUAGES:
        return None
    return Grammar(
        language=language,
        coordinators=word_class(language, "coordinators"),
        contrasts=phrases(language, "contrasts"),
        also=phrases(language, "also"),
        linkers=word_class(language, "linkers"),
        complementizers=word_class(language, "complementizers"),
        relatives=word_class(language, "relatives"),
        subjects=word_class(language, "subjects"),
        clitics=word_class(language, "clitics"),
        adverbs=word_class(language, "adverbs"),
        prepositions=word_class(language, "prepositions"),
        determiners=word_class(language, "determiners"),
        possessives=word_class(language, "possessives"),
        between=word_class(language, "between"),
        not_tail=word_class(language, "not_tail"),
        tail=_TAILS[language],
        relative_length=_RELATIVE_LENGTH[language],
    )
