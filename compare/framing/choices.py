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
from compare.framing.slots import Slot, shown_sides
from compare.framing.word_alignment import AlignedText
from compare.options import CompareOptions

SUBKIND = "parallel"
_STRENGTH = 0.5
_OF_NAMES = frozenset({"naming", "blame_agency"})
"""Kinds in which a name is a choice: another name of one thing, another doer."""
_OF_ADDITIONS = frozenset({"loaded_language", "intensity", "naming", "legal", "epistemic_distance"})
"""Kinds in which words added to a bare name or figure are a choice: they judge, grade, rename or doubt it."""
_FIGURES = {"calendar": ("month", "weekday"), "number_words": ("unit", "ten", "hundred", "persons")}
"""Lexicons and subkinds of words that are figures and dates; round and vague numbers are not among them."""
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
    if not answers.accounts.has_lexicons:
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
        if not _may_choose(left, right, slot, kind):
            continue
        a, b = shown_sides(left, right, slot)
        if not answers.surely_near(one, other, slot):
            continue
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


def _may_choose(left: AlignedText, right: AlignedText, slot: Slot, kind: str) -> bool:
    """Whether a kind can lie in these words: no figure or date is a choice, a bare name one of some kinds."""
    paired = bool(len(slot.left)) and bool(len(slot.right))
    sides = [
        _bare(text, words or range(slot.at, slot.at + 1))
        for text, words in ((left, slot.left), (right, slot.right))
    ]
    if paired:
        names = kind in _OF_NAMES and (slot.before or slot.after)
        return "figure" not in sides and ("name" not in sides or names)
    added, anchor = sides if len(slot.left) else sides[::-1]
    return added != "figure" and (not (added or anchor) or kind in _OF_ADDITIONS)


def _bare(text: AlignedText, words: range) -> str:
    """``figure`` for words that are all figures or dates, ``name`` where names are among them, else empty."""
    kinds = {_sort(text, word) for word in words}
    return "" if "word" in kinds else "name" if "name" in kinds else "figure"


def _sort(text: AlignedText, word: int) -> str:
    reading = text.reading
    here = reading.words[word]
    dates = (
        hit
        for name, subkinds in _FIGURES.items()
        for hit in reading.hits(name)
        if hit.entry.subkind in subkinds
    )
    if any(char.isdigit() for char in here.text):
        return "figure"
    if any(hit.start <= here.start < hit.end for hit in dates):
        return "figure"
    return "name" if reading.named(word) or (here.text.isupper() and len(here.text) > 3) else "word"
