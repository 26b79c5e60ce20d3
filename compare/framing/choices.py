"""Choices in one place: aligned words of two accounts, in one language or two, that do not say the same.

The words of two accounts are aligned by their states (:mod:`compare.framing.word_alignment`); what stands in
one place of both and differs, or is added on one side (:mod:`compare.framing.slots`), is a choice of the kind
and with the probability that :mod:`compare.framing.choice_model` gives it. A synonym or a translation has a
low one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from compare.framing.answers import Answers
from compare.framing.choice_model import NONE, ChoiceModel, bundled_model, features_of
from compare.framing.drafts import Draft, Place
from compare.framing.slots import shown_sides
from compare.options import CompareOptions

SUBKIND = "parallel"
_STRENGTH = 0.65
_WHY = {
    "naming": "two names in one place",
    "epistemic_distance": "one vouches for it, the other does not",
    "blame_agency": "who does it, or why, is told otherwise",
    "intensity": "another degree",
    "modality": "another stage between possible and done",
    "loaded_language": "one judges what both tell",
    "legal": "another name in law",
    "initiative": "another one who sought the contact",
    "tone": "another tone",
    "frame": "one point, two frames",
    "emphasis": "more weight in the one than in the other",
}


def find_choices(answers: Answers, options: CompareOptions) -> list[Draft]:
    """Choices in one place of every two accounts; none where no lexicon tells which words carry content."""
    if not answers.accounts.lexicons:
        return []
    model = bundled_model()
    return [
        draft
        for one, other in combinations(range(len(answers.texts)), 2)
        for draft in _between(answers, one, other, model, options)
    ]


def _between(
    answers: Answers, one: int, other: int, model: ChoiceModel, options: CompareOptions
) -> Iterator[Draft]:
    slots, accounts = answers.slots(one, other), answers.accounts
    if not slots:
        return
    left, right = answers.texts[one], answers.texts[other]
    features = features_of(left, right, slots, model.reading, answers.encoder, answers.tokens)
    none = model.outcomes.index(NONE)
    for slot, row in zip(slots, model.probabilities(features).round(6).tolist(), strict=True):
        sure = 1.0 - row[none]
        if sure < options.framing_least_choice:
            continue
        row[none] = 0.0
        kind = model.outcomes[row.index(max(row))]
        a, b = shown_sides(left, right, slot)
        told = f"{accounts.says(one, a.start, a.end)}; {accounts.says(other, b.start, b.end)}"
        yield Draft(
            kind=kind,
            subkind=SUBKIND,
            places=(Place(one, a.start, a.end), Place(other, b.start, b.end)),
            strength=_STRENGTH,
            confidence=sure,
            paired=True,
            match=accounts.told_alike(one, a, other, b),
            explanation=f"{told}: {_WHY[kind]}.",
            cue=left.reading.text[a.start : a.end].casefold(),
        )
