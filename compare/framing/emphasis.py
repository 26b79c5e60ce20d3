"""Emphasis: what leads one account and closes another, what fills one and is a word in another.

Words tell it ("dominated", "in passing": lexicon ``emphasis``), or the place and the share of matched claims.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from compare.framing.accounts import Accounts
from compare.framing.answers import Answers
from compare.framing.drafts import Draft, Place
from compare.framing.lexical import lexical_marks
from compare.framing.marks import Mark, same_word
from compare.framing.reading import Reading
from compare.options import CompareOptions
from compare.records import Claim, Match, Span

KIND = "emphasis"

_LED = 0.5
"""Level of a mark from which it says that its topic came first or filled most."""
_ONE_TOPIC = 0.5
"""Share of the words of one sentence that the other one says too, from which both tell of one topic."""
_CLEAR = 0.6
"""Strength from which a mark of prominence tells by itself, against the mere place in the other account."""
_LEADS = 0.2
"""Place (0..1) up to which a claim leads its account."""
_SAID, _PLACED = 0.7, 0.5
"""Confidence that words of prominence, and that order and share alone, weigh a point."""
_MILDER = 0.7
"""Strength of what order and share alone show, beside words that say so."""


def find_marks(reading: Reading) -> list[Mark]:
    """Terms of the lexicon ``emphasis``: how much room a topic had."""
    return lexical_marks(reading, KIND, "emphasis")


def find_emphasis(answers: Answers, matches: Sequence[Match], options: CompareOptions) -> list[Draft]:
    """Points that one account gives much more weight than another, by its words or by place and share."""
    return [*_said(answers), *_placed(answers.accounts, matches, options)]


def _said(answers: Answers) -> Iterator[Draft]:
    """Marks of prominence against marks of the opposite, or against the other end of the other account."""
    accounts = answers.accounts
    marks = [find_marks(account.reading) for account in accounts.accounts]
    for one, other in permutations(range(len(marks)), 2):
        told = set()
        for mark in sorted(marks[one], key=_strongest_first):
            mine = Place(one, mark.start, mark.end)
            found = _opposite(answers, one, mark, other, marks[other])
            if found is None or _sentence(accounts, mine) in told:
                continue
            answer, why = found
            told.add(_sentence(accounts, mine))
            said = "; ".join(
                accounts.says(each.account, *_sentence(accounts, each)) for each in (mine, answer)
            )
            yield Draft(
                kind=KIND,
                subkind="prominence",
                places=(mine, answer),
                strength=mark.strength,
                confidence=_SAID,
                paired=True,
                explanation=f"{said}: {why}.",
                match=accounts.told_alike(one, mark.span, other, Span(answer.start, answer.end)),
                cue=mark.cue.casefold(),
            )


def _strongest_first(mark: Mark) -> tuple[float, int]:
    return -mark.strength, mark.start


def _opposite(
    answers: Answers, one: int, mark: Mark, other: int, marks: list[Mark]
) -> tuple[Place, str] | None:
    """Where another account gives a topic the opposite weight, by its words or by its order; and how.

    Two marks are told once, from the one that led.
    """
    led = mark.level >= _LED
    for each in sorted(marks, key=_strongest_first):
        if (each.level >= _LED) != led and _one_topic(answers, one, mark, other, each):
            place = Place(other, each.start, each.end)
            return (place, "the same topic has much room in one and little in the other") if led else None
    if mark.strength < _CLEAR or any(same_word(each.cue, mark.cue) for each in marks):
        return None
    accounts = answers.accounts
    own = accounts.accounts[one].claim_at(mark.start, mark.end)
    ends = [
        claim
        for claim in accounts.accounts[other].claims
        if own is not None
        and accounts.matched(own.id, claim.id)
        and (
            _position(accounts, other, claim) >= 1 - _LEADS if led else _position(accounts, other, claim) == 0
        )
    ]
    if not ends:
        return None
    room, end = ("much", "closes") if led else ("little", "opens")
    return Place(other, ends[0].start, ends[0].end), f"what has {room} room in one {end} the other"


def _one_topic(answers: Answers, one: int, a: Mark, other: int, b: Mark) -> bool:
    """Do the sentences of two marks tell of one topic, the marks left aside?"""
    shares = (_shared(answers, one, a, other, b), _shared(answers, other, b, one, a))
    return max(shares) >= _ONE_TOPIC


def _shared(answers: Answers, one: int, a: Mark, other: int, b: Mark) -> float:
    """Share of the words of content beside a mark that the sentence of the other mark says too."""
    text, far = answers.texts[one], answers.texts[other].reading
    mine, theirs = text.reading.sentence_at(a.start), far.sentence_at(b.start)
    alignment = answers.alignment(one, other)
    words = [
        number
        for number in range(text.reading.first_word(mine.start), text.reading.last_word(mine.end) + 1)
        if text.content[number] and not a.start <= text.reading.words[number].start < a.end
    ]
    said = [
        number
        for number in words
        if alignment.says(number, 0.0)
        and theirs.start <= far.words[alignment.forth[number]].start < theirs.end
    ]
    return len(said) / max(1, len(words))


def _sentence(accounts: Accounts, place: Place) -> tuple[int, int]:
    span = accounts.accounts[place.account].reading.sentence_at(place.start)
    return span.start, span.end


def _placed(accounts: Accounts, matches: Sequence[Match], options: CompareOptions) -> Iterator[Draft]:
    """Matched points whose place or share of the text differs by more than the options allow."""
    for match in sorted(matches, key=lambda each: each.id):
        claims = [accounts.claim[each] for each in match.claims]
        present = [
            (place, [claim for claim in claims if claim.readout == account.readout.id])
            for place, account in enumerate(accounts.accounts)
        ]
        told = [(place, own) for place, own in present if own]
        for (one, left), (other, right) in combinations(told, 2):
            yield from _contrast(accounts, match.id, one, left, other, right, options)


def _contrast(
    accounts: Accounts,
    match: str,
    one: int,
    left: list[Claim],
    other: int,
    right: list[Claim],
    options: CompareOptions,
) -> list[Draft]:
    first, second = min(left, key=lambda c: c.start), min(right, key=lambda c: c.start)
    sizes = (len(accounts.accounts[one].claims), len(accounts.accounts[other].claims))
    if min(sizes) < options.framing_least_claims:
        return []
    drafts = []
    places = (Place(one, first.start, first.end), Place(other, second.start, second.end))
    order = (_position(accounts, one, first), _position(accounts, other, second))
    gap = abs(order[0] - order[1])
    if gap >= options.framing_place_gap and min(order) <= _LEADS:
        drafts.append(
            _draft(accounts, match, places, "place", gap, "stands early in one and late in the other")
        )
    share = abs(_share(accounts, one, left) - _share(accounts, other, right))
    if share >= options.framing_share_gap:
        drafts.append(
            _draft(accounts, match, places, "share", share, "fills more of one account than of the other")
        )
    return drafts


def _draft(
    accounts: Accounts, match: str, places: tuple[Place, Place], subkind: str, gap: float, why: str
) -> Draft:
    told = "; ".join(
        f"{accounts.accounts[each.account].readout.source}: "
        f"“{accounts.accounts[each.account].readout.text[each.start : each.end]}”"
        for each in places
    )
    return Draft(
        kind=KIND,
        subkind=subkind,
        places=places,
        strength=_MILDER * min(1.0, gap),
        confidence=_PLACED,
        explanation=f"{told}: the same point {why} (by {gap:.2f} of the account).",
        match=match,
    )


def _position(accounts: Accounts, place: int, claim: Claim) -> float:
    """Where a claim stands among those of its account: 0 the first, 1 the last."""
    claims = accounts.accounts[place].claims
    return claims.index(claim) / max(1, len(claims) - 1)


def _share(accounts: Accounts, place: int, claims: list[Claim]) -> float:
    covered = sum(len(span) for claim in claims for span in claim.spans)
    return covered / max(1, len(accounts.accounts[place].readout.text))
