"""Statements whose verb is passive, an infinitive, impersonal, or carries its pronoun inside."""

from __future__ import annotations

from compare.attribution.appositions import apposition_start
from compare.attribution.clause import DASHES, Clause
from compare.attribution.complements import complement_of
from compare.attribution.content import Statement, content_spans, joined_spans, span_of
from compare.attribution.cues import Cue
from compare.attribution.edges import (
    after_complementiser,
    clause_before,
    comma_after,
    left_edge,
    quote_before,
    resumption,
    right_edge,
)
from compare.attribution.phrases import source_left, source_right

_FOLLOWING = {"следовать", "випливати"}
_OUT_OF = {"из", "з", "із", "зі"}
"""«Из протокола следует, что P» reports, «следует помнить, что P» does not."""


def is_passive(clause: Clause, cue: Cue, start: int) -> bool:
    if clause.language == "en":
        group = [clause.word(i) for i in range(start, cue.first)]
        if cue.use == "gerund":
            return False
        return bool(group) and any(w in clause.grammar.be for w in group) and cue.use == "finite"
    if clause.language == "fr":
        group = [clause.word(i) for i in range(start, cue.first)]
        return (
            cue.use == "participle"
            and any(w in clause.grammar.be | {"été"} for w in group)
            and not any(w in {"s'", "se"} for w in group)
        )
    return False


def has_auxiliary(clause: Clause, cue: Cue, start: int) -> bool:
    return any(clause.word(i) in clause.grammar.auxiliaries for i in range(start, cue.first))


def passive_statement(clause: Clause, cue: Cue, start: int, number: int, text: str) -> Statement | None:
    """``It is reported by X that P``; ``This is reported by X``; ``X was accused by Y of P``."""
    at = cue.last
    source = None
    if clause.word(at) in clause.grammar.by:
        source = source_right(clause, at + 1)
        after = source[1] if source else at
    else:
        after = at
    anaphoric = clause.is_anaphor(0) and start <= 4
    if anaphoric:
        return (
            Statement(
                number,
                [],
                "indirect",
                span_of(clause, 0, (at + 1) if source else at),
                cue.term,
                cue.stance,
                source=span_of(clause, *source) if source else None,
                source_tokens=source,
                anaphoric=True,
                frames=cue.frames,
                addressee=_after_to(clause, after),
            )
            if source
            else None
        )
    complement = complement_of(clause, cue, after)
    impersonal = clause.word(start - 1) in {"it", "il"}
    if complement and complement.kind in {"clause", "quote"} and (source or impersonal):
        end = right_edge(clause, complement.start, cue)
        first = after_complementiser(clause, complement.start)
        spans, kind = content_spans(clause, first, end, text)
        return Statement(
            number,
            spans,
            kind,
            span_of(clause, start, cue.last),
            cue.term,
            cue.stance,
            source=span_of(clause, *source) if source else None,
            source_tokens=source,
            frames=cue.frames,
        )
    if source and "object" in cue.frames:
        subject = source_left(clause, start)
        if subject:
            end = right_edge(clause, after, cue)
            spans, kind = joined_spans(clause, [subject, (after, end)], text)
            return Statement(
                number,
                spans,
                kind,
                span_of(clause, start, at + 1),
                cue.term,
                cue.stance,
                source=span_of(clause, *source),
                source_tokens=source,
                frames=cue.frames,
            )
    return None


def infinitive_statement(clause: Clause, cue: Cue, number: int, text: str) -> Statement | None:
    """``went on to say that P``: the subject is that of the verb before."""
    complement = complement_of(clause, cue, cue.last)
    if complement is None or complement.kind not in {"clause", "quote"} or "clause" not in cue.frames:
        return None
    at = cue.first - 1
    steps = 0
    while at > 0 and steps < 8 and clause.kind(at - 1) == "word":
        source = source_left(clause, at)
        if (
            source
            and (source[1] - source[0] <= 6)
            and (
                clause.word(source[0]) in clause.grammar.pronouns
                or clause.tokens[source[0]].capital
                or clause.index.noun_kind(clause.tokens[source[1] - 1])
            )
            and clause.word(source[1]) not in clause.grammar.prepositions
        ):
            end = right_edge(clause, complement.start, cue)
            spans, kind = content_spans(clause, after_complementiser(clause, complement.start), end, text)
            return Statement(
                number,
                spans,
                kind,
                span_of(clause, source[1], cue.last),
                cue.term,
                cue.stance,
                source=span_of(clause, *source),
                source_tokens=source,
                frames=cue.frames,
            )
        at -= 1
        steps += 1
    return None


def inverted_pronoun(
    clause: Clause, cue: Cue, number: int, text: str, before: list[Statement]
) -> Statement | None:
    """« …, a-t-il dit », the pronoun inside the verb group."""
    source, start = (cue.first - 1, cue.first), cue.first - 2
    if clause.word(start) not in clause.grammar.auxiliaries:
        return None
    ranges = []
    if start > 0 and (quote_before(clause, start) or clause_before(clause, start)):
        ranges.append((left_edge(clause, before, start), start))
    if ranges and (comma := resumption(clause, cue.last, True)) is not None:
        ranges.append((comma, right_edge(clause, comma, cue)))
    spans, kind = joined_spans(clause, ranges, text)
    return (
        Statement(
            number,
            spans,
            kind,
            span_of(clause, start, cue.last),
            cue.term,
            cue.stance,
            source=span_of(clause, *source),
            source_tokens=source,
            frames=cue.frames,
            addressee=to_whom(clause, cue.last),
        )
        if spans
        else None
    )


def document_statement(
    clause: Clause, cue: Cue, number: int, text: str, before: list[Statement]
) -> Statement | None:
    """«P, говорится в сообщении» and «В сообщении говорится, что P»."""
    grammar = clause.grammar
    source: tuple[int, int] | None = None
    after = cue.last
    boundary = cue.first
    if clause.word(cue.last) in grammar.prepositions:
        source = source_right(clause, cue.last + 1)
        if source:
            source = (source[0], _phrase_end(clause, source[1]))
        after = source[1] if source else cue.last
    if source is None:
        at = cue.first - 1
        if clause.word(at) == "," and (opening := apposition_start(clause, at)) is not None:
            at = opening - 1
        while at > 0 and clause.kind(at) == "word" and clause.word(at) not in grammar.prepositions:
            at -= 1
        while at > 0 and clause.kind(at - 1) == "word":
            at -= 1
        if clause.kind(at) != "word":
            at += 1
        if clause.word(at) in grammar.as_words:
            at += 1
        begin = at + 1 if clause.word(at) in grammar.prepositions else at
        if begin < cue.first:
            source, boundary = (begin, cue.first), at
    if source is None or (cue.term in _FOLLOWING and clause.word(boundary) not in _OUT_OF):
        return None
    if clause.word(boundary - 1) in grammar.as_words:
        boundary -= 1
    complement = complement_of(clause, cue, after)
    ranges: list[tuple[int, int]] = []
    if complement and complement.kind in {"clause", "quote", "colon"}:
        end = right_edge(clause, complement.start, cue)
        ranges.append((after_complementiser(clause, complement.start), end))
    elif boundary > 1 and (
        clause.word(boundary - 1) in {","} | DASHES or clause.kind(boundary - 1) == "quote"
    ):
        ranges.append((left_edge(clause, before, boundary), boundary))
    elif (comma := comma_after(clause, after)) is not None and clause.word(boundary) in grammar.as_words:
        ranges.append((comma + 1, right_edge(clause, comma + 1, cue)))
    spans, kind = joined_spans(clause, ranges, text)
    return Statement(
        number,
        spans,
        kind,
        span_of(clause, cue.first, cue.last),
        cue.term,
        "neutral",
        source=span_of(clause, *source),
        source_tokens=source,
        frames=frozenset({"clause"}),
        anaphoric=not spans and clause.is_anaphor(0),
    )


def _phrase_end(clause: Clause, at: int) -> int:
    """The end of what tells more about a document: «в сообщении на сайте ведомства»."""
    end = at
    while end < len(clause.tokens) and clause.kind(end) == "word" and end - at < 10:
        if clause.word(end) in clause.grammar.complementisers:
            return at
        end += 1
    return end


def to_whom(clause: Clause, after: int) -> tuple[int, int] | None:
    at = after
    while at < len(clause.tokens) and clause.is_adverb(at):
        at += 1
    if at >= len(clause.tokens) or clause.kind(at) != "word":
        return None
    end = at
    while end < len(clause.tokens) and clause.kind(end) == "word" and end - at < 12:
        end += 1
    return (at, end)


def _after_to(clause: Clause, at: int) -> tuple[int, int] | None:
    return to_whom(clause, at) if at < len(clause.tokens) else None
