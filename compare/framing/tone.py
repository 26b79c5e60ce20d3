"""Tone: the code words in which diplomats say how a talk went."""

from __future__ import annotations

from dataclasses import replace

from compare.framing.lexical import lexical_marks
from compare.framing.marks import Mark
from compare.framing.reading import Reading
from compare.records import Span

KIND = "tone"

_REACH = 40


def find_marks(reading: Reading) -> list[Mark]:
    """Terms of the lexicon ``tone`` that stand near a word for the talk, in its sentence."""
    talks = [
        hit
        for hit in reading.hits("naming")
        if any(sense.subkind == "talks" for sense in reading.senses("naming", hit.entry.term))
    ]
    marks: list[Mark] = []
    for mark in lexical_marks(reading, KIND, "tone"):
        sentence = reading.sentence_at(mark.start)
        near = (
            talk
            for talk in talks
            if sentence.start <= talk.start < sentence.end
            and min(abs(talk.start - mark.end), abs(mark.start - talk.end)) <= _REACH
        )
        if not next(near, None):
            continue
        if marks and _goes_on(reading, marks[-1], mark):
            start, end = marks[-1].start, max(mark.end, mark.phrase.end)
            marks[-1] = replace(
                marks[-1], end=mark.end, cue=reading.text[start : mark.end], told=Span(start, end)
            )
        else:
            marks.append(mark)
    return marks


def _goes_on(reading: Reading, one: Mark, other: Mark) -> bool:
    """Whether two marks are one code, *frank and difficult*: of one sort, and joined."""
    between = reading.words_in(one.end, other.start)
    return (
        one.subkind == other.subkind
        and (not between or (len(between) == 1 and reading.role(between[0]) == "conjunction"))
        and not any(char in ".;:!?" for char in reading.text[one.end : other.start])
    )
