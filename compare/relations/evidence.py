"""The evidence on one pair as a row of features, each symmetric in the two statements."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from compare.relations.answers import Answers
from compare.relations.names import same_name
from compare.relations.overlap import overlap_of
from compare.relations.reading import Reading
from compare.relations.statements import Mark
from compare.relations.wording import Wording

Floats = NDArray[np.float64]

FEATURES = (
    "cosine",
    "entailment_min",
    "entailment_max",
    "contradiction",
    "trigrams",
    "content",
    "containment",
    "names",
    "names_apart",
    "number_same",
    "number_conflict",
    "date_same",
    "date_conflict",
    "polarity",
    "antonym",
    "role",
    "participant",
    "modality",
    "length",
    "cross",
    "cosine_cross",
    "contradiction_cosine",
    "entailment_cosine",
    "conflict_cosine",
    "tokens",
    "tokens_worst",
    "backward",
    "backward_alike",
    "contradiction_odds",
    "entailment_odds",
    "answered",
    "numbers_apart",
    "negations_odd",
    "numbers_more",
    "names_told",
    "read_same",
    "read_reframed",
    "read_conflict",
    "read_unrelated",
)
"""Names of the columns. ``cross`` is 1 for a pair of two languages, where surface features are 0;
the odds are logarithms of those of the larger of both directions; ``answered`` is the share of longer words
that a word of the other statement answers, of the statement that has the fewest; ``numbers_apart`` is 1 where
both tell figures and none meet; ``negations_odd`` is 1 where one denies an odd number of times more;
``numbers_more`` is how many figures more one of them tells (up to 3), ``names_told`` the share of names that
the other one tells too, of the statement with the lower share: both fall or rise with detail left out;
``read_…`` are logarithms of what the cross-encoder makes of the pair (as in Kull et al. 2019)."""


_WEAK = ("antonym", "participant")
"""Marks that often come of another point rather than of a contradiction."""


def features_of(
    a: Reading,
    b: Reading,
    cosine: float,
    forth: Floats,
    back: Floats,
    told: Floats,
    marks: Sequence[Mark],
    wording: Wording,
    answers: Answers | None,
) -> Floats:
    """Shape (len(FEATURES),). ``forth`` and ``back``: entailment, neutral, contradiction, each way;
    ``told``: logarithms of the probabilities of the four relations."""
    weight = {
        (mark.kind, mark.effect): max(
            each.weight for each in marks if (each.kind, each.effect) == (mark.kind, mark.effect)
        )
        for mark in marks
    }
    cross = a.statement.language != b.statement.language
    names_a, names_b = a.name_keys, b.name_keys
    shared = len(names_a & names_b)
    contradiction = (forth[2] + back[2]) / 2
    conflict = max(
        (mark.weight for mark in marks if mark.effect == "conflict" and mark.kind not in _WEAK), default=0.0
    )
    answered = min(_answered(a, answers), _answered(b, answers.turned)) if answers else 0.0
    met = any(mark.kind == "number" and mark.effect == "same" for mark in marks)
    row = (
        cosine,
        min(forth[0], back[0]),
        max(forth[0], back[0]),
        contradiction,
        0.0 if cross else overlap_of(a.statement, b.statement),
        0.0 if cross else _share(len(a.content & b.content), len(a.content | b.content)),
        0.0 if cross else _share(len(a.content & b.content), min(len(a.content), len(b.content))),
        _share(shared, min(len(names_a), len(names_b))),
        float(bool(names_a) and bool(names_b) and not shared),
        weight.get(("number", "same"), 0.0),
        weight.get(("number", "conflict"), 0.0),
        weight.get(("date", "same"), 0.0),
        weight.get(("date", "conflict"), 0.0),
        weight.get(("polarity", "conflict"), 0.0),
        weight.get(("antonym", "conflict"), 0.0),
        weight.get(("role", "conflict"), 0.0),
        weight.get(("participant", "conflict"), 0.0),
        weight.get(("modality", "reframed"), 0.0),
        abs(math.log(max(1, len(a.tokens)) / max(1, len(b.tokens)))),
        float(cross),
        cosine if cross else 0.0,
        contradiction * max(0.0, cosine),
        min(forth[0], back[0]) * max(0.0, cosine),
        conflict * max(0.0, cosine),
        wording.agreement,
        wording.weakest,
        wording.backward,
        wording.backward * wording.agreement**8,
        _odds(max(forth[2], back[2])),
        _odds(max(forth[0], back[0])),
        answered,
        float(bool(a.quantities) and bool(b.quantities) and not met),
        float((len(a.negations) - len(b.negations)) % 2),
        float(min(3, abs(len(a.quantities) - len(b.quantities)))),
        min(_told(a, b), _told(b, a)),
        *told,
    )
    return np.array(row, dtype=np.float64)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _answered(reading: Reading, answers: Answers) -> float:
    """Share of the longer words of a statement that a word of the other one answers."""
    places = [place for place, token in enumerate(reading.tokens) if len(token.folded) > 3]
    return _share(sum(answers.answer(place)[0] is not None for place in places), len(places))


def _told(reading: Reading, other: Reading) -> float:
    """Share of the names of a statement that the other one tells in any spelling, 1 without names."""
    words = [token.folded for token in other.tokens]
    told = [
        any(same_name(reading.tokens[place].folded, word) for word in words) for place in reading.sure_names
    ]
    return sum(told) / len(told) if told else 1.0


def _odds(share: float) -> float:
    """Logarithm of the odds of a probability, held between .01 and .99."""
    held = min(0.99, max(0.01, share))
    return math.log(held / (1.0 - held))
