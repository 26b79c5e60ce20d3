"""Flags of a single text: what carries a choice of words, and how loaded and how hedged the text is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from compare.embedding.encoder import Encoder
from compare.framing import blame_agency, epistemic_distance, intensity, legal, loaded_language
from compare.framing.marks import Mark, distinct
from compare.framing.reading import Reading, lexis_of
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


def flag_text(text: str, language: str | None, resources: Resources) -> TextFlags:
    """Flags and scores of one text, from the lexicons alone."""
    return flag_texts([text], [language], resources)[0]


def flag_texts(
    texts: Sequence[str],
    languages: Sequence[str | None],
    resources: Resources,
    encoder: Encoder | None = None,
) -> list[TextFlags]:
    """Flags and scores of many texts, in their order."""
    lexis = lexis_of(resources)
    return [_flagged(Reading(text, language, lexis)) for text, language in zip(texts, languages, strict=True)]


def _flagged(reading: Reading) -> TextFlags:
    loaded = loaded_language.find_marks(reading)
    distance = epistemic_distance.find_marks(reading)
    strong = [mark for mark in intensity.find_marks(reading) if mark.scale == "reaction" or mark.level > 0.5]
    acts = [
        mark for mark in blame_agency.find_marks(reading) if mark.subkind in ("refusal", "cause", "attack")
    ]
    marks = [*loaded, *distance, *strong, *acts, *legal.find_marks(reading)]
    shown = sorted(
        (mark for mark in distinct(marks) if mark.confidence >= SHOWN),
        key=lambda mark: (mark.start, mark.end, mark.kind),
    )
    return TextFlags(
        loaded=_loaded(reading, loaded, strong),
        hedged=_hedged(reading),
        flags=tuple(
            Flag(mark.kind, mark.subkind, mark.start, mark.end, mark.cue, round(mark.confidence, 3))
            for mark in shown
        ),
    )


def _loaded(reading: Reading, loaded: list[Mark], strong: list[Mark]) -> float:
    evidence = sum(mark.confidence for mark in loaded) + 0.3 * sum(mark.strength for mark in strong)
    return round(1.0 / (1.0 + math.exp(-(3.0 * evidence - 1.6))), 6)


def _hedged(reading: Reading) -> float:
    evidence = sum(hit.entry.strength for hit in reading.hits("hedges"))
    return round(1.0 / (1.0 + math.exp(-(3.0 * evidence - 1.6))), 6)
