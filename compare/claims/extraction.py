"""Sentences, clauses and attributions to claims: one assertion each, with who asserts it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare.claims.clauses import MIN_WORDS, split_clauses
from compare.claims.fragments import is_dateline, is_fragment, joins, without_response
from compare.claims.leftovers import asserts, stands_alone, trim, without_dangling, without_reporting_clause
from compare.claims.sentences import split_sentences
from compare.claims.speech_acts import with_speech_acts
from compare.claims.verbs import is_finite
from compare.claims.voices import Frame, Piece, Voiced, voices_of
from compare.claims.wordlists import word_class
from compare.records import Attribution, ChainLink, Claim, Readout, Span, stable_id
from compare.words import LANGUAGES, words_of

_Told = tuple[tuple[Span, ...], int | None]
"""The spans of an assertion, and the index of the attribution that it belongs to; None: the account's own."""


def extract_claims(readout: Readout, attributions: Sequence[Attribution]) -> list[Claim]:
    """The claims of a readout, sorted by start; none twice.

    The content of an attribution becomes claims of its kind with its chain, the innermost attribution first;
    what is outside any content becomes claims of kind ``narration``, except phrases that only name a source
    or a speech act, headings without a verb and salutations. A fragment (*Together.*) belongs to the sentence
    before it, a particle of answer (*Yes,*) to no claim. A text of which nothing else would remain keeps its
    sentences.

    Args:
        readout: the account; ``readout.language`` chooses the rules.
        attributions: spans are offsets into ``readout.text``; source and cue may be missing.
    """
    sentences = split_sentences(readout.text, readout.language)
    told: list[_Told] = []
    for voiced in voices_of(sentences, attributions):
        acted = with_speech_acts(readout.text, voiced, attributions, readout.language)
        for one in _told_in(readout, acted):
            _add(told, one, readout)
    found: dict[str, Claim] = {}
    for spans, owner in told:
        claim = _claim(readout, spans, None if owner is None else attributions[owner])
        found.setdefault(claim.id, claim)
    if not found:
        for sentence in sentences:
            claim = _claim(readout, (sentence,), None)
            found.setdefault(claim.id, claim)
    return sorted(found.values(), key=lambda claim: (claim.start, claim.end, claim.id))


def _told_in(readout: Readout, voiced: Voiced) -> Iterator[_Told]:
    done: set[int] = set()
    for piece in voiced.pieces:
        if piece.owner is None:
            for span in _narrated(readout, piece, voiced):
                yield (span,), None
        elif piece.owner not in done:
            done.add(piece.owner)
            for spans in _reported(readout, piece.owner, voiced):
                yield spans, piece.owner


def _add(told: list[_Told], one: _Told, readout: Readout) -> None:
    """Adds an assertion; a fragment goes to the one before it, a dateline or a word that answers to none."""
    spans, owner = one
    text, language = readout.text, readout.language
    first = without_response(text, spans[0], language)
    if len(spans) == 1 and (first is None or (owner is None and is_dateline(text, first, language))):
        return
    spans = spans if first is None else (first, *spans[1:])
    if len(spans) == 1 and is_fragment(text, spans[0], language):
        before = told[-1] if told else None
        if before is not None and before[1] == owner and joins(text, before[0][-1], spans[0]):
            told[-1] = (*before[0][:-1], Span(before[0][-1].start, spans[0].end)), owner
            return
        if owner is not None and len(words_of(spans[0].of(text), language)) == 1:
            return
    told.append((spans, owner))


def _narrated(readout: Readout, piece: Piece, voiced: Voiced) -> Iterator[Span]:
    """The assertions of the account itself in one piece of a sentence."""
    text, language = readout.text, readout.language
    if len(voiced.pieces) == 1:
        named = [frame.span for frame in voiced.frames]
        if stands_alone(text, voiced.sentence, language) and (
            not named or asserts(text, piece.span, named, language)
        ):
            yield from _clauses(text, piece.span, language)
        return
    before = piece is not voiced.pieces[-1]
    after = piece is not voiced.pieces[0]
    frames = voiced.frames_in(piece.span)
    for span in _beside_frames(text, piece.span, frames, language):
        bare = without_reporting_clause(text, span, [frame.span for frame in frames], before, after)
        if (trimmed := trim(text, bare)) is not None:
            yield trimmed


def _beside_frames(text: str, span: Span, frames: Sequence[Frame], language: str | None) -> Iterator[Span]:
    inside = sorted(frame.span for frame in frames if frame.span.overlap(span))
    if not asserts(text, span, inside, language):
        return
    for clause in split_clauses(text, span, language):
        if asserts(text, clause, inside, language) or not any(frame.overlap(clause) for frame in inside):
            trimmed = without_dangling(text, clause, language)
            if trimmed is not None:
                yield trimmed


def _reported(readout: Readout, owner: int, voiced: Voiced) -> Iterator[tuple[Span, ...]]:
    """One attribution's assertions in one sentence; several spans where its words are interrupted."""
    text, language = readout.text, readout.language
    whole: list[Span] = []
    for piece in voiced.pieces:
        if piece.owner != owner:
            continue
        inner = [frame for frame in voiced.frames_in(piece.span) if frame.owner != owner]
        if inner:
            for span in _beside_frames(text, piece.span, inner, language):
                yield (span,)
        elif (trimmed := trim(text, piece.span)) is not None:
            whole.append(trimmed)
    if not whole:
        return
    if len(whole) == 1 or not any(char.isalnum() for char in text[whole[0].end : whole[-1].start]):
        whole = [Span(whole[0].start, whole[-1].end)]
    elif not all(_is_clause(text, span, language) for span in whole):
        yield tuple(whole)
        return
    for span in whole:
        for clause in _clauses(text, span, language):
            yield (clause,)


def _is_clause(text: str, span: Span, language: str | None) -> bool:
    """Whether a part of an interrupted quotation is an assertion of its own."""
    words = words_of(span.of(text), language)
    if len(words) < MIN_WORDS or words[0].folded in word_class(language or "", "conditions"):
        return False
    return language not in LANGUAGES or any(is_finite(word.folded, language or "") for word in words)


def _clauses(text: str, span: Span, language: str | None) -> Iterator[Span]:
    for clause in split_clauses(text, span, language):
        trimmed = trim(text, clause)
        if trimmed is not None:
            yield trimmed


def _claim(readout: Readout, spans: tuple[Span, ...], attribution: Attribution | None) -> Claim:
    return Claim(
        id=stable_id("k", readout.id, *(f"{span.start}:{span.end}" for span in spans)),
        readout=readout.id,
        start=spans[0].start,
        end=spans[-1].end,
        spans=spans,
        kind=attribution.kind if attribution else "narration",
        chain=_chain(attribution) if attribution else (),
    )


def _chain(attribution: Attribution) -> tuple[ChainLink, ...]:
    if attribution.chain:
        return attribution.chain
    link = ChainLink(
        actor=attribution.actor, source=attribution.source, cue=attribution.cue, via=attribution.via
    )
    return (link,)
