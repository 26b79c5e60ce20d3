"""Whose words each stretch of a sentence is: sentences cut at the borders of attributed contents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from compare.records import Attribution, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one sentence in one voice; ``owner`` indexes the attributions, None: the account."""

    span: Span
    owner: int | None


@dataclass(frozen=True, slots=True)
class Frame:
    """The words that name a source or a speech act of the attribution ``owner``."""

    span: Span
    owner: int


@dataclass(frozen=True, slots=True)
class Voiced:
    """A sentence, its pieces in order (together they are the sentence) and the frames that touch it.

    The frames are sorted by start; ``reach`` is the length of the longest one.
    """

    sentence: Span
    pieces: tuple[Piece, ...]
    frames: tuple[Frame, ...]
    reach: int

    def frames_in(self, span: Span) -> list[Frame]:
        """The frames that share a character with this span."""
        first = bisect_left(self.frames, span.start - self.reach, key=lambda frame: frame.span.start)
        last = bisect_left(self.frames, span.end, key=lambda frame: frame.span.start)
        return [frame for frame in self.frames[first:last] if frame.span.end > span.start]


def voices_of(sentences: Sequence[Span], attributions: Sequence[Attribution]) -> Iterator[Voiced]:
    """Each sentence with its pieces; where contents overlap, the shortest owns: the innermost speaker.

    Args:
        sentences: sorted and disjoint.
        attributions: in any order; those of kind ``narration`` are the account's own voice.
    """
    contents = _sweep(
        [
            Frame(span, index)
            for index, attribution in enumerate(attributions)
            if attribution.kind != "narration"
            for span in attribution.content
        ],
        sentences,
    )
    frames = _sweep(
        [
            Frame(span, index)
            for index, attribution in enumerate(attributions)
            for span in _frame_spans(attribution)
        ],
        sentences,
    )
    for sentence, inside, around in zip(sentences, contents, frames, strict=True):
        reach = max((len(frame.span) for frame in around), default=0)
        yield Voiced(sentence, tuple(_pieces(sentence, inside)), tuple(around), reach)


def _frame_spans(attribution: Attribution) -> set[Span]:
    links = [(link.source, link.cue) for link in attribution.chain]
    named = [attribution.source, attribution.cue, *(span for link in links for span in link)]
    return {span for span in named if span is not None}


def _sweep(marked: list[Frame], sentences: Sequence[Span]) -> Iterator[list[Frame]]:
    """For each sentence the marked spans that touch it, sorted; one pass over both."""
    waiting = sorted(marked, key=lambda item: (item.span, item.owner))
    at = 0
    active: list[Frame] = []
    for sentence in sentences:
        while at < len(waiting) and waiting[at].span.start < sentence.end:
            active.append(waiting[at])
            at += 1
        active = [item for item in active if item.span.end > sentence.start]
        yield list(active)


def _pieces(sentence: Span, contents: Sequence[Frame]) -> Iterator[Piece]:
    edges = {sentence.start, sentence.end}
    for content in contents:
        edges.update(
            edge for edge in (content.span.start, content.span.end) if sentence.start < edge < sentence.end
        )
    ordered = sorted(edges)
    start = ordered[0]
    owner = _owner(start, ordered[1], contents)
    for left, right in pairwise(ordered[1:]):
        following = _owner(left, right, contents)
        if following != owner:
            yield Piece(Span(start, left), owner)
            start, owner = left, following
    yield Piece(Span(start, ordered[-1]), owner)


def _owner(left: int, right: int, contents: Sequence[Frame]) -> int | None:
    over = [
        (len(content.span), content.owner)
        for content in contents
        if content.span.start <= left and right <= content.span.end
    ]
    return min(over)[1] if over else None
