"""Who says what in a text: :func:`find_attributions`.

Source, cue and content after Pareti (2012, PARC) and Newell et al. (2018, PolNeAR): quotations, reported
clauses, ``according to``, noun objects of verbs of speech and attitude; rules over a closed grammar and the
reporting lexicons, one pass over the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from compare.attribution.actors import build_gazetteer
from compare.attribution.chains import Resolved, attributions_of, reporting_office
from compare.attribution.clause import Clause, clause_of
from compare.attribution.content import Statement
from compare.attribution.cues import CueIndex, build_index
from compare.attribution.document import interrupted, spoken_after, unlisted
from compare.attribution.grammar import Grammar, grammar_of
from compare.attribution.headings import heading
from compare.attribution.preparation import flat_tokens, tokens_with_names, unglued_tokens
from compare.attribution.quotes import Quotation, find_quotations
from compare.attribution.resolution import cite, cited_sources, resolve_statement
from compare.attribution.sentences import Sentence, sentences_of
from compare.attribution.speakers import Speakers
from compare.attribution.statements import statements_in
from compare.attribution.tokens import Token, tokens_of
from compare.records import Attribution, Span
from compare.resources import Resources

_NESTED_WORDS = 5


_NESTED_WORDS = 5


@dataclass(slots=True)
class Reading:
    """Everything that was found in a text.

    ``labels`` names the actors that the gazetteer does not know; ``pointers`` are sentences that only say who
    reports what stands elsewhere (``This is reported by …``).
    """

    attributions: tuple[Attribution, ...]
    labels: dict[str, str]
    pointers: tuple[Span, ...] = ()


def find_attributions(text: str, language: str | None, resources: Resources) -> tuple[Attribution, ...]:
    """The reported statements of a text, in text order; what the account says itself is not listed.

    Args:
        text: the text; offsets of the result are code points into it.
        language: ISO 639-1 code; None reads it as English.
        resources: gazetteer and the lexicons ``reporting_*``; empty resources leave a core of cues, every
            named source then gets an id of its own (``x-slug``) and no side.
    """
    return read_attributions(text, language, resources).attributions


def read_attributions(text: str, language: str | None, resources: Resources) -> Reading:
    """:func:`find_attributions` with the labels of the actors that only this text names."""
    code = language or "en"
    index = build_index(code, resources)
    grammar = grammar_of(code)
    gazetteer = build_gazetteer(resources)
    speakers = Speakers(gazetteer, index, grammar)
    tokens = tokens_of(text, 0, len(text), find_quotations(text), code)
    tokens = tokens_with_names(
        unglued_tokens(tokens, index, grammar, gazetteer), text, code, index, gazetteer
    )
    flat = flat_tokens(tokens, text, code)
    speakers.survey(flat, text)
    pointers: list[Span] = []
    resolved = _read(tokens, text, code, index, grammar, speakers, pointers)
    return Reading(attributions_of(resolved, text, gazetteer), dict(speakers.labels), tuple(pointers))


def _read(
    tokens: list[Token],
    text: str,
    language: str,
    index: CueIndex,
    grammar: Grammar,
    speakers: Speakers,
    pointers: list[Span] | None,
) -> list[Resolved]:
    resolved: list[Resolved] = []
    sentences = sentences_of(tokens, text, index)
    clauses = [clause_of(sentence, index, grammar, language) for sentence in sentences]
    last: Resolved | None = None
    last_sentence = -10
    reported: set[int] = set()
    for number, (sentence, clause) in enumerate(zip(sentences, clauses, strict=True)):
        aside = interrupted(clause, number, text)
        statements = aside or statements_in(clause, number, text) or unlisted(clause, number, text)
        if not statements and pointers is not None:
            headed = heading(clause, sentence, number, text, speakers.gazetteer)
            statements = [headed] if headed else []
        if sentence.tokens[0].text in {"—", "–"} and sentence.opens:
            for statement in statements:
                if statement.content and statement.content[0].start <= sentence.tokens[0].end + 1:
                    statement.kind = "direct"
        if pointers is not None and any(s.anaphoric for s in statements):
            pointers.append(Span(sentence.tokens[0].start, sentence.tokens[-1].end))
        statements = [
            s for s in statements if not s.anaphoric or _fill(s, sentences, clauses, reported, number, text)
        ]
        if not statements:
            continued = spoken_after(sentence, text)
            if (continued and last is not None and last.statement.kind != "indirect") or (
                continued and last is not None and sentence.paragraph == sentences[last_sentence].paragraph
            ):
                near = sentence.paragraph - sentences[last_sentence].paragraph
                if near == 0 and last.statement.kind != "indirect":
                    last.statement.content.extend(continued)
                    last_sentence = number
                elif near <= 1:
                    own = Statement(
                        number,
                        continued,
                        "direct",
                        last.statement.cue,
                        "",
                        "neutral",
                        source=last.statement.source,
                        frames=frozenset({"continued"}),
                    )
                    last = Resolved(own, last.actor, last.via)
                    resolved.append(last)
                    last_sentence = number
            else:
                speakers.note(sentence.tokens, sentence.tokens[0].start)
        relays = cited_sources(clause, statements)
        for statement in statements:
            before = last
            last = resolve_statement(statement, clause, sentences, speakers, last, text)
            if statement.cue in relays:
                cite(last, relays[statement.cue], clause, speakers)
            if before is not None and sentences[last_sentence].paragraph == sentence.paragraph:
                last.reporter = reporting_office(before, last, speakers)
            if statement.content:
                resolved.append(last)
                reported.add(number)
            last_sentence = number
        for token in sentence.tokens if not aside else ():
            if token.kind == "quote" and token.quotation and token.quotation.words(text) >= _NESTED_WORDS:
                resolved.extend(_inside(token.quotation, text, language, index, grammar, speakers))
    return resolved


def _inside(
    quotation: Quotation, text: str, language: str, index: CueIndex, grammar: Grammar, speakers: Speakers
) -> list[Resolved]:
    """Reported statements within a quotation."""
    found: list[Resolved] = []
    for part in quotation.parts:
        inner = find_quotations(text, part.start, part.end)
        if len(inner) == 1 and inner[0].start == part.start and inner[0].end == part.end:
            continue
        tokens = tokens_of(text, part.start, part.end, inner, language)
        found.extend(_read(tokens, text, language, index, grammar, speakers, None))
    return found


def _fill(
    statement: Statement,
    sentences: Sequence[Sentence],
    clauses: Sequence[Clause],
    reported: set[int],
    number: int,
    text: str,
) -> bool:
    """Gives ``This is reported by X`` the content that stands before it: the sentence, or the paragraph."""
    if statement.content:
        return True
    this = sentences[number]
    before = number - 1
    if before < 0:
        return False
    following = sentences[number + 1] if number + 1 < len(sentences) else None
    if (
        following is not None
        and statement.stance == "neutral"
        and statement.term.startswith(_CONFIRM)
        and _begins_quoted(following)
    ):
        return True
    first = before
    while this.opens and first > 0 and sentences[first - 1].paragraph == sentences[before].paragraph:
        first -= 1
    spans = [
        span
        for at in range(first, before + 1)
        for span in [_told(clauses[at], sentences[at], text)]
        if at not in reported
    ]
    statement.content = spans
    return bool(spans)


_CONFIRM = ("confirm", "подтвер", "підтвер")


def _begins_quoted(sentence: Sentence) -> bool:
    """Whether a sentence begins with a quotation."""
    return sentence.tokens[0].kind == "quote"


_DURING = re.compile(
    r"\b(?:during|in|in the course of) which\b|\bau cours (?:duquel|de laquelle)\b|"
    r"\bв (?:ходе|рамках) котор\w+\b|"
    r"\bво время котор\w+\b|\b(?:під час|у ході) як\w+\b",
    re.IGNORECASE,
)


def _told(clause: Clause, sentence: Sentence, text: str) -> Span:
    """What a sentence tells of an event: after ``had a call during which``, since the call itself is no
    claim of one side."""
    start, end = sentence.tokens[0].start, sentence.tokens[-1].end
    if found := _DURING.search(text, start, end):
        start = found.end()
        while start < end and text[start] in " ,":
            start += 1
    while end > start and text[end - 1] in ".!…":
        end -= 1
    return Span(start, end)
