"""Which words of another account answer a stretch of an account, by the alignment of their words."""

from __future__ import annotations

from functools import cached_property

from compare.embedding.encoder import Encoder
from compare.entailment.token_states import TokenStates, shared_token_states
from compare.framing.accounts import Accounts
from compare.framing.slots import Slot, mirrored, shown_sides, slots_of, words_span
from compare.framing.word_alignment import AlignedText, Alignment, align
from compare.records import Span

_WIDEST = 3
"""Words between the first and the last answering word, beyond those asked about."""
_AFTER = 3
"""Words after a stretch among which the one that it bears on is sought."""
NEAR, NEAR_ACROSS = 0.4, 0.28
"""Nearness of two sentences (0..1) from which their words are held together; matched claims always are."""
SURE, SURE_ACROSS = 0.55, 0.385
"""Nearness from which words in one place answer each other without matched claims: in long accounts, words of
sentences that are merely alike stand in one place by chance."""


class Answers:
    """Alignments of every two accounts of a comparison, each made once."""

    def __init__(self, accounts: Accounts, encoder: Encoder) -> None:
        self.accounts = accounts
        self.encoder = encoder
        self.tokens: TokenStates = shared_token_states()
        self._alignments: dict[tuple[int, int], Alignment] = {}
        self._slots: dict[tuple[int, int], list[Slot]] = {}

    @cached_property
    def texts(self) -> list[AlignedText]:
        """The accounts' texts, in their order."""
        return [AlignedText(each.reading, self.tokens, self.encoder) for each in self.accounts.accounts]

    def alignment(self, one: int, other: int) -> Alignment:
        """Words of one account that answer words of the other."""
        if one > other:
            return self.alignment(other, one).mirrored
        if (one, other) not in self._alignments:
            self._alignments[one, other] = align(self.texts[one], self.texts[other])
        return self._alignments[one, other]

    def slots(self, one: int, other: int) -> list[Slot]:
        """What stands in one place of two accounts and differs, in sentences that are near enough."""
        if one > other:
            return [mirrored(slot) for slot in self.slots(other, one)]
        if (one, other) not in self._slots:
            left, right = self.texts[one], self.texts[other]
            found = slots_of(left, right, self.alignment(one, other))
            self._slots[one, other] = [slot for slot in found if self._near(one, other, slot)]
        return self._slots[one, other]

    def answer(self, place: int, start: int, end: int, other: int) -> Span | None:
        """What the account ``other`` has in place of a stretch of ``place``, or of half of it."""
        left, right = self.texts[place], self.texts[other]
        words = range(left.reading.first_word(start), left.reading.last_word(end) + 1)
        asked = [word for word in words if left.content[word]]
        for slot in self.slots(place, other):
            held = sum(word in slot.left for word in asked)
            if held and 2 * held >= len(asked) and self.surely_near(place, other, slot):
                return shown_sides(left, right, slot)[1]
        return None

    def alike(self, place: int, start: int, end: int, other: int) -> Span | None:
        """The words of the account ``other`` that say the same as words of a stretch, if they stand together.

        Where none does, the word that says the same as the one right after the stretch.
        """
        left, right, alignment = self.texts[place], self.texts[other], self.alignment(place, other)
        near = self._least(place, other, NEAR, NEAR_ACROSS)
        asked, after = self._words(place, start, end)
        same = {
            word: alignment.forth[word]
            for word in (*asked, *after)
            if left.content[word] and alignment.says(word, near)
        }
        found = sorted(same[word] for word in asked if word in same)
        if not found:
            found = [same[word] for word in after if word in same][:1]
        if not found or found[-1] - found[0] > len(asked) + _WIDEST:
            return None
        span = words_span(right, range(found[0], found[-1] + 1))
        if span.end > right.reading.sentence_at(span.start).end:
            return None
        return Span(*right.reading.noun_phrase(span.start, span.end, left=2, right=0))

    def answered(self, place: int, start: int, end: int, other: int) -> float:
        """Share of a stretch's words of content that the account ``other`` says too, 0..1."""
        text, alignment = self.texts[place], self.alignment(place, other)
        near = self._least(place, other, NEAR, NEAR_ACROSS)
        words = range(text.reading.first_word(start), text.reading.last_word(end) + 1)
        asked = [word for word in words if text.content[word]]
        return sum(alignment.says(word, near) for word in asked) / max(1, len(asked))

    def in_place(self, one: int, a: Span, other: int, b: Span) -> bool:
        """Do two stretches stand in one place: in one slot, or with words that are each other's nearest?

        Where neither holds, words that say the same right after both put them in one place: “may *open*”.
        """
        left, alignment = self.texts[one], self.alignment(one, other)
        mine, after_mine = self._words(one, a.start, a.end)
        theirs, after_theirs = self._words(other, b.start, b.end)
        if any(alignment.forth[word] in theirs for word in mine if left.content[word]):
            return True
        borne = next((word for word in after_mine if left.content[word]), None)
        near = self._least(one, other, NEAR, NEAR_ACROSS)
        if borne is not None and alignment.forth[borne] in after_theirs and alignment.says(borne, near):
            return True
        return any(_share(slot.left, mine) and _share(slot.right, theirs) for slot in self.slots(one, other))

    def _words(self, place: int, start: int, end: int) -> tuple[range, range]:
        """Words of a stretch, and those right after it that no punctuation parts from it."""
        reading = self.texts[place].reading
        own = range(reading.first_word(start), reading.last_word(end) + 1)
        stop = min(own.stop + _AFTER, len(reading.words))
        parted = (word + 1 for word in range(own.stop - 1, stop - 1) if reading.parted(word))
        return own, range(own.stop, next(parted, stop))

    def surely_near(self, one: int, other: int, slot: Slot) -> bool:
        """Are the sentences of a slot very near, or near and their claims matched?"""
        if slot.nearness >= self._least(one, other, SURE, SURE_ACROSS):
            return True
        near = slot.nearness >= self._least(one, other, NEAR, NEAR_ACROSS)
        return near and self._matched(one, other, slot)

    def _near(self, one: int, other: int, slot: Slot) -> bool:
        near = slot.nearness >= self._least(one, other, NEAR, NEAR_ACROSS)
        return near or self._matched(one, other, slot)

    def _matched(self, one: int, other: int, slot: Slot) -> bool:
        a, b = shown_sides(self.texts[one], self.texts[other], slot)
        return self.accounts.told_alike(one, a, other, b) is not None

    def _least(self, one: int, other: int, same: float, across: float) -> float:
        """One of two thresholds, by whether both accounts are in one language."""
        languages = {self.texts[each].reading.language for each in (one, other)}
        return same if len(languages) == 1 else across


def _share(one: range, other: range) -> bool:
    return max(one.start, other.start) < min(one.stop, other.stop)
