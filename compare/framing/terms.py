"""Finds the terms of a lexicon in a text: inflected, of several words, with gaps.

A term is written as words. A plain word matches its own form and every form with the same lemma;
``word!`` matches that form only, ``stem*`` every word that begins so; ``a|b`` is either; ``…`` stands for
up to four words within the sentence. ``т. зв.`` and other terms with a full stop may run over one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from compare.resources import LexiconEntry
from compare.words import Word, lemma_of, words_of

GAP = "…"
LONGEST_GAP = 4
_STOPS = frozenset(".!?;:\n\r")
_BREAKS = frozenset(",()[]«»“”„—–")
_PREFIX_KEY = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found in a text, and where."""

    entry: LexiconEntry
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Slot:
    exact: frozenset[str]
    lemmas: frozenset[str]
    prefixes: tuple[str, ...]

    def fits(self, folded: str, lemma: str) -> bool:
        return (
            folded in self.exact
            or lemma in self.lemmas
            or bool(self.prefixes and folded.startswith(self.prefixes))
        )


@dataclass(frozen=True, slots=True)
class _Pattern:
    entry: LexiconEntry
    slots: tuple[_Slot | None, ...]  # None is a gap
    over_stops: bool
    over_breaks: bool


class TermMatcher:
    """The entries of one language (and those of language ``*``), indexed by their first word."""

    def __init__(self, entries: Iterable[LexiconEntry], language: str | None) -> None:
        self._language = language
        self._exact: dict[str, list[_Pattern]] = {}
        self._lemmas: dict[str, list[_Pattern]] = {}
        self._prefixes: dict[str, list[_Pattern]] = {}
        for entry in entries:
            if entry.language in (language, "*"):
                self._index(_pattern(entry, language))

    def find(self, text: str, words: Sequence[Word]) -> list[Hit]:
        """Hits in the order of the text; of hits that overlap, the longest, then the stronger.

        A term of strength 0 is no hit, and takes out the shorter terms in its words.
        """
        folded = [word.folded for word in words]
        lemmas = [lemma_of(word.text, self._language) for word in words]
        found: list[Hit] = []
        for first in range(len(words)):
            for pattern in self._candidates(folded[first], lemmas[first]):
                last = _match(pattern, first, text, words, folded, lemmas)
                if last is not None:
                    end = words[last].end
                    stopped = pattern.entry.term.endswith(".") and text[end : end + 1] == "."
                    found.append(Hit(pattern.entry, words[first].start, end + stopped))
        return [hit for hit in _longest(found) if hit.entry.strength]

    def _index(self, pattern: _Pattern) -> None:
        first = pattern.slots[0]
        if first is None:
            return
        for form in sorted(first.exact):
            self._exact.setdefault(form, []).append(pattern)
        for lemma in sorted(first.lemmas):
            self._lemmas.setdefault(lemma, []).append(pattern)
        for prefix in first.prefixes:
            self._prefixes.setdefault(prefix[:_PREFIX_KEY], []).append(pattern)

    def _candidates(self, folded: str, lemma: str) -> list[_Pattern]:
        found = [*self._exact.get(folded, ()), *self._lemmas.get(lemma, ())]
        for length in range(1, _PREFIX_KEY + 1):
            found.extend(
                pattern
                for pattern in self._prefixes.get(folded[:length], ())
                if len(folded) >= length and pattern.slots[0] and folded.startswith(pattern.slots[0].prefixes)
            )
        return found


def _pattern(entry: LexiconEntry, language: str | None) -> _Pattern:
    slots: list[_Slot | None] = []
    for token in entry.term.split():
        if token == GAP:
            slots.append(None)
        elif "|" in token or token.endswith(("*", "!", "'")):
            slots.append(_slot(token.split("|"), language))
        else:
            slots.extend(_slot([word.text], language) for word in words_of(token, language))
    return _Pattern(entry, tuple(slots), "." in entry.term, "," in entry.term)


def _slot(alternatives: Sequence[str], language: str | None) -> _Slot:
    folded = [each.casefold().replace("’", "'").replace("ʼ", "'") for each in alternatives]
    plain = [each for each in folded if not each.endswith(("*", "!"))]
    return _Slot(
        exact=frozenset(each.removesuffix("!") for each in folded if not each.endswith("*")),
        lemmas=frozenset(lemma_of(each, language) for each in plain),
        prefixes=tuple(each[:-1] for each in folded if each.endswith("*")),
    )


def _match(
    pattern: _Pattern, first: int, text: str, words: Sequence[Word], folded: list[str], lemmas: list[str]
) -> int | None:
    """Index of the last word of the match that begins at ``first``, or None."""
    here, reach = first, 0
    for number, slot in enumerate(pattern.slots):
        if slot is None:
            reach = LONGEST_GAP
            continue
        if number == 0:
            if not slot.fits(folded[here], lemmas[here]):
                return None
            continue
        step = _next(pattern, slot, here, reach, text, words, folded, lemmas)
        if step is None:
            return None
        here, reach = step, 0
    return here


def _next(
    pattern: _Pattern,
    slot: _Slot,
    here: int,
    reach: int,
    text: str,
    words: Sequence[Word],
    folded: list[str],
    lemmas: list[str],
) -> int | None:
    for place in range(here + 1, min(here + 2 + reach, len(words))):
        between = text[words[place - 1].end : words[place].start]
        if not pattern.over_stops and not _STOPS.isdisjoint(between):
            return None
        if reach == 0 and not pattern.over_breaks and not _BREAKS.isdisjoint(between):
            return None
        if slot.fits(folded[place], lemmas[place]):
            return place
    return None


def _longest(found: list[Hit]) -> list[Hit]:
    ranked = sorted(
        found, key=lambda hit: (hit.start - hit.end, -hit.entry.strength, hit.start, hit.entry.term)
    )
    kept: list[Hit] = []
    taken: set[int] = set()
    for hit in ranked:
        covered = range(hit.start, hit.end)
        if taken.isdisjoint(covered):
            kept.append(hit)
            taken.update(covered)
    return sorted(kept, key=lambda hit: (hit.start, hit.end))
