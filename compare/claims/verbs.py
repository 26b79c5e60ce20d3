"""Is a word a finite verb? By closed lists and endings, and by a lemma that is an infinitive (simplemma)."""

from __future__ import annotations

import re
from functools import lru_cache

from compare.claims.wordlists import word_class
from compare.words import lemma_of

_INFINITIVE = {
    "fr": re.compile(r".{2,}(?:er|ir|re|oir)"),
    "ru": re.compile(r".+(?:ть|ться|ти|тись|чь|чься)"),
    "uk": re.compile(r".+(?:ти|тися)"),
}
_NOT_FINITE = {
    "fr": re.compile(r".+(?:er|ir|re|oir|ant|ants|é|ée|és|ées|ments?|ions?)"),
    "ru": re.compile(
        r".+(?:ть|ться|ти|тись|чь|чься|в|вши|вшись|[^с]я|ясь|ая|ее|ие|ия|ый|ий|ой|ого|его|ому|ему|ым|нем|щем|ом|"
        r"ые|ых|щих|ую|юю|ыми|ими|щая|щее|щие|ную)"
    ),
    "uk": re.compile(
        r".+(?:ти|тися|ши|шись|чи|чись|ий|ого|ому|им|их|ими|ої|ій|ття|ння|на|ні|ну|не|ену|ення)"
    ),
}
_IMPERSONAL = re.compile(r"\w{3,}(?:ано|ено|єно|яно|ито|уто|оно)")


@lru_cache(maxsize=100_000)
def is_finite(folded: str, language: str) -> bool:
    """Whether a case-folded word is (likely) a finite verb; some participles and nouns of its form pass.

    Args:
        folded: one word as :attr:`compare.words.Word.folded` gives it.
        language: one of en, fr, ru, uk.
    """
    if folded in word_class(language, "auxiliaries"):
        return True
    if language == "en":
        return _is_english_finite(folded)
    if len(folded) < 3:
        return False
    if language == "uk" and _IMPERSONAL.fullmatch(folded):
        return True
    return not _NOT_FINITE[language].fullmatch(folded) and comes_from_verb(folded, language)


def heads_clause(folded: str, following: str, framed: bool, language: str) -> bool:
    """Whether a word after a conjunction is the verb of a new clause, not a noun or adjective of a list.

    Args:
        folded: the word.
        following: the next word, case-folded; empty at the end of the sentence.
        framed: whether the next word is a function word, a figure or a name, as after verbs, not adjectives.
        language: one of en, fr, ru, uk.
    """
    if not is_finite(folded, language):
        return False
    if language == "en":
        if folded in word_class("en", "adjectival") or (
            folded.endswith("s") and lemma_of(folded, "en") in word_class("en", "nouns_too")
        ):
            return framed and following not in ("of", "in")
        return folded not in word_class("en", "verbs") or following == "that"
    if language == "fr" and folded.endswith("e") and folded not in word_class("fr", "auxiliaries"):
        return framed
    return True


def comes_from_verb(folded: str, language: str) -> bool:
    """Whether the word is a form, other than the infinitive itself, of a verb."""
    lemma = lemma_of(folded, language)
    if lemma == folded or (language == "fr" and folded == lemma + "s"):
        return False
    if language == "en":
        return folded[:-3] != lemma[: len(folded) - 3] or len(lemma) < len(folded)
    return _INFINITIVE[language].fullmatch(lemma) is not None


def _is_english_finite(folded: str) -> bool:
    if folded in word_class("en", "irregular_past"):
        return True
    if folded.endswith("ed") and len(folded) > 4:
        return lemma_of(folded, "en") != folded
    if folded in word_class("en", "verbs"):
        return folded not in word_class("en", "nouns_too")
    return folded.endswith("s") and lemma_of(folded, "en") in word_class("en", "verbs")
