"""Flags of a single text: what carries a choice of words, and how loaded and how hedged the text is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from compare.embedding.encoder import Encoder
from compare.framing import blame_agency, epistemic_distance, intensity, legal, loaded_language
from compare.framing.marks import Mark, distinct
from compare.framing.reading import Reading, lexis_of
from compare.framing.scores import direction_for, hedged_score, loaded_score, passage_confidence
from compare.records import Span
from compare.resources import Resources

SHOWN = 0.5
"""Flags below this confidence are not shown; by the contract of ``rashomon flag`` .5 decides."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Words of a text that carry a choice of framing; code-point offsets; ``confidence`` 0..1."""

    kind: str
    subkind: str
    start: int
    end: int
    cue: str
    confidence: float


@dataclass(frozen=True, slots=True)
class TextFlags:
    """``loaded`` and ``hedged`` are 0..1 with the decision at .5; ``flags`` in order of the text."""

    loaded: float
    hedged: float
    flags: tuple[Flag, ...]


def flag_text(
    text: str, language: str | None, resources: Resources, encoder: Encoder | None = None
) -> TextFlags:
    """Flags and scores of one text; without an encoder ``loaded`` rests on the lexicon alone."""
    return flag_texts([text], [language], resources, encoder)[0]


def flag_texts(
    texts: Sequence[str],
    languages: Sequence[str | None],
    resources: Resources,
    encoder: Encoder | None = None,
) -> list[TextFlags]:
    """Flags and scores of many texts, in their order; the encoder sees them in one batch.

    A flag's span is the words that carry it. In a text of several sentences those that are loaded as a whole,
    by the reading of their vectors, are flagged too, with the subkind ``passage``; this needs the encoder.
    """
    if not texts:
        return []
    lexis = lexis_of(resources)
    readings = [Reading(text, language, lexis) for text, language in zip(texts, languages, strict=True)]
    if encoder is None:
        return [_flagged(reading, None, ()) for reading in readings]
    logits, passages = _read(readings, encoder)
    return [_flagged(*each) for each in zip(readings, logits, passages, strict=True)]


def flags_to_dict(flags: TextFlags, text: str) -> dict[str, Any]:
    """The answer of ``rashomon flag`` for one text, without its id."""
    return {
        "loaded": flags.loaded,
        "hedged": flags.hedged,
        "flags": [
            {
                "kind": flag.kind,
                "subkind": flag.subkind,
                "start": flag.start,
                "end": flag.end,
                "text": text[flag.start : flag.end],
                "cue": flag.cue,
                "confidence": flag.confidence,
            }
            for flag in flags.flags
        ],
    }


def _read(readings: Sequence[Reading], encoder: Encoder) -> tuple[list[float], list[list[Mark]]]:
    """The reading of each text's vector, and the loaded passages of those that have several sentences."""
    parts = [
        (place, sentence)
        for place, reading in enumerate(readings)
        if len(reading.sentences) > 1
        for sentence in reading.sentences
    ]
    texts = [reading.text for reading in readings]
    texts += [sentence.of(readings[place].text) for place, sentence in parts]
    languages = [reading.language for reading in readings]
    languages += [readings[place].language for place, _ in parts]
    logits = direction_for(encoder).read(encoder.encode(texts, languages)).tolist()
    passages: list[list[Mark]] = [[] for _ in readings]
    for (place, sentence), logit in zip(parts, logits[len(readings) :], strict=True):
        confidence = passage_confidence(logit, readings[place].language)
        if confidence >= SHOWN:
            passages[place].append(_passage(sentence, confidence))
    return logits[: len(readings)], passages


def _passage(sentence: Span, confidence: float) -> Mark:
    return Mark(
        kind=loaded_language.KIND,
        subkind="passage",
        start=sentence.start,
        end=sentence.end,
        cue="",
        strength=0.5,
        confidence=confidence,
    )


def _flagged(reading: Reading, logit: float | None, passages: Sequence[Mark]) -> TextFlags:
    loaded = loaded_language.find_marks(reading)
    acts = [
        mark for mark in blame_agency.find_marks(reading) if mark.subkind in ("refusal", "cause", "attack")
    ]
    marks = [
        *loaded,
        *epistemic_distance.find_marks(reading),
        *(mark for mark in intensity.find_marks(reading) if mark.level > 0.5),
        *acts,
        *legal.find_marks(reading),
    ]
    shown = [*passages, *(mark for mark in distinct(marks) if mark.confidence >= SHOWN)]
    return TextFlags(
        loaded=loaded_score(loaded, logit, reading.language),
        hedged=hedged_score(reading),
        flags=tuple(_flag(mark) for mark in sorted(shown, key=lambda m: (m.start, m.end, m.kind))),
    )


def _flag(mark: Mark) -> Flag:
    return Flag(mark.kind, mark.subkind, mark.start, mark.end, mark.cue, round(mark.confidence, 3))
