"""A reported content that is only a noun phrase asserts through its verb: *thanked X for Y*, *condemned Z*.

Such a claim is told with the speech act and its subject: *Z* alone asserts nothing, and to express regret
over it is not to condemn it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from compare.claims.grammar import Grammar, grammar_for
from compare.claims.verbs import is_finite
from compare.claims.voices import Piece, Voiced
from compare.claims.wordlists import word_class
from compare.records import Attribution, Span
from compare.words import words_of

_NEAR = 60
"""Code points between a source, its cue and the content for them to be read as subject, verb and object."""

_AFTER_PARTICIPLE = frozenset(
    ("by", "in", "to", "at", "on", "from", "last", "during", "under", "for", "with")
)


def with_speech_acts(
    text: str, voiced: Voiced, attributions: Sequence[Attribution], language: str | None
) -> Voiced:
    """The sentence with the border before each noun-phrase content moved to the subject, else the verb."""
    grammar = grammar_for(language)
    if grammar is None or len(voiced.pieces) < 2:
        return voiced
    pieces = list(voiced.pieces)
    for index in range(1, len(pieces)):
        before, piece = pieces[index - 1], pieces[index]
        if piece.owner is None or before.owner == piece.owner:
            continue
        start = _act_start(text, before.span, piece.span, attributions[piece.owner], grammar)
        if start is not None:
            pieces[index - 1] = Piece(Span(before.span.start, start), before.owner)
            pieces[index] = Piece(Span(start, piece.span.end), piece.owner)
    return replace(voiced, pieces=tuple(piece for piece in pieces if len(piece.span)))


def act_start(text: str, attribution: Attribution, floor: int, language: str | None) -> int:
    """Where an attribution begins to assert: its content, or the subject or verb before a mere noun phrase.

    Args:
        text: the text that the attribution was found in.
        attribution: its first content span is looked at.
        floor: nothing before this place belongs to it.
        language: one of en, fr, ru, uk; with any other the content alone is taken.
    """
    grammar = grammar_for(language)
    content = attribution.content[0]
    if grammar is None or floor >= content.start:
        return content.start
    start = _act_start(text, Span(floor, content.start), content, attribution, grammar)
    return content.start if start is None else start


def _act_start(
    text: str, before: Span, content: Span, attribution: Attribution, grammar: Grammar
) -> int | None:
    link = attribution.chain[-1] if attribution.chain else attribution
    source, cue = link.source or attribution.source, link.cue or attribution.cue
    if attribution.kind == "direct" or cue is None or cue.start < before.start or cue.end > content.start:
        return None
    gap = words_of(text[cue.start : content.start], grammar.language)
    if content.start - cue.end > _NEAR or any(word.folded in grammar.complementizers for word in gap):
        return None
    if any(mark in text[cue.end : content.start] for mark in ",:;") or _is_clause(text, content, grammar):
        return None
    if source is not None and before.start <= source.start < cue.start and cue.start - source.end <= _NEAR:
        return source.start
    return cue.start


def _is_clause(text: str, content: Span, grammar: Grammar) -> bool:
    """Whether the content has a finite verb of its own, outside relatives and complements of its nouns."""
    words = words_of(content.of(text), grammar.language)
    named = grammar.determiners - grammar.clitics - word_class(grammar.language, "bare_subjects")
    for place, word in enumerate(words[:40]):
        folded = word.folded
        if folded in grammar.relatives or folded in grammar.complementizers:
            return place == 0
        if place == 0 and folded in grammar.subjects:
            return True
        if not is_finite(folded, grammar.language) or (place and word.text[0].isupper()):
            continue
        before = words[place - 1].folded if place else ""
        after = words[place + 1].folded if place + 1 < len(words) else ""
        if before in named:
            continue
        infinitive = grammar.language == "en" and before == "to"
        participle = folded.endswith("ed") and (
            before in grammar.determiners or before in grammar.prepositions or after in _AFTER_PARTICIPLE
        )
        if not infinitive and not (grammar.language == "en" and participle):
            return True
    return False
