"""A readout's text cut where claims and framing spans begin and end, so that overlapping marks can be drawn.

The segments of a text, joined, are the text itself, but for the line breaks between its paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from compare.records import Claim, FramingDifference, Readout, Span


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that the same claims and the same framing differences cover.

    ``claims`` go from the innermost (the shortest) outwards, ``framing`` from the strongest downwards.
    ``opens`` are the claims whose first words these are; ``closes`` those that end here, the punctuation that
    follows a claim included.
    """

    start: int
    end: int
    text: str
    claims: tuple[str, ...]
    framing: tuple[str, ...]
    opens: tuple[str, ...]
    closes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring segments with one innermost claim (None: outside of all claims)."""

    claim: str | None
    segments: tuple[Segment, ...]

    @property
    def closes(self) -> tuple[str, ...]:
        return tuple(claim for segment in self.segments for claim in segment.closes)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a readout."""

    start: int
    end: int
    runs: tuple[Run, ...]


_BREAK = re.compile(r"[ \t]*\r?\n(?:[ \t]*\r?\n)*[ \t]*")
_SENTENCE_END = tuple('.!?…:;”»")')
_CLOSING = re.compile("[.,;:!?…”»’\"')\\]]+(?=\\s|$)")
_WRAPPED = 55
"""A line of at least this many characters that ends inside a sentence is taken for a wrapped one."""


def cut(
    readout: Readout,
    claims: Sequence[Claim],
    framing: Sequence[FramingDifference],
    breaks: Iterable[int] = (),
) -> tuple[Paragraph, ...]:
    """The paragraphs of a readout with their marks; ``breaks`` are further offsets where a paragraph ends."""
    own = {claim.id for claim in claims}
    claim_spans = {claim.id: claim.spans for claim in claims}
    framing_spans = {
        each.id: tuple(Span(span.start, span.end) for span in each.spans if span.claim in own)
        for each in framing
    }
    size = {claim.id: (sum(len(span) for span in claim.spans), claim.start, claim.id) for claim in claims}
    strength = {each.id: (-each.strength * each.confidence, each.id) for each in framing}
    everything = [span for spans in (*claim_spans.values(), *framing_spans.values()) for span in spans]
    edges = {edge for span in everything for edge in (span.start, span.end)}
    first = {claim.id: min(span.start for span in claim.spans) for claim in claims if claim.spans}
    last = {claim.id: _past_punctuation(readout.text, claim) for claim in claims if claim.spans}
    edges |= set(last.values())
    ends = sorted((end, *size[claim], claim) for claim, end in last.items())

    paragraphs = []
    for start, end in paragraph_bounds(readout.text, breaks):
        cuts = sorted({start, end} | {edge for edge in edges if start < edge < end})
        segments = []
        for left, right in pairwise(cuts):
            covering = sorted(_covering(claim_spans, left, right), key=size.__getitem__)
            segments.append(
                Segment(
                    start=left,
                    end=right,
                    text=readout.text[left:right],
                    claims=tuple(covering),
                    framing=tuple(sorted(_covering(framing_spans, left, right), key=strength.__getitem__)),
                    opens=tuple(claim for claim in covering if left <= first[claim] < right),
                    closes=tuple(each[-1] for each in ends if left < each[0] <= right),
                )
            )
        paragraphs.append(Paragraph(start, end, _runs(segments)))
    return tuple(paragraphs)


def paragraph_bounds(text: str, breaks: Iterable[int] = ()) -> list[tuple[int, int]]:
    """Offsets of the paragraphs: at empty lines and at line breaks that are not those of wrapped lines."""
    ends = []
    line = 0
    for found in _BREAK.finditer(text):
        before = text[line : found.start()]
        if found[0].count("\n") > 1 or len(before) < _WRAPPED or before.endswith(_SENTENCE_END):
            ends.append((found.start(), found.end()))
        line = found.end()
    ends += [(offset, offset) for offset in breaks]
    bounds = []
    start = 0
    for stop, resume in sorted(ends):
        if start < stop and text[start:stop].strip():
            bounds.append((start, stop))
        start = max(start, resume)
    if text[start:].strip():
        bounds.append((start, len(text)))
    return bounds


def _past_punctuation(text: str, claim: Claim) -> int:
    """Where a mark after the claim does not part it from the full stop or the closing quotes."""
    end = max(span.end for span in claim.spans)
    found = _CLOSING.match(text, end)
    return found.end() if found else end


def _covering(spans: Mapping[str, Sequence[Span]], start: int, end: int) -> list[str]:
    return [
        id for id, found in spans.items() if any(span.start <= start and end <= span.end for span in found)
    ]


def _runs(segments: Sequence[Segment]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for segment in segments:
        claim = segment.claims[0] if segment.claims else None
        # A run ends where a claim does, so that its mark can follow at once.
        if runs and runs[-1].claim == claim and not runs[-1].closes:
            runs[-1] = Run(claim, (*runs[-1].segments, segment))
        else:
            runs.append(Run(claim, (segment,)))
    return tuple(runs)
