"""Tone: the code words in which diplomats say how a talk went."""

from __future__ import annotations

from compare.framing.lexical import lexical_marks
from compare.framing.marks import Mark
from compare.framing.reading import Reading

KIND = "tone"

_REACH = 40


def find_marks(reading: Reading) -> list[Mark]:
    """Terms of the lexicon ``tone`` that stand near a word for the talk, in its sentence."""
    talks = [
        hit
        for hit in reading.hits("naming")
        if any(sense.subkind == "talks" for sense in reading.senses("naming", hit.entry.term))
    ]
    marks = []
    for mark in lexical_marks(reading, KIND, "tone"):
        sentence = reading.sentence_at(mark.start)
        near = (
            talk
            for talk in talks
            if sentence.start <= talk.start < sentence.end
            and min(abs(talk.start - mark.end), abs(mark.start - talk.end)) <= _REACH
        )
        if next(near, None):
            marks.append(mark)
    return marks
