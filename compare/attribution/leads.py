"""Quotations that no verb reports: ``Lund on tariffs: “…”``, ``From the ministry's statement: “…”``."""

from __future__ import annotations

from compare.attribution.actors import Gazetteer
from compare.attribution.clause import DASHES, Clause
from compare.attribution.content import Statement, content_spans, span_of
from compare.attribution.phrases import source_right
from compare.attribution.sentences import Sentence
from compare.attribution.word_class import noun_like

_LONGEST_LEAD = 16
_SHORTEST_QUOTATION = 3


def led_quotation(
    clause: Clause, sentence: Sentence, number: int, text: str, gazetteer: Gazetteer
) -> Statement | None:
    """A sentence that ends with a colon and a quotation: whoever opens its lead speaks, else the document
    or office that it names."""
    tokens = clause.tokens
    last = len(tokens) - 1
    if last < 2 or last > _LONGEST_LEAD or tokens[last].kind != "quote" or tokens[last - 1].text != ":":
        return None
    quotation = tokens[last].quotation
    if quotation is None or quotation.is_name(text) or quotation.words(text) < _SHORTEST_QUOTATION:
        return None
    source = (
        _speaker(clause, last - 1, False, gazetteer)
        or _document(clause, last - 1)
        or _speaker(clause, last - 1, sentence.closes, gazetteer)
    )
    if source is None:
        return None
    spans, kind = content_spans(clause, last, last + 1, text)
    return Statement(
        number,
        spans,
        kind,
        span_of(clause, last - 1, last),
        ":",
        "neutral",
        source=span_of(clause, *source),
        source_tokens=source,
        frames=frozenset({"quote"}),
    )


def _speaker(clause: Clause, colon: int, alone: bool, gazetteer: Gazetteer) -> tuple[int, int] | None:
    """The name that opens the lead, before a preposition or a dash: known, whole, or in a headline."""
    grammar = clause.grammar
    end = 0
    while (
        end < colon
        and clause.tokens[end].capital
        and clause.word(end) not in grammar.prepositions | grammar.determiners | grammar.times
    ):
        end += 1
    if not end or not (clause.word(end) in grammar.prepositions or clause.word(end) in DASHES):
        return None
    known = any(
        actor.kind != "state" for match in gazetteer.matches(clause.tokens, 0, end) for actor in match.actors
    )
    titled = any(clause.index.noun_kind(token) == "person" for token in clause.tokens[:end])
    return (0, end) if known or titled or end > 1 or alone else None


def _document(clause: Clause, colon: int) -> tuple[int, int] | None:
    """The noun phrase up to the colon whose head can be a source."""
    grammar = clause.grammar
    head = next((at for at in range(colon) if clause.index.noun_kind(clause.tokens[at])), None)
    if head is None or any(cue.kind == "verb" and not noun_like(clause, cue.first) for cue in clause.cues):
        return None
    start = head
    while (
        start > 0
        and clause.kind(start - 1) == "word"
        and clause.word(start - 1) not in grammar.prepositions - grammar.determiners
    ):
        start -= 1
    named = source_right(clause, start)
    if named is not None and clause.word(named[1]) in grammar.auxiliaries:
        return named
    return (start, colon)
