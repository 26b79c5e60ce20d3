"""Choices that show only side by side: other names, spellings, degrees, stages, agents."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import combinations

from compare.framing import blame_agency, initiative, intensity, legal, modality, naming, tone
from compare.framing.accounts import Accounts
from compare.framing.answers import Answers
from compare.framing.drafts import Draft, Place
from compare.framing.marks import Mark, same_word
from compare.framing.reading import Reading
from compare.options import CompareOptions

_TOLD = {
    "intensity": "another degree",
    "modality": "another stage between possible and done",
    "tone": "another tone",
    "legal": "another name in law",
    "initiative": "another one who sought the contact",
    "blame_agency": "who does it to whom is told otherwise",
}
_ONE_TALK, _MIRRORED = 0.35, 0.25
"""What binds two marks beyond their phrases: a talk has one reaction and one initiative; mirrored words."""

_AHEAD = frozenset({"planned", "committed"})
"""Stages that a language may tell by its future tense alone: no contrast by themselves."""
_IN_PLACE = frozenset({modality.KIND})
"""Kinds whose words are held against each other in one place of both accounts only."""

_PAIRED: tuple[Callable[[Reading], list[Mark]], ...] = (
    intensity.find_marks,
    modality.find_marks,
    tone.find_marks,
    legal.find_marks,
    blame_agency.find_marks,
    initiative.find_marks,
)


def find_contrasts(answers: Answers, options: CompareOptions) -> list[Draft]:
    """Contrasts of every two accounts."""
    accounts = answers.accounts
    drafts = []
    for one, other in combinations(range(len(accounts.accounts)), 2):
        drafts.extend(_namings(accounts, one, other, options))
        drafts.extend(_marks(answers, one, other, options))
    return drafts


def _namings(accounts: Accounts, one: int, other: int, options: CompareOptions) -> list[Draft]:
    drafts = []
    right = accounts.accounts[other].names
    for a in accounts.accounts[one].names:
        for b in right:
            same_word = a.head.casefold() == b.head.casefold()
            if a.concept != b.concept or a.register == b.register == "plain" or same_word:
                continue
            bond = accounts.referent(one, a, other, b)
            if bond < options.framing_least_bond:
                continue
            first, second = ((one, a), (other, b)) if a.strength >= b.strength else ((other, b), (one, a))
            told = "; ".join(accounts.says(each, name.start, name.end) for each, name in (first, second))
            concept = a.concept.replace("_", " ")
            drafts.append(
                Draft(
                    kind=naming.KIND,
                    subkind=a.concept,
                    places=tuple(Place(each, name.start, name.end) for each, name in (first, second)),
                    strength=max(a.strength, b.strength) if a.register != b.register else 0.7,
                    confidence=min(0.95, bond),
                    paired=True,
                    explanation=f"{told}: two names for what may be one referent ({concept}).",
                    cue=first[1].head.casefold(),
                )
            )
    return drafts


def _marks(answers: Answers, one: int, other: int, options: CompareOptions) -> list[Draft]:
    """Marks of one kind on both sides that differ in degree, stage, tone, law or agent."""
    accounts = answers.accounts
    left, right = accounts.accounts[one].reading, accounts.accounts[other].reading
    drafts = []
    for find in _PAIRED:
        theirs = find(right)
        for a in find(left):
            for b in theirs:
                if a.kind in _IN_PLACE and not answers.in_place(one, a.span, other, b.span):
                    continue
                strength = _contrast(left, a, right, b)
                draft = strength and _pair(accounts, one, a, other, b, strength, options)
                if draft:
                    drafts.append(draft)
    return drafts


def _contrast(left: Reading, a: Mark, right: Reading, b: Mark) -> float:
    """How far two marks of one kind stand apart, 0..1; 0 for no contrast."""
    if a.cue.casefold() == b.cue.casefold() and a.kind != blame_agency.KIND:
        return 0.0
    if a.kind == blame_agency.KIND:
        return _agency(left, a, right, b)
    if a.kind == initiative.KIND:
        return 0.6
    if a.kind == legal.KIND:
        if a.subkind == b.subkind == "norm" or same_word(a.cue, b.cue):
            return 0.0
        return 0.6 if a.subkind != b.subkind else 0.4
    if a.scale != b.scale or {a.subkind, b.subkind} == _AHEAD:
        return 0.0
    gap = abs(a.level - b.level)
    if gap >= 0.2:
        sure = max(a.strength, b.strength) if a.scale == "reaction" else a.strength * b.strength * 2
        return min(1.0, (0.5 + gap * 0.5) * math.sqrt(sure))
    return 0.45 * math.sqrt(a.strength * b.strength) if a.kind == intensity.KIND else 0.0


def _agency(left: Reading, a: Mark, right: Reading, b: Mark) -> float:
    mine = blame_agency.roles_of(left, a.start, a.end)
    theirs = blame_agency.roles_of(right, b.start, b.end)
    if mine.agents & theirs.patients or mine.patients & theirs.agents:
        return 0.95
    if mine.agents and theirs.agents and not mine.agents & theirs.agents:
        return 0.7
    if bool(mine.agents) != bool(theirs.agents) and (a.subkind != b.subkind or a.subkind == "attack"):
        return 0.55
    return 0.0


def _pair(
    accounts: Accounts, one: int, a: Mark, other: int, b: Mark, strength: float, options: CompareOptions
) -> Draft | None:
    first, second = accounts.chunk_at(one, a.start, a.end), accounts.chunk_at(other, b.start, b.end)
    if first is None or second is None:
        return None
    if a.kind == legal.KIND and not first.concepts & second.concepts:
        return None
    bond = accounts.bond(first, second, concept=0.0 if a.kind in _IN_PLACE else 0.12)
    if a.kind in _IN_PLACE:
        bond = max(bond, options.framing_least_answer)
    if a.scale == "reaction" or a.kind == initiative.KIND:
        bond += _ONE_TALK
    if a.kind == blame_agency.KIND and same_word(a.cue, b.cue):
        bond += _MIRRORED
    graded = a.kind in (modality.KIND, intensity.KIND) and a.scale != "reaction"
    if bond < (options.framing_least_answer if graded else options.framing_least_bond):
        return None
    chooser = (one, a) if (a.strength, a.level) >= (b.strength, b.level) else (other, b)
    answer = (other, b) if chooser[0] == one else (one, a)
    told = "; ".join(
        accounts.says(each, mark.phrase.start, mark.phrase.end) for each, mark in (chooser, answer)
    )
    return Draft(
        kind=a.kind,
        subkind=a.subkind if a.subkind == b.subkind else "/".join(sorted((a.subkind, b.subkind))),
        places=tuple(Place(each, mark.start, mark.end) for each, mark in (chooser, answer)),
        strength=strength,
        confidence=min(1.0, bond + 0.1),
        paired=True,
        explanation=f"{told}: {_TOLD[a.kind]}.",
        match=accounts.matched(first.claim, second.claim),
        cue=chooser[1].cue.casefold(),
    )
