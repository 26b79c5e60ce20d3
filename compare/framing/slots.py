"""Stretches of two aligned texts that stand in one place of both and do not say the same.

A stretch is a run of words that no word of the other text answers fully. Two of them are alternatives where
their words are each other's nearest all the same, or where they stand beside words that answer each other; a
stretch that has no alternative is an addition to the words beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from compare.framing.word_alignment import AlignedText, Alignment
from compare.records import Span

_BESIDE = 0.3
"""What a neighbour that is answered adds for a pair of stretches, on the likeness of their words."""
_LEAST = 0.2
_NEAR = 3
"""Words from an addition to the word that it is added to, at most, for both to be shown."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Words ``left`` of the one text and ``right`` of the other, as ranges of words; one may be empty.

    ``links``: likeness of the words that are nearest each other, summed; ``before``, ``after``: do the
    words at that side answer each other; ``at``: for an empty stretch the word that stands in its place,
    and ``beside`` the word beside the other stretch that it answers.
    """

    left: range
    right: range
    links: float
    before: bool
    after: bool
    nearness: float
    at: int = -1
    beside: int = -1


def slots_of(one: AlignedText, other: AlignedText, alignment: Alignment) -> list[Slot]:
    """Slots of two aligned texts in the order of the first one; mirrored if the texts are exchanged."""
    strong = [
        j if j >= 0 and value >= alignment.threshold else -1
        for j, value in zip(alignment.forth, alignment.likeness, strict=True)
    ]
    strong_back = [-1] * len(other.reading.words)
    for i, j in enumerate(strong):
        if j >= 0:
            strong_back[j] = i
    weak = {
        i: j
        for i, j in enumerate(alignment.forth)
        if j >= 0 and strong[i] < 0 and one.content[i] and other.content[j]
    }
    weak_back = {j: i for i, j in weak.items()}
    left, right = list(_runs(one, strong)), list(_runs(other, strong_back))
    mine, theirs = _cut(left, weak, right), _cut(right, weak_back, left)
    sides = (one, other, strong, strong_back)
    ranked = sorted(
        (
            (-round(value, 5), a.start, b.start, _slot(a, b, weak, alignment, sides))
            for a in mine
            for b in theirs
            if (value := _bond(a, b, weak, alignment, sides)) >= _LEAST
        ),
        key=lambda each: each[:3],
    )
    found: list[Slot] = []
    used: tuple[set[int], set[int]] = set(), set()
    for _, start, far, slot in ranked:
        if start not in used[0] and far not in used[1]:
            found.append(slot)
            used[0].add(start)
            used[1].add(far)
    near = alignment.nearness
    found += [
        Slot(a, range(0), 0.0, *_held(a, one, strong), near[beside], strong[beside], beside)
        for a in mine
        if a.start not in used[0] and (beside := _answered(a, one, strong)) >= 0
    ]
    found += [
        Slot(range(0), b, 0.0, *_held(b, other, strong_back), near[at], at, beside)
        for b in theirs
        if b.start not in used[1] and (beside := _answered(b, other, strong_back)) >= 0
        for at in (strong_back[beside],)
    ]
    return sorted(
        found, key=lambda each: (each.left.start, each.right.start, each.left.stop, each.right.stop)
    )


def words_span(text: AlignedText, words: range) -> Span:
    """Where a range of words stands in the text."""
    return Span(text.reading.words[words[0]].start, text.reading.words[words[-1]].end)


def shown_sides(one: AlignedText, other: AlignedText, slot: Slot) -> tuple[Span, Span]:
    """The words that a reader is shown for a slot: a phrase on each side.

    An addition is shown with the word that it is added to, and on the other side the word that answers that,
    or the object that this word has: “recognise the *groups*” against “recognition of the *republics*”.
    """
    if len(slot.left) and len(slot.right):
        return _phrase(one, slot.left), _phrase(other, slot.right)
    if len(slot.left):
        return _added(one, slot), _in_its_place(one, other, slot)
    return _in_its_place(other, one, slot), _added(other, slot)


def _phrase(text: AlignedText, words: range, right: int = 1) -> Span:
    span = words_span(text, words)
    return Span(*text.reading.noun_phrase(span.start, span.end, left=2, right=right))


def _added(text: AlignedText, slot: Slot) -> Span:
    words = slot.left or slot.right
    through = range(words.stop - 1, slot.beside)
    near = slot.beside > words[0] and len(through) <= _NEAR
    if near and not any(text.reading.parted(word) for word in through):
        return _phrase(text, range(words.start, slot.beside + 1), right=0)
    return _phrase(text, words)


def _in_its_place(added_to: AlignedText, text: AlignedText, slot: Slot) -> Span:
    """What ``text`` has where the other one adds words."""
    words = slot.left or slot.right
    between = range(slot.beside + 1, words.start)
    if slot.at + 1 < len(text.reading.words) and between and _all(added_to, between, ("article",)):
        last = text.reading.last_word(text.reading.sentence_at(text.reading.words[slot.at].start).end)
        start = next((word for word in range(slot.at + 1, last + 1) if text.content[word]), slot.at)
        led = range(slot.at + 1, start)
        parted = any(text.reading.parted(word) for word in range(slot.at, start))
        if led and not parted and _all(text, led, ("article", "belonging")):
            return _phrase(text, range(start, start + 1), right=3)
    return _phrase(text, range(slot.at, slot.at + 1))


def _all(text: AlignedText, words: range, roles: tuple[str, ...]) -> bool:
    return all(text.reading.role(text.reading.words[word]) in roles for word in words)


def mirrored(slot: Slot) -> Slot:
    """The same slot of the exchanged texts."""
    return replace(slot, left=slot.right, right=slot.left)


def _runs(text: AlignedText, strong: list[int]) -> Iterator[range]:
    """Words of content that nothing answers fully, between function words and punctuation."""
    start = -1
    for number in range(len(text.reading.words)):
        free = bool(text.content[number]) and strong[number] < 0
        if start >= 0 and (not free or text.reading.parted(number - 1)):
            yield range(start, number)
            start = -1
        if free and start < 0:
            start = number
    if start >= 0:
        yield range(start, len(text.reading.words))


def _cut(runs: list[range], weak: dict[int, int], others: list[range]) -> list[range]:
    """Runs cut between two words whose nearest words stand in different runs of the other text."""
    home = {word: number for number, run in enumerate(others) for word in run}
    pieces = []
    for run in runs:
        start, last = run.start, None
        for word in run:
            here = home.get(weak.get(word, -1))
            if here is None:
                continue
            if last is not None and here != last:
                pieces.append(range(start, word))
                start = word
            last = here
        pieces.append(range(start, run.stop))
    return pieces


_Sides = tuple[AlignedText, AlignedText, list[int], list[int]]


def _bond(a: range, b: range, weak: dict[int, int], alignment: Alignment, sides: _Sides) -> float:
    slot = _slot(a, b, weak, alignment, sides)
    return slot.links + _BESIDE * (slot.before + slot.after)


def _slot(a: range, b: range, weak: dict[int, int], alignment: Alignment, sides: _Sides) -> Slot:
    linked = [word for word in a if weak.get(word, -1) in b]
    before, after = _beside(a, b, sides, -1), _beside(a, b, sides, 1)
    near = max((alignment.nearness[word] for word in (*linked, *before, *after)), default=0.0)
    return Slot(
        a, b, round(sum(alignment.likeness[word] for word in linked), 5), bool(before), bool(after), near
    )


def _beside(a: range, b: range, sides: _Sides, step: int) -> list[int]:
    """The next word of content beside the one stretch, if it is answered by that beside the other one."""
    one, other, strong, _ = sides
    i, j = _neighbour(one, a, step), _neighbour(other, b, step)
    return [i] if i >= 0 and j >= 0 and strong[i] == j else []


def _neighbour(text: AlignedText, words: range, step: int) -> int:
    """The nearest word of content before (−1) or after (1) a stretch in its sentence; −1 if none."""
    place = words.stop if step > 0 else words.start - 1
    sentence = text.reading.sentence_at(text.reading.words[words[0]].start)
    while 0 <= place < len(text.reading.words):
        word = text.reading.words[place]
        if not sentence.start <= word.start < sentence.end:
            return -1
        if text.content[place]:
            return place
        place += step
    return -1


def _held(words: range, text: AlignedText, strong: list[int]) -> tuple[bool, bool]:
    before, after = _neighbour(text, words, -1), _neighbour(text, words, 1)
    return before >= 0 and strong[before] >= 0, after >= 0 and strong[after] >= 0


def _answered(words: range, text: AlignedText, strong: list[int]) -> int:
    """The word beside an added stretch that is answered, first the one after it; −1 if none is."""
    for step in (1, -1):
        beside = _neighbour(text, words, step)
        if beside >= 0 and strong[beside] >= 0:
            return beside
    return -1
