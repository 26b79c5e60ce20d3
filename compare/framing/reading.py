"""One text as the detectors see it: its words, sentences, quotations and lexicon hits, each found once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache

from compare.claims.sentences import split_sentences
from compare.framing.quotes import Quote, quotes_of
from compare.framing.terms import Hit, TermMatcher
from compare.records import Span
from compare.resources import LexiconEntry, Resources
from compare.words import Word, words_of


class Lexis:
    """Lexicons made ready for searching, by name and language."""

    def __init__(self, resources: Resources) -> None:
        self.resources = resources
        self._matchers: dict[tuple[str, str | None], TermMatcher] = {}
        self._senses: dict[tuple[str, str | None], dict[str, tuple[LexiconEntry, ...]]] = {}

    def matcher(self, name: str, language: str | None) -> TermMatcher:
        key = (name, language)
        if key not in self._matchers:
            self._matchers[key] = TermMatcher(self.resources.lexicon(name), language)
        return self._matchers[key]

    def senses(self, name: str, language: str | None, term: str) -> tuple[LexiconEntry, ...]:
        """All entries of one term: a word may belong to several subkinds."""
        key = (name, language)
        if key not in self._senses:
            table: dict[str, tuple[LexiconEntry, ...]] = {}
            for entry in self.resources.lexicon(name):
                if entry.language in (language, "*"):
                    table[entry.term] = (*table.get(entry.term, ()), entry)
            self._senses[key] = table
        return self._senses[key].get(term, ())


class _SameObject:
    """Hashes by identity: resources hold mappings, which have no hash."""

    def __init__(self, resources: Resources) -> None:
        self.resources = resources

    def __hash__(self) -> int:
        return id(self.resources)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameObject) and self.resources is other.resources


@lru_cache(maxsize=4)
def _lexis(key: _SameObject) -> Lexis:
    return Lexis(key.resources)


def lexis_of(resources: Resources) -> Lexis:
    """The searchable lexicons of these resources, made once for each."""
    return _lexis(_SameObject(resources))


class Reading:
    """A text with what the detectors ask of it. Offsets are code points of ``text``."""

    def __init__(self, text: str, language: str | None, lexis: Lexis) -> None:
        self.text = text
        self.language = language
        self._lexis = lexis
        self._hits: dict[str, list[Hit]] = {}

    @cached_property
    def words(self) -> list[Word]:
        return words_of(self.text, self.language)

    @cached_property
    def quotes(self) -> list[Quote]:
        return quotes_of(self.text)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        return split_sentences(self.text, self.language)

    @cached_property
    def _sentence_stops(self) -> list[int]:
        return [sentence.end for sentence in self.sentences]

    @cached_property
    def _sentence_ends(self) -> frozenset[int]:
        """Indices of the last word of each sentence."""
        return frozenset(self.last_word(sentence.end) for sentence in self.sentences)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def _function_words(self) -> dict[int, str]:
        return {
            word.start: hit.entry.subkind
            for hit in self.hits("function_words")
            for word in self.words_in(hit.start, hit.end)
        }

    def hits(self, lexicon: str) -> list[Hit]:
        """Terms of a lexicon in this text."""
        if lexicon not in self._hits:
            self._hits[lexicon] = self._lexis.matcher(lexicon, self.language).find(self.text, self.words)
        return self._hits[lexicon]

    def senses(self, lexicon: str, term: str) -> tuple[LexiconEntry, ...]:
        """Every entry that this term has in a lexicon."""
        return self._lexis.senses(lexicon, self.language, term)

    def role(self, word: Word) -> str:
        """``article``, ``belonging``, ``preposition``, ``conjunction`` …; empty for a word of content."""
        role = self._function_words.get(word.start, "")
        return "" if role == "auxiliary" and word.text[:1].isupper() else role

    @cached_property
    def _parts(self) -> list[Word]:
        """The words, those with a hyphen taken apart: two states may meet in one adjective."""
        return [
            Word(word.start + part.start(), word.start + part.end(), part.group())
            for word in self.words
            for part in re.finditer(r"[^-‑]+", word.text)
        ]

    @cached_property
    def referents(self) -> list[tuple[int, str]]:
        """Where somebody or some place is named, and who: a code of the lexicon of places, else the name.

        Names that the lexicon does not know are the capitalised words inside a sentence, cut to five letters
        so that the cases of one name agree.
        """
        known = [
            (hit.start, hit.end, hit.entry.subkind)
            for lexicon in ("transliterations", "places")
            for hit in self._lexis.matcher(lexicon, self.language).find(self.text, self._parts)
        ]
        found = {start: code for start, _, code in known}
        covered = {place for start, end, _ in known for place in range(start, end)}
        openings = {self.words[first].start for first in map(self.first_word, self._sentence_starts)}
        for word in self.words:
            named = word.text[:1].isupper() and len(word.text) > 2 and word.start not in openings
            if named and word.start not in covered and not self.role(word):
                found[word.start] = f"name:{word.folded[:5]}"
        return sorted(found.items())

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences if sentence.start < self._last_start]

    @cached_property
    def _last_start(self) -> int:
        return self.words[-1].start + 1 if self.words else 0

    def sentence_at(self, offset: int) -> Span:
        """The sentence that covers this place."""
        place = bisect_right(self._sentence_stops, offset)
        return self.sentences[place] if place < len(self.sentences) else Span(0, len(self.text))

    def first_word(self, offset: int) -> int:
        """Index of the first word that begins at or after this place."""
        return bisect_left(self._starts, offset)

    def last_word(self, offset: int) -> int:
        """Index of the last word that begins before this place; −1 if none."""
        return bisect_right(self._starts, offset - 1) - 1

    def words_in(self, start: int, end: int) -> list[Word]:
        return self.words[self.first_word(start) : self.last_word(end) + 1]

    def noun_phrase(
        self,
        start: int,
        end: int,
        left: int = 3,
        right: int = 4,
        through: tuple[str, ...] = ("belonging", "article"),
    ) -> tuple[int, int]:
        """Grows words to the phrase around them: modifiers before, complements after, no further than given.

        There is no parser behind it: a phrase ends at punctuation, at function words other than an article
        before it and those of the roles ``through`` after it, and at the given number of words.
        """
        return self._grown_left(start, left), self._closed(start, self._grown_right(end, right, through))

    def _closed(self, start: int, end: int) -> int:
        """A phrase that takes in an opening quotation mark takes in the closing one."""
        return max(
            [end, *(quote.end for quote in self.quotes if start <= quote.start and quote.end - 1 == end)]
        )

    def _grown_left(self, start: int, steps: int) -> int:
        place = self.first_word(start)
        for _ in range(steps):
            if place == 0 or self.parted(place - 1):
                break
            role = self.role(self.words[place - 1])
            if role == "article":
                return self.words[place - 1].start
            if role and not (role == "conjunction" and self._joins_names(place - 1)):
                break
            place -= 1
        return min(start, self.words[place].start) if place < len(self.words) else start

    def _grown_right(self, end: int, steps: int, through: tuple[str, ...]) -> int:
        place = self.last_word(end)
        reach = end
        for _ in range(steps):
            if place < 0 or place + 1 >= len(self.words) or self.parted(place, reach):
                break
            place += 1
            role = self.role(self.words[place])
            if role in through or (role == "conjunction" and self._joins_names(place)):
                continue
            if role:
                break
            reach = self.words[place].end
        return max(end, reach)

    def _joins_names(self, place: int) -> bool:
        """Does the word at this index stand between two names?"""
        around = (*self.words[place - 1 : place], *self.words[place + 1 : place + 2])
        return len(around) == 2 and all(word.text[:1].isupper() for word in around)

    def named(self, place: int) -> bool:
        """Is the word at this index written as a name inside a sentence?"""
        return place > 0 and self.words[place].text[:1].isupper() and not self.parted(place - 1)

    def parted(self, place: int, since: int = 0) -> bool:
        """Does punctuation after ``since``, or the end of a sentence, part this word from the next one?

        The full stop of an abbreviation inside a sentence parts nothing; a new line does that opens with a
        capital, as after a title.
        """
        if place in self._sentence_ends:
            return True
        between = self.text[max(since, self.words[place].end) : self.words[place + 1].start]
        if "\n" in between and self.words[place + 1].text[:1].isupper():
            return True
        return between.strip() != "." and any(not (char.isspace() or char in "’'\"“”«»-") for char in between)
