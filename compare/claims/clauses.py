"""Sentence to clauses: one assertion each, by the joints that a sentence shows (no parser).

A joint is a conjunction, a semicolon, a relative or a participle after a comma. It is cut where what follows
asserts something of its own: a finite verb, a parallel complement, a long parallel object. Short lists of nouns
stay whole. The idea of cutting at such markers is that of Saha & Mausam (2018) without their parse.
"""

from __future__ import annotations

import re

from compare.claims.grammar import Grammar, grammar_for
from compare.records import Span
from compare.words import Word, words_of

MIN_WORDS = 4
"""Words; a shorter clause is not split off."""

_OPENING = frozenset("«“„\"([‘‹")
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
    if len(words) < 2 * MIN_WORDS:
        return (sentence,)
    grammar = grammar_for(language)
    depth = _depths(text, sentence, words)
    cuts: list[tuple[int, int]] = []
    last = 0
    place = 1
    while place < len(words):
        after = _joint(text, words, last, place, depth, grammar)
        if after is not None and place - last >= MIN_WORDS and len(words) - after >= MIN_WORDS:
            cuts.append((place, after))
            last = after
            place = after
        place += 1
    return _spans(text, sentence, words, cuts)


def _depths(text: str, sentence: Span, words: list[Word]) -> list[int]:
    """How many brackets are open at each word: nothing is cut inside them."""
    depths = []
    depth = 0
    position = sentence.start
    for word in words:
        gap = text[position : word.start]
        depth = max(0, depth + sum(char in "([" for char in gap) - sum(char in ")]" for char in gap))
        depths.append(depth)
        position = word.end
    return depths


def _joint(text: str, words: list[Word], last: int, place: int, depth: list[int], grammar: Grammar | None) -> int | None:
    """Where the next clause begins if the sentence is cut before ``place``; None: no joint here."""
    if depth[place]:
        return None
    gap = text[words[place - 1].end : words[place].start]
    if ";" in gap:
        return place
    if grammar is None:
        return None
    return grammar.joint(words, last, place, "," in gap)


def _spans(text: str, sentence: Span, words: list[Word], cuts: list[tuple[int, int]]) -> tuple[Span, ...]:
    spans = []
    start = sentence.start
    for before, after in cuts:
        spans.append(_trim(text, start, _end_after(text, words[before - 1].end, words[before].start)))
        start = _start_before(text, words[after - 1].end, words[after].start)
    spans.append(Span(_left(text, start, sentence.end), sentence.end))
    return tuple(spans)


def _end_after(text: str, end: int, limit: int) -> int:
    """Closing quotes and brackets stay with the clause that they close."""
    while end < limit and text[end] in "”»\"')]%’":
        end += 1
    return end


def _start_before(text: str, limit: int, start: int) -> int:
    while start > limit and (text[start - 1] in _OPENING or text[start - 1] in "$€£"):
        start -= 1
    return start


def _trim(text: str, start: int, end: int) -> Span:
    start = _left(text, start, end)
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end)


def _left(text: str, start: int, end: int) -> int:
    while start < end and text[start] in _EDGES:
        start += 1
    return start
