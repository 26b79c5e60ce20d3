"""Spellings of one proper name: those of the lexicon of transliterations, and names alike in one place."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from compare.framing import naming
from compare.framing.accounts import Accounts
from compare.framing.answers import Answers
from compare.framing.drafts import Draft, Place

_SUBKIND = "transliteration"
_CONFIDENCE, _STRENGTH = 0.9, 0.4
_ALIKE = 0.6
"""Share of letters (Ratcliff & Obershelp) that two spellings of one name have in common; by judgement."""
_ENDING, _SHORTEST = 3, 4
"""Letters of an ending, in which the cases of one spelling differ; letters of a name, at least."""


def find_spellings(answers: Answers) -> list[Draft]:
    """Names that two accounts in one language spell otherwise; each name once."""
    drafts = []
    for one, other in combinations(range(len(answers.texts)), 2):
        known = list(_known(answers.accounts, one, other))
        drafts += known
        covered = {place for draft in known for place in draft.places}
        drafts += [
            draft
            for draft in _aligned(answers, one, other)
            if not any(map(covered.__contains__, draft.places))
        ]
    return drafts


def _known(accounts: Accounts, one: int, other: int) -> Iterator[Draft]:
    right = naming.spellings_of(accounts.accounts[other].reading)
    seen: set[str] = set()
    for a in naming.spellings_of(accounts.accounts[one].reading):
        b = next((each for each in right if each.name == a.name and each.tradition != a.tradition), None)
        if b is None or a.name in seen:
            continue
        seen.add(a.name)
        told = (
            f"{accounts.says(one, a.start, a.end)} ({a.tradition}); "
            f"{accounts.says(other, b.start, b.end)} ({b.tradition})"
        )
        yield _draft((Place(one, a.start, a.end), Place(other, b.start, b.end)), a.strength, told, a.name)


def _aligned(answers: Answers, one: int, other: int) -> Iterator[Draft]:
    left, right, alignment = answers.texts[one], answers.texts[other], answers.alignment(one, other)
    if left.reading.language != right.reading.language:
        return
    seen: set[str] = set()
    for i, j in enumerate(alignment.forth):
        if j < 0 or not (left.reading.named(i) and right.reading.named(j)):
            continue
        a, b = left.reading.words[i], right.reading.words[j]
        if a.folded in seen or not _variants(a.folded, b.folded):
            continue
        seen.add(a.folded)
        told = f"{answers.accounts.says(one, a.start, a.end)}; {answers.accounts.says(other, b.start, b.end)}"
        places = (Place(one, a.start, a.end), Place(other, b.start, b.end))
        yield _draft(places, _STRENGTH, told, a.folded)


def _draft(places: tuple[Place, Place], strength: float, told: str, name: str) -> Draft:
    return Draft(
        kind=naming.KIND,
        subkind=_SUBKIND,
        places=places,
        strength=strength,
        confidence=_CONFIDENCE,
        explanation=f"{told}: two forms of one name.",
        cue=name,
    )


def _variants(one: str, other: str) -> bool:
    """Are two folded names alike, and differ before their endings?"""
    one, other = one.removesuffix("'s"), other.removesuffix("'s")
    shorter = min(len(one), len(other))
    same = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    if shorter < _SHORTEST or same >= shorter - _ENDING:
        return False
    one, other = sorted((one, other))
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
