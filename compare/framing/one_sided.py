"""Choices that one account makes and another does not: distance, loaded words, blame, law, tone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from compare.framing import (
    blame_agency,
    epistemic_distance,
    initiative,
    intensity,
    legal,
    loaded_language,
    tone,
)
from compare.framing.accounts import Accounts, Counterpart
from compare.framing.answers import Answers
from compare.framing.drafts import Draft, Place
from compare.framing.marks import Mark, same_word
from compare.framing.reading import Reading
from compare.options import CompareOptions
from compare.records import Span

_DETECTORS: tuple[Callable[[Reading], list[Mark]], ...] = (
    epistemic_distance.find_marks,
    loaded_language.find_marks,
    intensity.find_marks,
    blame_agency.find_marks,
    legal.find_marks,
    tone.find_marks,
    initiative.find_marks,
)
_MILD = 0.5
_VOUCHED = 0.65
"""Least strength and confidence of a mark of distance on words that another account vouches for."""
_IN_PLACE = 0.8
"""How surely (0..1) words that stand in one place answer each other."""
_NAMING = frozenset({epistemic_distance.KIND, loaded_language.KIND, legal.KIND})
"""Kinds whose words name something that another account may name otherwise."""
_WHY = {
    "epistemic_distance": "marks the statement as not its own",
    "loaded_language": "judges what it names",
    "intensity": "sets the degree",
    "blame_agency": "says who acts, who refuses or who is the cause",
    "legal": "gives the act a name in law",
    "tone": "is diplomatic code for how the talk went",
    "initiative": "says who sought the contact",
}
_SUBKIND_WHY = {
    "scare_quotes": "sets the word in quotation marks that cite nobody",
    "conditional": "uses the conditional of hearsay",
    "refusal": "tells of something that is not done as somebody's refusal or failure",
    "cause": "names a cause or somebody responsible",
    "agentless": "tells what happened without saying who did it",
    "attack": "names an act of force or hostility and its doer",
    "norm": "speaks of law, right or treaty",
}


def find_one_sided(answers: Answers, options: CompareOptions) -> list[Draft]:
    """Marks of one account that the related claims of another do not share."""
    accounts = answers.accounts
    marks = [[mark for find in _DETECTORS for mark in find(each.reading)] for each in accounts.accounts]
    drafts = []
    for place, own in enumerate(marks):
        for mark in own:
            if mark.kind == epistemic_distance.KIND:
                mark = _vouched_for(answers, place, mark, marks)
            if mark.strength <= _MILD or mark.strength * mark.confidence < options.framing_least_weight:
                continue
            draft = _draft(answers, place, mark, marks, options)
            if draft is not None:
                drafts.append(draft)
    return drafts


def _vouched_for(answers: Answers, place: int, mark: Mark, marks: list[list[Mark]]) -> Mark:
    """A mark of distance, the surer where another account tells the same words without any."""
    for other, theirs in enumerate(marks):
        span = None if other == place else answers.alike(place, mark.start, mark.end, other)
        if span and not any(
            each.kind == mark.kind and each.start < span.end and span.start < each.end for each in theirs
        ):
            return replace(
                mark,
                strength=max(_VOUCHED, mark.strength),
                confidence=max(_VOUCHED, mark.confidence),
            )
    return mark


def _draft(
    answers: Answers,
    place: int,
    mark: Mark,
    marks: list[list[Mark]],
    options: CompareOptions,
) -> Draft | None:
    accounts = answers.accounts
    others: list[Counterpart] = []
    for other in range(len(accounts.accounts)):
        if other == place:
            continue
        if mark.kind != initiative.KIND and _chosen_too(accounts, place, mark, other, marks[other]):
            return None
        found = _counterpart(answers, place, mark, other)
        if found is None:
            continue
        if mark.kind != initiative.KIND and _shares(accounts, found, mark, marks[other]):
            return None
        if mark.kind == intensity.KIND and found.match is None:
            continue  # a degree is answered only where the point itself is told
        others.append(found)
    why = _SUBKIND_WHY.get(mark.subkind) or _WHY[mark.kind]
    told = f"{accounts.says(place, mark.phrase.start, mark.phrase.end)}, which {why}"
    against = "; ".join(accounts.says(each.account, each.start, each.end) for each in others)
    presence = max((0.6 + 0.35 * each.bond for each in others), default=options.framing_alone_factor)
    return Draft(
        kind=mark.kind,
        subkind=mark.subkind,
        places=(
            Place(place, mark.start, mark.end),
            *(Place(each.account, each.start, each.end) for each in others),
        ),
        strength=mark.strength,
        confidence=mark.confidence * presence,
        explanation=f"{told}; {against or 'no other account has a counterpart'}.",
        match=next((each.match for each in others if each.match), None),
        cue=mark.cue.casefold(),
    )


def _counterpart(answers: Answers, place: int, mark: Mark, other: int) -> Counterpart | None:
    """What another account says instead: another name, the words in its place, or a phrase near it."""
    accounts = answers.accounts
    renamed = None
    if mark.kind in _NAMING:
        renamed = accounts.renamed(place, mark.start, mark.end, other)
    span = None if renamed else _in_place(answers, place, mark, other)
    if span is not None:
        match = accounts.told_alike(place, mark.span, other, span)
        return Counterpart(other, span.start, span.end, _IN_PLACE, match)
    return renamed or accounts.nearest(place, mark.phrase.start, mark.phrase.end, other)


def _in_place(answers: Answers, place: int, mark: Mark, other: int) -> Span | None:
    """The words in the place of a mark; for words that distance, those that they bear on."""
    if mark.kind == initiative.KIND:
        return None
    ways = (answers.answer, answers.alike)
    for way in ways[::-1] if mark.kind == epistemic_distance.KIND else ways:
        if (span := way(place, mark.start, mark.end, other)) is not None:
            return span
    return None


def _chosen_too(accounts: Accounts, place: int, mark: Mark, other: int, others: list[Mark]) -> bool:
    """Does an account in the same language choose the same words somewhere? Then both made the choice."""
    one, two = accounts.accounts[place].readout.language, accounts.accounts[other].readout.language
    return one == two and any(each.kind == mark.kind and same_word(each.cue, mark.cue) for each in others)


def _shares(accounts: Accounts, found: Counterpart, mark: Mark, others: list[Mark]) -> bool:
    """Does the other account make the same choice in the words that answer, or near them?"""
    claim = accounts.accounts[found.account].claim_at(found.start, found.end)
    if claim is None:
        return False
    return any(
        claim.start <= other.start < claim.end and (other.kind, other.subkind) == (mark.kind, mark.subkind)
        for other in others
    )
