"""Statements with an active verb: ``X said that P``, ``P, said X``, ``X urged Y to P``, ``…, adding that
P``."""

from __future__ import annotations

from dataclasses import dataclass, replace

from compare.attribution.clause import DASHES, Clause
from compare.attribution.complements import OBJECT_PRONOUNS, Complement, complement_of
from compare.attribution.content import Statement, joined_spans, span_of
from compare.attribution.cues import Cue
from compare.attribution.edges import (
    OBLIQUE,
    WITHIN,
    clause_before,
    comma_after,
    left_edge,
    quote_before,
    resumption,
    right_edge,
)
from compare.attribution.objects import is_documented, right_range
from compare.attribution.other_verbs import to_whom
from compare.attribution.phrases import source_left, source_right
from compare.attribution.subjects import (
    closes_sentence,
    gerund_subject,
    is_generic,
    is_inverted,
    is_plausible,
    is_somebody,
    shared_subject,
    takes_base,
)

_QUOTING = {"quote", "cite", "citer", "цитировать", "процитировать", "цитувати", "процитувати"}
_WORDS = {"words", "mots", "paroles", "слова"}


@dataclass(frozen=True, slots=True)
class _Subject:
    """``source`` tokens; content left of the cue ends before ``boundary``, content right of it begins at
    ``after``."""

    source: tuple[int, int]
    boundary: int
    after: int
    shared: bool = False
    inverted: bool = False


def active_statement(
    clause: Clause, cue: Cue, start: int, number: int, text: str, before: list[Statement]
) -> Statement | None:
    """The statement of an active verb whose group begins at token ``start``; None where it reports
    nothing."""
    subject = _subject(clause, cue, start, before)
    if subject is None or (cue.strength < 1 and not is_somebody(clause, subject.source)):
        return None
    complement = complement_of(clause, cue, subject.after)
    if complement and complement.kind != "quote" and _is_negated(clause, cue, start):
        return None
    if cue.use == "base" and clause.language == "en" and not takes_base(clause, subject.source, start, cue):
        return None
    if complement and complement.kind == "bare" and _is_circumstance(clause, cue, subject, complement):
        complement = None
    quoted = _quoted_source(clause, cue, complement)
    if quoted is not None:
        subject = replace(subject, source=quoted)
    ranges = _content(clause, cue, subject, complement, before)
    spans, kind = joined_spans(clause, ranges, text)
    anaphoric = clause.is_anaphor(0)
    if not spans and not anaphoric:
        return None
    return Statement(
        number,
        spans,
        kind,
        span_of(clause, start, cue.last),
        cue.term,
        cue.stance,
        source=span_of(clause, *subject.source),
        source_tokens=subject.source,
        addressee=complement.addressee if complement else to_whom(clause, subject.after),
        frames=cue.frames,
        anaphoric=anaphoric and subject.inverted and not spans,
    )


def _quoted_source(clause: Clause, cue: Cue, complement: Complement | None) -> tuple[int, int] | None:
    """Whom somebody else quotes: ``she quotes her grandmother: “…”``, «повторяет слова бабушки: „…“»."""
    if complement is None or complement.kind != "quote" or clause.word(complement.start - 1) != ":":
        return None
    at = cue.last
    while (
        at < complement.start and clause.is_adverb(at) and clause.word(at) not in clause.grammar.determiners
    ):
        at += 1
    words = next((i for i in (at, at + 1) if clause.word(i) in _WORDS), None)
    if words is not None:
        at = words + 1 + (clause.word(words + 1) in {"of", "de"})
    elif cue.term not in _QUOTING:
        return None
    source = source_right(clause, at)
    return source if source is not None and source[1] == complement.start - 1 else None


def _is_circumstance(clause: Clause, cue: Cue, subject: _Subject, complement: Complement) -> bool:
    """Whether what follows tells only to whom, when or how, as the words themselves stand before:
    ``“…,” he told me when we met``, « …, reconnaît X en riant », ``P, the captain tells us``."""
    if quote_before(clause, subject.boundary):
        fitted = right_range(clause, cue, complement, False, is_documented(clause, subject.source))
        return subject.inverted or fitted is None
    return (
        cue.strength == 1
        and clause.word(subject.boundary - 1) == ","
        and clause.word(subject.after) in OBJECT_PRONOUNS
        and clause.ends(subject.after + 1)
    )


def _is_negated(clause: Clause, cue: Cue, start: int) -> bool:
    """``did not say that P`` reports nothing; ``did not deny that P`` does."""
    negated = any(clause.word(at) in clause.grammar.negations for at in range(start, cue.first))
    return negated and cue.stance in {"neutral", "claim"}


def _subject(clause: Clause, cue: Cue, start: int, before: list[Statement]) -> _Subject | None:
    if cue.use == "gerund":
        source = gerund_subject(clause, cue, start, before)
        return _Subject(source, start, cue.last) if source else None
    pointing = clause.is_anaphor(0) and start <= 3
    if (
        pointing
        and clause.word(start - 1) in clause.grammar.pronouns - clause.grammar.determiners
        and start > 1
    ):
        return _Subject((start - 1, start), start, cue.last, inverted=True)
    source = None if pointing else source_left(clause, start)
    if source is not None:
        return None if is_generic(clause, source, cue) else _Subject(source, source[0], cue.last)
    trailing = source_right(clause, cue.last + (clause.word(cue.last) in WITHIN))
    if not (trailing and closes_sentence(clause, start, trailing)):
        source = shared_subject(clause, start, before)
        if source is not None:
            return _Subject(source, start, cue.last, shared=source[1] < start)
    source = _inverted(clause, cue, start, pointing)
    return _Subject(source, start, source[1], inverted=True) if source else None


def _inverted(clause: Clause, cue: Cue, start: int, pointing: bool) -> tuple[int, int] | None:
    """The source after the verb: ``“…,” said X``, « …, a dit X », «…, сообщили в X»."""
    quoted = quote_before(clause, start)
    as_before = clause.word(start - 1) in clause.grammar.as_words
    set_off = as_before or quoted or pointing or clause.word(start - 1) in {","} | DASHES
    begin = cue.last + (clause.word(cue.last) in OBLIQUE)
    begin += set_off and clause.word(begin) in WITHIN
    source = source_right(clause, begin)
    if source is None or not is_inverted(clause, source):
        return None
    if as_before:
        comma = next((at for at in range(*source) if clause.word(at) == ","), source[1])
        source = (source[0], comma)
    if quoted or as_before or is_plausible(clause, source) or closes_sentence(clause, start, source):
        return source
    return None


def _content(
    clause: Clause, cue: Cue, subject: _Subject, complement: Complement | None, before: list[Statement]
) -> list[tuple[int, int]]:
    grammar = clause.grammar
    boundary, after = subject.boundary, subject.after
    as_clause = (
        not subject.shared
        and clause.word(boundary - 1) in grammar.as_words
        and bool(cue.frames & {"clause", "quote"})
    )
    if as_clause:
        boundary -= 1
    ranges: list[tuple[int, int]] = []
    quoted = quote_before(clause, boundary)
    closing = complement is None or complement.kind == "quote" or (complement.kind == "clause" and quoted)
    if (
        cue.use != "gerund"
        and not subject.shared
        and boundary > 0
        and closing
        and cue.frames & {"clause", "quote"}
    ):
        spoken = "quote" not in cue.frames or clause.word(0) in DASHES
        if quoted or (spoken and clause_before(clause, boundary)):
            ranges.append((left_edge(clause, before, boundary), boundary))
        elif complement is None and _interrupts(clause, boundary, after):
            ranges.append((0, boundary))
    if as_clause and (boundary == 0 or not ranges):
        comma = comma_after(clause, after)
        begin = None if comma is None else comma + 1
        end = right_edge(clause, after, cue)
    elif complement is not None:
        fitted = right_range(clause, cue, complement, bool(ranges), is_documented(clause, subject.source))
        begin, end = fitted if fitted else (None, 0)
        if fitted and cue.use == "gerund" and subject.source[0] > fitted[0]:
            end = max(fitted[0], subject.source[0] - 1)
    else:
        begin = resumption(clause, after, quoted) if ranges else None
        end = right_edge(clause, begin, cue) if begin is not None else 0
    if begin is not None and end > begin:
        ranges.append((begin, end))
    return ranges


def _interrupts(clause: Clause, boundary: int, after: int) -> bool:
    """``It was, he said, a mistake``: too short to be a clause before the comma, but it goes on after the
    cue."""
    return (
        clause.word(boundary - 1) == ","
        and boundary <= 4
        and clause.word(boundary - 2) in clause.grammar.be
        and resumption(clause, after, quoted=False) is not None
    )
