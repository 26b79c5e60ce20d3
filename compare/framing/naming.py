"""Naming: phrases that can stand for one referent, and the places that tie them to it."""

from __future__ import annotations

from dataclasses import dataclass

from compare.framing.reading import Reading

KIND = "naming"

_THROUGH = ("belonging", "article", "locative")
_LONGEST = 6
_BARE_ADJECTIVES = {"en": 0, "fr": 1}
"""Words that may follow the term without a link, by language; elsewhere a genitive may follow bare."""


@dataclass(frozen=True, slots=True)
class Name:
    """A phrase for a referent: its concept, how the lexicon rates the word, the places inside the phrase."""

    concept: str
    register: str
    start: int
    end: int
    head: str
    head_start: int
    places: frozenset[str]
    strength: float


@dataclass(frozen=True, slots=True)
class Spelling:
    """A spelling of a proper name that has more than one, and the tradition that it follows."""

    name: str
    tradition: str
    start: int
    end: int
    strength: float


def names_of(reading: Reading) -> list[Name]:
    """Phrases around the words of the naming lexicon. A word may belong to several concepts."""
    found = []
    for hit in reading.hits("naming"):
        right = _reach(reading, hit.end)
        start, end = reading.noun_phrase(hit.start, hit.end, left=4, right=right, through=_THROUGH)
        inside = frozenset(code for place, code in reading.referents if start <= place < end)
        for sense in reading.senses("naming", hit.entry.term):
            register = sense.attributes.get("register", "plain")
            head = reading.text[hit.start : hit.end]
            found.append(Name(sense.subkind, register, start, end, head, hit.start, inside, sense.strength))
    return found


def _reach(reading: Reading, end: int) -> int:
    """Words after the term that its phrase may take in.

    In English and French a complement follows a word of belonging or of place; anything else but an
    adjective would be the verb, which nothing here tells from a noun.
    """
    following = reading.last_word(end) + 1
    if reading.language not in _BARE_ADJECTIVES or following >= len(reading.words):
        return _LONGEST
    linked = reading.role(reading.words[following]) in ("belonging", "locative")
    return _LONGEST if linked else _BARE_ADJECTIVES[reading.language]


def spellings_of(reading: Reading) -> list[Spelling]:
    """Spellings of the lexicon of transliterations."""
    return [
        Spelling(
            hit.entry.subkind,
            hit.entry.attributes.get("tradition", ""),
            hit.start,
            hit.end,
            hit.entry.strength,
        )
        for hit in reading.hits("transliterations")
    ]
