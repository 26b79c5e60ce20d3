"""Sentences, clauses and attributions to claims: one assertion each, with who asserts it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare.claims.clauses import MIN_WORDS, split_clauses
from compare.claims.leftovers import asserts, stands_alone, trim, without_dangling, without_reporting_clause
from compare.claims.sentences import split_sentences
from compare.claims.speech_acts import with_speech_acts
from compare.claims.verbs import is_finite
from compare.claims.voices import Frame, Piece, Voiced, voices_of
from compare.claims.wordlists import word_class
from compare.records import Attribution, ChainLink, Claim, Readout, Span, stable_id
from compare.words import LANGUAGES, words_of


def extract_claims(readout: Readout, attributions: Sequence[Attribution]) -> list[Claim]:
    """The claims of a readout, sorted by start; none twice.

    The content of an attribution becomes claims of its kind with its chain, the innermost attribution first;
    what is outside any content becomes claims of kind ``narration``, except phrases that only name a source
    or a speech act, headings without a verb and salutations. A text of which nothing else would remain
    keeps its sentences.

    Args:
        readout: the account; ``readout.language`` chooses the rules.
        attributions: spans are offsets into ``readout.text``; source and cue may be missing.
    """
    sentences = split_sentences(readout.text, readout.language)
    found: dict[str, Claim] = {}
    for voiced in voices_of(sentences, attributions):
        told = with_speech_acts(readout.text, voiced, attributions, readout.language)
        for claim in _claims_of(readout, told, attributions):
            found.setdefault(claim.id, claim)
    if not found:
        for sentence in sentences:
            claim = _claim(readout, (sentence,), None)
            found.setdefault(claim.id, claim)
    return sorted(found.values(), key=lambda claim: (claim.start, claim.end, claim.id))


def _claims_of(readout: Readout, voiced: Voiced, attributions: Sequence[Attribution]) -> Iterator[Claim]:
    done: set[int] = set()
    for piece in voiced.pieces:
        if piece.owner is None:
            for span in _narrated(readout, piece, voiced):
                yield _claim(readout, (span,), None)
        elif piece.owner not in done:
            done.add(piece.owner)
            for spans in _reported(readout, piece.owner, voiced):
                yield _claim(readout, spans, attributions[piece.owner])


def _narrated(readout: Readout, piece: Piece, voiced: Voiced) -> Iterator[Span]:
    """The assertions of the account itself in one piece of a sentence."""
    text, language = readout.text, readout.language
    if len(voiced.pieces) == 1:
        frames = [frame.span for frame in voiced.frames]
        if stands_alone(text, voiced.sentence, language) and (
            not frames or asserts(text, piece.span, frames, language)
        ):
            yield from _clauses(text, piece.span, language)
        return
    before = piece is not voiced.pieces[-1]
    after = piece is not voiced.pieces[0]
    for span in _beside_frames(text, piece.span, voiced.frames, language):
        bare = without_reporting_clause(text, span, [frame.span for frame in voiced.frames], before, after)
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
        inner = [frame for frame in voiced.frames if frame.owner != owner and frame.span.overlap(piece.span)]
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
