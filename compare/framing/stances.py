"""Verbs of telling in one place: does each account vouch for what it reports, and how strongly is it told."""

from __future__ import annotations

from itertools import combinations

from compare.framing import epistemic_distance, intensity
from compare.framing.answers import Answers
from compare.framing.drafts import Draft, Place
from compare.framing.marks import same_word
from compare.framing.terms import Hit
from compare.records import Span

_STRENGTH, _CONFIDENCE = 0.6, 0.7
_WITHHELD = "claim"
"""Stance of a verb by which an account does not vouch for what it reports."""


def find_stances(answers: Answers) -> list[Draft]:
    """Verbs of telling that stand in one place of two accounts and differ in stance."""
    drafts = []
    for one, other in combinations(range(len(answers.texts)), 2):
        left, right = (answers.texts[each].reading for each in (one, other))
        for a in left.hits("reporting_verbs"):
            for b in right.hits("reporting_verbs"):
                apart = a.entry.subkind != b.entry.subkind and not same_word(
                    left.text[a.start : a.end], right.text[b.start : b.end]
                )
                if apart and answers.in_place(one, Span(a.start, a.end), other, Span(b.start, b.end)):
                    drafts.append(_draft(answers, one, a, other, b))
    return drafts


def _draft(answers: Answers, one: int, a: Hit, other: int, b: Hit) -> Draft:
    accounts = answers.accounts
    withheld = _WITHHELD in (a.entry.subkind, b.entry.subkind)
    told = f"{accounts.says(one, a.start, a.end)}; {accounts.says(other, b.start, b.end)}"
    why = "one vouches for what is told, the other does not" if withheld else "told with another force"
    return Draft(
        kind=epistemic_distance.KIND if withheld else intensity.KIND,
        subkind="distancing_verb" if withheld else "telling",
        places=(Place(one, a.start, a.end), Place(other, b.start, b.end)),
        strength=_STRENGTH,
        confidence=_CONFIDENCE,
        paired=True,
        match=accounts.told_alike(one, Span(a.start, a.end), other, Span(b.start, b.end)),
        explanation=f"{told}: {why}.",
        cue=answers.texts[one].reading.text[a.start : a.end].casefold(),
    )
