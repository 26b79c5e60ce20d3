"""Sentences, clauses and attributions to claims: whose assertion each stretch of a readout is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compare.claims.clauses import split_clauses
from compare.claims.sentences import split_sentences
from compare.claims.verbs import is_finite
from compare.records import Attribution, ChainLink, Claim, Readout, Span, stable_id
from compare.words import LANGUAGES, words_of

_EDGE = re.compile(r"[\s,;:—–\-«“„\"'‘’”»()\[\]]*")
_TRAILING = " \t\r\n\u00a0\u202f,;:—–-«»“„”\"'‘’([)]"
_ENDS_SENTENCE = ".!?…。！？؟۔।"
_DANGLING = frozenset(
    "that and but or while as during which how whether in to of with for on the by "
    "que qu' et mais ou où en de d' dont lors tandis "
    "что и а но как чтобы в во о об на с по "
    "що і й та але як щоб у в про на з за".split()
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of one sentence that belongs to one voice; ``owner`` None: the account itself."""

    span: Span
    owner: int | None


def extract_claims(readout: Readout, attributions: Sequence[Attribution]) -> list[Claim]:
    """The claims of a readout, sorted by start.

    The content of an attribution becomes claims of its kind with its chain, the innermost attribution first;
    what is outside any content becomes claims of kind ``narration``, except phrases that only name a source or a
    speech act, headings without a verb and salutations. Contents and narration are cut into sentences and clauses.

    Args:
        readout: the account; ``readout.language`` chooses the rules.
        attributions: spans are offsets into ``readout.text``; source and cue may be missing.
    """
    text, language = readout.text, readout.language
    sentences = split_sentences(text, language)
    pieces = _pieces(text, sentences, attributions)
    frames = sorted(
        span for attribution in attributions for span in (attribution.source, attribution.cue) if span is not None
    )
    claims: dict[str, Claim] = {}
    frame_at = 0
    for sentence, inside in _by_sentence(sentences, pieces):
        while frame_at < len(frames) and frames[frame_at].end <= sentence.start:
            frame_at += 1
        local = _frames_inside(frames, frame_at, sentence)
        for claim in _claims_of(readout, sentence, inside, local, attributions):
            claims.setdefault(claim.id, claim)
    if not claims:
        for sentence in sentences:
            claim = _claim(readout, (sentence,), None)
            claims.setdefault(claim.id, claim)
    return sorted(claims.values(), key=lambda claim: (claim.start, claim.end, claim.id))


def _pieces(text: str, sentences: Sequence[Span], attributions: Sequence[Attribution]) -> list[_Piece]:
    """The sentences cut at the borders of contents; each piece owned by the smallest content over it."""
    contents = sorted(
        (
            (span, index)
            for index, attribution in enumerate(attributions)
            if attribution.kind != "narration"
            for span in attribution.content
            if len(span)
        ),
        key=lambda item: (item[0].start, -item[0].end, item[1]),
    )
    pieces: list[_Piece] = []
    waiting = 0
    active: list[tuple[Span, int]] = []
    for sentence in sentences:
        active = [item for item in active if item[0].end > sentence.start]
        while waiting < len(contents) and contents[waiting][0].start < sentence.end:
            if contents[waiting][0].end > sentence.start:
                active.append(contents[waiting])
            waiting += 1
        edges = {sentence.start, sentence.end}
        for span, _ in active:
            edges.update(edge for edge in (span.start, span.end) if sentence.start < edge < sentence.end)
        ordered = sorted(edges)
        for left, right in zip(ordered, ordered[1:], strict=False):
            over = [(len(span), index) for span, index in active if span.start <= left and right <= span.end]
            owner = min(over)[1] if over else None
            if pieces and pieces[-1].owner == owner and pieces[-1].span.end == left and left > sentence.start:
                left = pieces.pop().span.start
            pieces.append(_Piece(Span(left, right), owner))
    return pieces


def _by_sentence(
    sentences: Sequence[Span], pieces: Sequence[_Piece]
) -> Iterator[tuple[Span, list[_Piece]]]:
    at = 0
    for sentence in sentences:
        inside = []
        while at < len(pieces) and pieces[at].span.end <= sentence.end:
            inside.append(pieces[at])
            at += 1
        yield sentence, inside


def _frames_inside(frames: Sequence[Span], start: int, sentence: Span) -> list[Span]:
    local = []
    while start < len(frames) and frames[start].start < sentence.end:
        if frames[start].end > sentence.start:
            local.append(frames[start])
        start += 1
    return local


def _claims_of(
    readout: Readout,
    sentence: Span,
    pieces: Sequence[_Piece],
    frames: Sequence[Span],
    attributions: Sequence[Attribution],
) -> Iterator[Claim]:
    text, language = readout.text, readout.language
    alone = len(pieces) == 1
    done: set[int] = set()
    for piece in pieces:
        if piece.owner is None:
            for span in _narrated(text, piece.span, sentence, frames, language, alone):
                yield _claim(readout, (span,), None)
            continue
        if piece.owner in done:
            continue
        done.add(piece.owner)
        own = [trimmed for each in pieces if each.owner == piece.owner if (trimmed := _trim(text, each.span))]
        if not own:
            continue
        attribution = attributions[piece.owner]
        if len(own) == 1 or not text[own[0].end : own[-1].start].strip(_TRAILING + _ENDS_SENTENCE):
            for clause in split_clauses(text, Span(own[0].start, own[-1].end), language):
                trimmed = _trim(text, clause)
                if trimmed:
                    yield _claim(readout, (trimmed,), attribution)
        else:
            yield _claim(readout, tuple(own), attribution)


def _trim(text: str, span: Span) -> Span | None:
    """Without quotation marks, commas and white space at the ends; a final stop goes as well."""
    match = _EDGE.match(text, span.start, span.end)
    start = match.end() if match else span.start
    end = span.end
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    while end > start and not any(char.isalnum() for char in text[start:end]):
        end = start
    return Span(start, end) if end > start else None


def _narrated(
    text: str, span: Span, sentence: Span, frames: Sequence[Span], language: str | None, alone: bool
) -> Iterator[Span]:
    bare = _without(text, span, frames)
    content_words = sum(len(word.text) > 3 for word in words_of(bare, language))
    ended = text[sentence.end - 1] in _ENDS_SENTENCE + "”»\""
    verb = language not in LANGUAGES or any(is_finite(word.folded, language) for word in words_of(bare, language))
    words = len(words_of(bare, language))
    if alone and not frames:
        keep = words > 0 and (ended or (words >= 4 and verb))
        if text[span.end - 1] in ",:" and words < 6:
            keep = False
    else:
        keep = content_words >= 3 and words >= 4 and verb
    if not keep:
        return
    for clause in split_clauses(text, span, language):
        trimmed = _trim(text, clause)
        if trimmed:
            yield trimmed


def _without(text: str, span: Span, frames: Sequence[Span]) -> str:
    kept = []
    start = span.start
    for frame in frames:
        if frame.end <= start or frame.start >= span.end:
            continue
        kept.append(text[start : max(start, frame.start)])
        start = max(start, frame.end)
    kept.append(text[start : span.end])
    return " ".join(kept)


def _claim(readout: Readout, spans: tuple[Span, ...], attribution: Attribution | None) -> Claim:
    chain: tuple[ChainLink, ...] = ()
    if attribution is not None:
        chain = attribution.chain or (
            ChainLink(
                actor=attribution.actor, source=attribution.source, cue=attribution.cue, via=attribution.via
            ),
        )
    return Claim(
        id=stable_id("k", readout.id, *((span.start, span.end) for span in spans)),
        readout=readout.id,
        start=spans[0].start,
        end=spans[-1].end,
        spans=spans,
        kind=attribution.kind if attribution else "narration",
        chain=chain,
    )
