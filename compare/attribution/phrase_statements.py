"""Statements without a verb of their own: ``according to X``, ``in his view``, ``X's claim that``."""

from __future__ import annotations

from compare.attribution.clause import DASHES, Clause
from compare.attribution.content import Statement, content_spans, joined_spans, span_of
from compare.attribution.cues import Cue
from compare.attribution.edges import left_edge, right_edge
from compare.attribution.phrases import source_left, source_right


def phrase_statement(
    clause: Clause, cue: Cue, number: int, text: str, before: list[Statement]
) -> Statement | None:
    """``According to X, P`` and ``P, according to X`` with their sisters in the other languages."""
    source = source_right(clause, cue.last)
    return _phrase_of(clause, cue, number, text, before, source, source[1]) if source else None


def _phrase_of(
    clause: Clause,
    cue: Cue,
    number: int,
    text: str,
    before: list[Statement],
    source: tuple[int, int],
    after: int,
) -> Statement:
    left = cue.first
    ranges: list[tuple[int, int]] = []
    while left > 0 and (
        clause.word(left - 1) in {","} | DASHES
        or (clause.word(left - 1) in {"but", "and", "however"} and left == 1)
    ):
        left -= 1
    if left > 0 and not (left == 1 and clause.is_adverb(0)):
        begin = left_edge(clause, before, left)
        ranges.append((begin, left))
    if clause.word(after) in {","} | DASHES or not ranges:
        end = right_edge(clause, after, cue)
        if end > after + 1:
            ranges.append((after, end))
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
    )


def opinion_statement(
    clause: Clause, cue: Cue, number: int, text: str, before: list[Statement]
) -> Statement | None:
    """« Pour X, P » at the head of a sentence, where X can hold an opinion."""
    source = source_right(clause, cue.last)
    if cue.first > 0 or source is None or clause.word(source[1]) != "," or source[1] - source[0] > 12:
        return None
    tokens = clause.tokens[source[0] : source[1]]
    if not (
        tokens[0].capital
        or clause.index.noun_kind(tokens[0])
        or (len(tokens) > 1 and clause.index.noun_kind(tokens[1]))
    ):
        return None
    if any(t.kind == "quote" or t.text[:1].isdigit() for t in tokens):
        return None
    return _phrase_of(clause, cue, number, text, before, source, source[1])


def own_statement(
    clause: Clause, cue: Cue, number: int, text: str, before: list[Statement]
) -> Statement | None:
    """``In his view, P``, «по его словам, P»: the possessive inside the phrase is the source."""
    statement = _phrase_of(clause, cue, number, text, before, (cue.last - 1, cue.last), cue.last)
    place = next(
        (i for i in range(cue.first, cue.last) if clause.word(i) in clause.grammar.possessives), cue.first
    )
    statement.source, statement.source_tokens = span_of(clause, place, place + 1), (place, place + 1)
    return statement


def noun_statement(
    clause: Clause, cue: Cue, number: int, text: str, before: list[Statement]
) -> Statement | None:
    """``X's claim that P``, ``the claim by X that P``."""
    at = cue.first
    source = None
    after = cue.last
    if clause.word(at - 1).endswith(("'s", "s'")) and len(clause.word(at - 1)) > 2:
        source = source_left(clause, at)
    elif clause.word(at - 1) in clause.grammar.possessives:
        source = (at - 1, at)
    elif clause.word(after) in {"by", "from"}:
        source = source_right(clause, after + 1)
        after = source[1] if source else after
    if source is None or clause.word(after) not in {"that"}:
        return None
    spans, kind = content_spans(clause, after + 1, right_edge(clause, after + 1, cue), text)
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
    )
