"""Reported statements of one sentence: every cue is read by what it is."""

from __future__ import annotations

from compare.attribution.active import active_statement
from compare.attribution.clause import Clause, group_start
from compare.attribution.content import Statement
from compare.attribution.cues import Cue
from compare.attribution.other_verbs import (
    document_statement,
    has_auxiliary,
    infinitive_statement,
    inverted_pronoun,
    is_passive,
    passive_statement,
)
from compare.attribution.phrase_statements import (
    noun_statement,
    opinion_statement,
    own_statement,
    phrase_statement,
)
from compare.attribution.word_class import noun_like


def statements_in(clause: Clause, number: int, text: str) -> list[Statement]:
    """The statements of a sentence, in the order of their cues."""
    found: list[Statement] = []
    for cue in clause.cues:
        if cue.kind == "relay":
            continue
        reading = _READINGS.get(cue.kind, _verb_statement)
        statement = reading(clause, cue, number, text, found)
        if statement is not None and (statement.content or statement.anaphoric):
            found.append(statement)
    return found


def _verb_statement(
    clause: Clause, cue: Cue, number: int, text: str, before: list[Statement]
) -> Statement | None:
    if noun_like(clause, cue.first):
        named = clause.index.is_report_noun(clause.tokens[cue.first])
        return noun_statement(clause, cue, number, text, before) if named else None
    if "document" in cue.frames:
        return document_statement(clause, cue, number, text, before)
    if _is_infinitive(clause, cue):
        return infinitive_statement(clause, cue, number, text)
    start = group_start(clause, cue)
    if is_passive(clause, cue, start):
        return passive_statement(clause, cue, start, number, text)
    if _is_attribute(clause, cue, start):
        return None
    if clause.language == "fr" and clause.word(cue.first - 1).startswith("-"):
        return inverted_pronoun(clause, cue, number, text, before)
    return active_statement(clause, cue, start, number, text, before)


def _is_infinitive(clause: Clause, cue: Cue) -> bool:
    to = clause.language == "en" and cue.use == "base" and clause.word(cue.first - 1) == "to"
    return to or cue.use == "infinitive"


def _is_attribute(clause: Clause, cue: Cue, start: int) -> bool:
    """A participle without its auxiliary is an adjective, not a predicate (« les mesures annoncées »)."""
    if clause.language == "en" or cue.use != "participle" or has_auxiliary(clause, cue, start):
        return False
    return clause.language != "fr" or cue.first == 0


_READINGS = {
    "according": phrase_statement,
    "own": own_statement,
    "opinion": opinion_statement,
    "noun": noun_statement,
}
