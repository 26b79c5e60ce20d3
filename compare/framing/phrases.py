"""A claim cut into phrases: the pieces that can answer to a choice of words made elsewhere.

There is no parser behind it. A phrase ends at punctuation and at the end of a sentence, after a verb of
telling, before a conjunction or a relative and, once it is long, before a preposition; the function words at
its edges are left out, so that what is shown reads as a phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compare.framing.reading import Reading
from compare.records import Span
from compare.words import Word

_LONG = 8
_FULL = 5
_SHORT = 3
_OPENERS = frozenset({"conjunction", "relative"})
_LINKS = frozenset({"preposition", "locative"})
_LOOSE = frozenset(
    {"conjunction", "relative", "preposition", "locative", "belonging", "auxiliary", "pronoun", "telling"}
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """``start:end`` are the words; ``whole`` is the stretch that they were cut from, else the same."""

    start: int
    end: int
    whole: Span


def phrases_of(reading: Reading, start: int, end: int) -> list[Phrase]:
    """The phrases of a stretch of text in order; pieces that hold nothing but function words are left out."""
    words = [word for word in reading.words_in(start, end) if word.end <= end]
    found = []
    for piece in _pieces(reading, words, reading.first_word(start)):
        stretch = _trimmed(reading, piece)
        if not stretch:
            continue
        whole = Span(stretch[0].start, stretch[-1].end)
        for part in _parts(reading, stretch):
            trimmed = _trimmed(reading, part)
            if trimmed:
                found.append(Phrase(trimmed[0].start, trimmed[-1].end, whole))
    return found


def stands_alone(reading: Reading, start: int, end: int) -> bool:
    """Does a stretch say something by itself: two words of content that are not all names?"""
    content = [word for word in reading.words_in(start, end) if word.end <= end and not reading.role(word)]
    return len(content) > 1 and not all(word.text[:1].isupper() for word in content)


def _pieces(reading: Reading, words: Sequence[Word], first: int) -> list[list[Word]]:
    pieces: list[list[Word]] = []
    for number, word in enumerate(words):
        role = reading.role(word)
        long = len(_trimmed(reading, pieces[-1])) if pieces else 0
        fresh = (
            not pieces
            or reading.parted(first + number - 1)
            or (role != "telling" and reading.role(words[number - 1]) == "telling")
            or (role in _OPENERS and long >= _SHORT and not _joins_names(words, number))
            or (role in _LINKS and long >= _FULL)
        )
        if fresh:
            pieces.append([word])
        else:
            pieces[-1].append(word)
    return pieces


def _joins_names(words: Sequence[Word], number: int) -> bool:
    """Does a conjunction stand between two names?"""
    around = (*words[number - 1 : number], *words[number + 1 : number + 2])
    return len(around) == 2 and all(word.text[:1].isupper() for word in around)


def _parts(reading: Reading, piece: list[Word]) -> list[list[Word]]:
    """A piece that is too long is cut before a preposition, else before a word of belonging."""
    if len(piece) <= _LONG:
        return [piece]
    for roles in (_LINKS, frozenset({"belonging"})):
        for place in range(_LONG, _SHORT - 1, -1):
            if reading.role(piece[place]) in roles and len(piece) - place > 1:
                return [piece[:place], *_parts(reading, piece[place:])]
    return [piece[:_LONG], *_parts(reading, piece[_LONG:])] if len(piece) > 2 * _LONG else [piece]


def _trimmed(reading: Reading, piece: Sequence[Word]) -> list[Word]:
    kept = list(piece)
    while kept and reading.role(kept[0]) in _LOOSE:
        kept.pop(0)
    while kept and reading.role(kept[-1]):
        kept.pop()
    return kept
