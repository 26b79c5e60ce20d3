"""Sentence to clauses: one assertion each, by the joints that a sentence shows (no parser).

A joint is a conjunction, a semicolon, a relative, a participle or an item of a list. It is cut where what
follows asserts something of its own: a finite verb, a parallel complement, a long parallel object. Short
lists of nouns stay whole. Cutting at such marks is what Saha & Mausam (2018) do on a parse, here without one.
"""

from __future__ import annotations

from compare.claims.grammar import grammar_for
from compare.claims.joints import Joints
from compare.records import Span
from compare.words import Word, words_of

MIN_WORDS = 4
"""Words; a shorter clause is not split off."""

MIN_WORDS_BEFORE_MARK = 3
"""Words before a comma or semicolon: the mark itself shows an end, so that a shorter clause may stand."""

_OPENING = '«“„"([‘‹$€£'
_CLOSING = "”»\"')]%’"
_EDGES = " \t\r\n\u00a0\u202f,;:—–-"


def split_clauses(text: str, sentence: Span, language: str | None) -> tuple[Span, ...]:
    """The assertions of one sentence: sorted, disjoint spans inside it, at least one.

    Args:
        text: the text that ``sentence`` points into.
        sentence: a sentence of it.
        language: ISO 639-1 code. Outside en, fr, ru and uk only semicolons cut.
    """
    words = [
        Word(word.start + sentence.start, word.end + sentence.start, word.text)
        for word in words_of(sentence.of(text), language)
    ]
    if len(words) < MIN_WORDS + MIN_WORDS_BEFORE_MARK:
        return (sentence,)
    commas, semicolons = _marks(text, sentence, words)
    grammar = grammar_for(language)
    joints = Joints(words, commas, grammar) if grammar else None
    cuts: list[tuple[int, int]] = []
    last = 0
    for place in range(MIN_WORDS_BEFORE_MARK, len(words)):
        if place <= last:
            continue
        begin = place if semicolons[place] else joints.at(last, place) if joints else None
        if begin is None or len(words) - begin < MIN_WORDS:
            continue
        marked = commas[place] or semicolons[place]
        if place - last >= (MIN_WORDS_BEFORE_MARK if marked else MIN_WORDS):
            cuts.append((place, begin))
            last = begin
    coordinators = grammar.coordinators if grammar else frozenset[str]()
    return _spans(text, sentence, words, cuts, coordinators)


def _marks(text: str, sentence: Span, words: list[Word]) -> tuple[list[bool], list[bool]]:
    """For each word: a comma before it, a semicolon before it, neither counted inside brackets."""
    commas, semicolons = [], []
    depth = 0
    position = sentence.start
    for word in words:
        gap = text[position : word.start]
        depth = max(0, depth + gap.count("(") + gap.count("[") - gap.count(")") - gap.count("]"))
        commas.append(depth == 0 and "," in gap)
        semicolons.append(depth == 0 and ";" in gap)
        position = word.end
    return commas, semicolons


def _spans(
    text: str, sentence: Span, words: list[Word], cuts: list[tuple[int, int]], coordinators: frozenset[str]
) -> tuple[Span, ...]:
    spans = []
    start = sentence.start
    for place, begin in cuts:
        final = place - 1
        while final > 0 and words[final].folded in coordinators and words[final].start > start:
            final -= 1
        spans.append(_trim(text, start, _end_after(text, words[final].end, words[final + 1].start)))
        start = _start_before(text, words[begin - 1].end, words[begin].start)
    spans.append(_trim(text, start, sentence.end) if cuts else sentence)
    return tuple(spans)


def _end_after(text: str, end: int, limit: int) -> int:
    """Closing quotes and brackets stay with the clause that they close."""
    while end < limit and text[end] in _CLOSING:
        end += 1
    return end


def _start_before(text: str, limit: int, start: int) -> int:
    while start > limit and text[start - 1] in _OPENING:
        start -= 1
    return start


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end)
