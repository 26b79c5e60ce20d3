"""Attributions of a readout that was split from an article, in the readout's own offsets."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from compare.attribution.find import find_attributions
from compare.records import Attribution, ChainLink, Document, Readout, Segment, Span
from compare.resources import Resources


def derived_attributions(
    readout: Readout, document: Document, resources: Resources
) -> tuple[Attribution, ...]:
    """The attributions of ``document`` whose content lies in ``readout``, with spans of ``readout.text``.

    Sources and cues that lie outside of the readout's segments become None; chains keep their actors.

    Raises:
        ValueError: the readout does not derive from this document.
    """
    derivation = readout.derived_from
    if derivation is None or derivation.document != document.id:
        raise ValueError(f"{readout.source}: does not derive from document {document.id}")
    segments = sorted(derivation.segments, key=lambda piece: piece.source_start)
    starts = [piece.source_start for piece in segments]
    found = []
    for one in find_attributions(document.text, document.language or readout.language, resources):
        content = tuple(span for part in one.content for span in _pieces(part, segments, starts))
        if content:
            found.append(
                replace(
                    one,
                    content=tuple(sorted(content)),
                    source=_whole(one.source, segments, starts),
                    cue=_whole(one.cue, segments, starts),
                    chain=tuple(_link(link, segments, starts) for link in one.chain),
                )
            )
    return tuple(sorted(found, key=lambda one: (one.content[0].start, -one.content[-1].end)))


def _pieces(span: Span, segments: list[Segment], starts: list[int]) -> list[Span]:
    pieces = []
    at = max(0, bisect_right(starts, span.start) - 1)
    while at < len(segments) and segments[at].source_start < span.end:
        piece = segments[at]
        start, end = max(span.start, piece.source_start), min(span.end, piece.source_end)
        if start < end:
            shift = piece.start - piece.source_start
            pieces.append(Span(start + shift, end + shift))
        at += 1
    return pieces


def _whole(span: Span | None, segments: list[Segment], starts: list[int]) -> Span | None:
    if span is None:
        return None
    pieces = _pieces(span, segments, starts)
    return pieces[0] if len(pieces) == 1 and len(pieces[0]) == len(span) else None


def _link(link: ChainLink, segments: list[Segment], starts: list[int]) -> ChainLink:
    return replace(link, source=_whole(link.source, segments, starts), cue=_whole(link.cue, segments, starts))
