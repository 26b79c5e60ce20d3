"""Where a sentence may be cut: each joint is a conjunction, relative, participle or list item that asserts.

A joint at word ``place`` gives the word with which the next clause begins (the connective before it is left
out). Every look to either side is bounded or a prefix sum, so that a text without sentence ends stays linear.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from compare.claims.grammar import Grammar
from compare.claims.verbs import comes_from_verb, heads_clause, is_finite
from compare.claims.wordlists import Phrases
from compare.words import Word

LONG = 6
"""Words of a relative clause, parallel object or complement that is read as an assertion of its own."""

LIST_ITEM = 5
"""Words of an enumerated item that is read as an assertion; a list with a shorter item stays whole."""

_REACH = 8
_BACK = 10
_AHEAD = 40


class Joints:
    """The joints of one sentence.

    Args:
        words: its words.
        commas: for each word, whether a comma stands before it (outside brackets).
        grammar: of its language.
    """

    def __init__(self, words: Sequence[Word], commas: Sequence[bool], grammar: Grammar) -> None:
        self.words = words
        self.commas = commas
        self.grammar = grammar
        self.folded = [word.folded for word in words]
        self.finite = [
            is_finite(word, grammar.language) and not self._is_not_finite(place)
            for place, word in enumerate(self.folded)
        ]
        self.verbs_before = [0, *accumulate(self.finite)]
        self.complements_before = [0, *accumulate(word in grammar.complementizers for word in self.folded)]
        self.items = _long_items(self)

    def at(self, last: int, place: int) -> int | None:
        """Where the next clause begins if the clause from ``last`` ends before ``place``; None: no joint."""
        if place in self.items:
            return self.items[place]
        also = self.phrase(self.grammar.also, place)
        if also:
            return self._also(last, place, place + also)
        if self.folded[place] in self.grammar.coordinators:
            return self._coordinated(last, place)
        if self.commas[place]:
            return self._after_comma(last, place)
        return None

    def phrase(self, phrases: Phrases, place: int) -> int:
        """Number of words of the phrase that stands at ``place``; 0 if none does."""
        for phrase in phrases:
            if self.folded[place] == phrase[0] and tuple(self.folded[place : place + len(phrase)]) == phrase:
                return len(phrase)
        return 0

    def has_verb(self, start: int, end: int) -> bool:
        """Whether a finite verb stands among the words ``start:end``."""
        end = min(end, len(self.words))
        return start < end and self.verbs_before[end] > self.verbs_before[start]

    def _is_not_finite(self, place: int) -> bool:
        """*the United States*, *to provide*, *the occupied territories*: these assert nothing."""
        if not place:
            return False
        word = self.words[place].text
        if word[0].isupper() and not word.isupper():
            return True
        if self.grammar.language != "en":
            return False
        before = self.folded[place - 1]
        if not self.folded[place].endswith("ed"):
            return before == "to"
        if before.endswith("ly") and place > 1:
            before = self.folded[place - 2]
        return before in self.grammar.determiners or before in self.grammar.prepositions

    def _rest(self, begin: int) -> int:
        return len(self.words) - begin

    def _also(self, last: int, place: int, begin: int) -> int | None:
        enough = self._rest(begin) >= (LONG - 2 if self.commas[place] else LONG - 1)
        first = LONG - 2 if self.commas[place] else LONG - 1
        return begin if enough and place - last >= first and self.has_verb(last, place) else None

    def _coordinated(self, last: int, place: int) -> int | None:
        begin = place + 1
        if begin >= len(self.words) or not self.has_verb(last, place):
            return None
        following = self.folded[begin]
        if following in self.grammar.complementizers:
            return begin if self.has_verb(begin, begin + _REACH + 2) and self._parallel(begin) else None
        if following in self.grammar.relatives:
            return begin if self._rest(begin) >= self.grammar.relative_length else None
        if following in self.grammar.subjects:
            return begin
        if self._verb_heads(begin):
            return begin
        if self._subject_and_verb(begin, self.commas[place]):
            return begin
        if self._long_object(last, place, begin):
            return begin
        return None

    def _parallel(self, begin: int) -> bool:
        """*that*, *que*, *что*, *що* are parallel anywhere; *how*, *как* only after another complement."""
        plain = self.folded[begin] in ("that", "que", "qu'", "что", "чтобы", "що", "щоб")
        return plain or self.complements_before[begin] > 0

    def _verb_heads(self, begin: int) -> bool:
        head = begin
        while head < len(self.words) - 1 and head < begin + 3 and self._may_precede_verb(head):
            head += 1
        following = self.words[head + 1] if head + 1 < len(self.words) else None
        framed = following is not None and self._is_framing(following)
        folded = following.folded if following else ""
        return heads_clause(self.folded[head], folded, framed, self.grammar.language)

    def _may_precede_verb(self, place: int) -> bool:
        folded = self.folded[place]
        if folded in self.grammar.adverbs or folded in self.grammar.clitics:
            return True
        return self.grammar.language == "en" and folded.endswith("ly")

    def _is_framing(self, word: Word) -> bool:
        grammar = self.grammar
        return (
            word.text[0].isupper()
            or word.text[0].isdigit()
            or word.folded in grammar.determiners
            or word.folded in grammar.prepositions
            or word.folded in grammar.complementizers
            or word.folded in grammar.subjects
        )

    def _subject_and_verb(self, begin: int, comma: bool) -> bool:
        """A noun phrase and its verb; without a comma only a short subject in English and French."""
        if not comma and self.grammar.language in ("ru", "uk"):
            return False
        if self._rest(begin) < (LONG - 2 if comma else LONG):
            return False
        for place in range(begin, min(len(self.words), begin + (_REACH if comma else LONG))):
            if self.folded[place] in self.grammar.relatives or (place > begin and self.commas[place]):
                return False
            if self.finite[place]:
                if comma:
                    return True
                return place > begin and self._opens_noun_phrase(begin) and self._surely_finite(place)
        return False

    def _opens_noun_phrase(self, begin: int) -> bool:
        return self.folded[begin] in self.grammar.determiners or self.words[begin].text[0].isupper()

    def _surely_finite(self, place: int) -> bool:
        if self.grammar.language == "fr":
            return not self.folded[place].endswith("e")
        return not self.folded[place].endswith(("ed", "s")) or self.folded[place] in ("is", "was", "has")

    def _long_object(self, last: int, place: int, begin: int) -> bool:
        """A second object, long enough to be a point of its own, of a verb whose first one is as well."""
        grammar = self.grammar
        if self._rest(begin) < LONG or place - last < LONG + 1 or self.commas[place]:
            return False
        if any(word in grammar.between for word in self.folded[max(last, place - _BACK) : place]):
            return False
        if not any(self.finite[max(last, place - 3 * _BACK) : max(last, place - LONG + 1)]):
            return False
        first = self.folded[begin]
        if grammar.language == "en" and first == "to":
            return "to" in self.folded[max(last, place - 3 * _BACK) : place]
        if any(word in grammar.prepositions for word in self.folded[place - 2 : place]):
            return False
        opens = first in grammar.determiners - grammar.possessives or self.words[begin].text[0].isdigit()
        return opens and not any(self.commas[begin + 1 : begin + LONG])

    def _after_comma(self, last: int, place: int) -> int | None:
        if self._is_relative(place):
            alone = last == 0 and place >= LONG and not any(self.commas[place + 1 : place + _AHEAD])
            asserted = alone or self.has_verb(last, place)
            long = self._rest(place) >= self.grammar.relative_length
            return place if asserted and long and self._to_the_end(place) else None
        if not self.has_verb(last, place):
            return None
        contrast = self.phrase(self.grammar.contrasts, place)
        if (
            contrast
            and self._rest(place) >= LONG
            and self.has_verb(place + contrast, place + contrast + _REACH)
        ):
            return place + contrast
        tail = self._tail(place)
        if tail is not None and self._rest(tail) >= LONG - 1 and self._to_the_end(tail):
            return tail
        if self._is_second_complement(last, place):
            return place
        return None

    def _is_relative(self, place: int) -> bool:
        grammar = self.grammar
        if self.folded[place] in grammar.relatives:
            return self.has_verb(place + 1, place + 1 + 2 * _REACH)
        following = self.folded[place + 1] if place + 1 < len(self.words) else ""
        if grammar.language == "fr" and self.folded[place] == "ce":
            return following in ("qui", "que", "qu'", "dont")
        return self.folded[place] in grammar.prepositions and following in grammar.relatives

    def _tail(self, place: int) -> int | None:
        """The participle or converb after a comma, past *while also*, *thus*, *tout en*."""
        grammar = self.grammar
        while place < len(self.words) - 1 and (
            self.folded[place] in grammar.linkers or self.folded[place] in grammar.adverbs
        ):
            place += 1
        folded = self.folded[place]
        if folded in grammar.not_tail or not grammar.tail.fullmatch(folded):
            return None
        return place if comes_from_verb(folded, grammar.language) else None

    def _to_the_end(self, place: int) -> bool:
        """Whether what begins at ``place`` is not closed by a comma after which the main clause goes on."""
        for after in range(place + 2, min(len(self.words), place + _AHEAD)):
            if self.commas[after] and self.finite[after]:
                return False
        return True

    def _is_second_complement(self, last: int, place: int) -> bool:
        if self.folded[place] not in self.grammar.complementizers or place - last < LONG:
            return False
        plain = self._parallel(place) and self.folded[place] in self.folded[last : min(place, last + _AHEAD)]
        return plain and not self.finite[place - 1] and self.has_verb(place + 1, place + 1 + _REACH)


def _long_items(joints: Joints) -> dict[int, int]:
    """Cuts before the items of an enumeration whose every item is long: ``{place: begin}``."""
    starts = [0, *(place for place, comma in enumerate(joints.commas) if comma and place)]
    starts.append(len(joints.words))
    cuts: dict[int, int] = {}
    for index in range(2, len(starts) - 1):
        start, end = starts[index], starts[index + 1]
        if joints.folded[start] not in joints.grammar.coordinators or end - start <= LIST_ITEM:
            continue
        first = index
        while (
            first - 1 >= 1
            and index - first < LIST_ITEM
            and _is_item(joints, starts[first - 1], starts[first])
        ):
            first -= 1
        head = starts[first] - starts[first - 1]
        if first < index and head > LIST_ITEM and joints.has_verb(starts[first - 1], starts[first]):
            cuts.update({starts[each]: starts[each] for each in range(first, index)})
            cuts[start] = start + 1
    return cuts


def _is_item(joints: Joints, start: int, end: int) -> bool:
    if end - start < LIST_ITEM:
        return False
    first, grammar = joints.folded[start], joints.grammar
    if first in grammar.relatives or first in grammar.prepositions or first in grammar.not_tail:
        return False
    capitals = sum(word.text[0].isupper() for word in joints.words[start + 1 : end])
    return 5 * capitals < 2 * (end - start)
