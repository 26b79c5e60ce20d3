"""Sentences that two accounts tell in nearly the same words: what stands in one place of both, but differs.

The words of both sentences are aligned (matching blocks of Ratcliff & Obershelp over lemmas); a stretch of
the one that stands between the same neighbours as a stretch of the other is its alternative. The lexicons
then say what kind of choice it is. Within one language only: across languages words have no common lemmas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from compare.framing import (
    blame_agency,
    epistemic_distance,
    intensity,
    legal,
    loaded_language,
    modality,
    naming,
)
from compare.framing.accounts import Accounts
from compare.framing.drafts import Draft, Place
from compare.framing.reading import Reading
from compare.records import Span
from compare.words import Word, lemma_of

_LEAST_SHARED = 3
_ALIKE = 0.45
"""Least share of the words of content of two sentences that both have; by judgement."""
_LONGEST = 6
_STRENGTH, _CONFIDENCE = 0.65, 0.7
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being)\b|\b(?:a|ont) été\b|\b(?:был|была|было|были)\b|\b(?:було|був|була|були)\b"
    r"|\w+(?:лся|лась|лось|лись|вся)\b|\w+(?:ано|ено|ито|уто|ято)\b",
    re.IGNORECASE,
)
_SLAVIC_VERB = re.compile(r"(?:л|ла|ло|ли|в|ть|ти|ет|ёт|ит|ют|ят|ат|ут|ить|ати|ється|ся|сь)$")
_PLAIN_NUMBER = re.compile(r"\d")
_QUANTITIES = frozenset({"quantifier", "approximator", "generality"})
_WHY = {
    modality.KIND: "another stage between possible and done",
    epistemic_distance.KIND: "one vouches for it, the other does not",
    intensity.KIND: "another degree",
    legal.KIND: "another name in law",
    loaded_language.KIND: "one judges what both tell",
    naming.KIND: "two names in one place",
    blame_agency.KIND: "who does it is told otherwise",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """Two stretches that stand in one place of two sentences; one may be empty (``start == end``)."""

    left: Span
    right: Span


def find_parallels(accounts: Accounts) -> list[Draft]:
    """Choices in parallel sentences of every two accounts in one language."""
    drafts: list[Draft] = []
    for one, other in combinations(range(len(accounts.accounts)), 2):
        left, right = accounts.accounts[one].reading, accounts.accounts[other].reading
        if left.language != right.language or left.language is None:
            continue
        for a, b in _pairs(left, right):
            for slot in _slots(left, a, right, b):
                drafts.extend(_drafts(accounts, one, left, other, right, slot))
    return drafts


def _pairs(left: Reading, right: Reading) -> Iterator[tuple[Span, Span]]:
    """Sentences that are each other's best match by shared words of content."""
    mine = [_content(left, sentence) for sentence in left.sentences]
    theirs = [_content(right, sentence) for sentence in right.sentences]
    if not mine or not theirs:
        return
    for i, own in enumerate(mine):
        j = _nearest(own, theirs)
        back = _nearest(theirs[j], mine)
        shared = len(mine[i] & theirs[j])
        if back == i and shared >= _LEAST_SHARED and _likeness(own, theirs[j]) >= _ALIKE:
            yield left.sentences[i], right.sentences[j]


def _nearest(own: frozenset[str], others: Sequence[frozenset[str]]) -> int:
    """Index of the sentence that shares most; of several the first."""
    shares = [_likeness(own, other) for other in others]
    return shares.index(max(shares))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _content(reading: Reading, sentence: Span) -> frozenset[str]:
    words = reading.words_in(sentence.start, sentence.end)
    return frozenset(lemma_of(word.text, reading.language) for word in words if not reading.role(word))


def _slots(left: Reading, a: Span, right: Reading, b: Span) -> Iterator[Slot]:
    mine, theirs = left.words_in(a.start, a.end), right.words_in(b.start, b.end)
    one = [lemma_of(word.text, left.language) for word in mine]
    two = [lemma_of(word.text, right.language) for word in theirs]
    for tag, i, i2, j, j2 in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if tag == "equal" or i2 - i > _LONGEST or j2 - j > _LONGEST:
            continue
        if (i == 0 or j == 0) and (i2 == len(mine) or j2 == len(theirs)):
            continue  # nothing holds the stretch on either side
        yield Slot(_span(mine, i, i2, a), _span(theirs, j, j2, b))


def _span(words: Sequence[Word], first: int, last: int, sentence: Span) -> Span:
    if first < last:
        return Span(words[first].start, words[last - 1].end)
    at = words[first].start if first < len(words) else sentence.end
    return Span(at, at)


def _drafts(
    accounts: Accounts, one: int, left: Reading, other: int, right: Reading, slot: Slot
) -> Iterator[Draft]:
    kind = _kind(left, slot.left, right, slot.right)
    if kind is None:
        return
    a, b = _shown(left, slot.left), _shown(right, slot.right)
    if a is None or b is None or left.text[a.start : a.end] == right.text[b.start : b.end]:
        return
    told = f"{accounts.says(one, a.start, a.end)}; {accounts.says(other, b.start, b.end)}"
    yield Draft(
        kind=kind,
        subkind="parallel",
        places=(Place(one, a.start, a.end), Place(other, b.start, b.end)),
        strength=_STRENGTH,
        confidence=_CONFIDENCE,
        paired=True,
        explanation=f"{told}: {_WHY[kind]}, in sentences that are else told alike.",
        cue=left.text[a.start : a.end].casefold(),
    )


def _shown(reading: Reading, span: Span) -> Span | None:
    """A stretch with the article before it; an empty one is shown by the words that stand there."""
    if len(span):
        place = reading.first_word(span.start)
        article = (
            place and reading.role(reading.words[place - 1]) == "article" and not reading.parted(place - 1)
        )
        return Span(reading.words[place - 1].start if article else span.start, span.end)
    words = reading.words_in(span.start, len(reading.text))[:2]
    sentence = reading.sentence_at(span.start)
    words = [word for word in words if word.end <= sentence.end]
    return Span(words[0].start, words[-1].end) if words else None


def _kind(left: Reading, a: Span, right: Reading, b: Span) -> str | None:
    """What kind of choice two stretches in one place are, by the narrowest lexicon that knows one of them."""
    for lexicon, kind in (("epistemic", epistemic_distance.KIND), ("legal", legal.KIND)):
        if _hit(left, a, lexicon) != _hit(right, b, lexicon):
            return kind
    if "claim" in (_stance(left, a), _stance(right, b)) and len(a) and len(b):
        return epistemic_distance.KIND
    if _modal(left, a) != _modal(right, b):
        return modality.KIND
    if _amount(left, a) or _amount(right, b) or (_stance(left, a) and _stance(right, b)):
        return intensity.KIND
    if _hit(left, a, "loaded") != _hit(right, b, "loaded"):
        return naming.KIND if _nominal(left, a) and _nominal(right, b) else loaded_language.KIND
    if not len(a) or not len(b):
        return None
    if bool(_PASSIVE.search(left.text[a.start : a.end])) != bool(
        _PASSIVE.search(right.text[b.start : b.end])
    ):
        return blame_agency.KIND
    return naming.KIND if _nominal(left, a) and _nominal(right, b) else None


def _hit(reading: Reading, span: Span, lexicon: str) -> bool:
    return any(
        span.start <= hit.start < span.end and hit.entry.subkind != "status" for hit in reading.hits(lexicon)
    )


def _stance(reading: Reading, span: Span) -> str:
    found = (
        hit.entry.subkind for hit in reading.hits("reporting_verbs") if span.start <= hit.start < span.end
    )
    return next(found, "")


def _modal(reading: Reading, span: Span) -> float | None:
    levels = [
        float(hit.entry.attributes.get("level", 0.0))
        for hit in reading.hits("modality")
        if span.start <= hit.start < span.end
    ]
    return levels[0] if levels else None


def _amount(reading: Reading, span: Span) -> bool:
    quantified = any(
        span.start <= hit.start < span.end and hit.entry.subkind in _QUANTITIES
        for hit in reading.hits("hedges")
    )
    return quantified or _hit(reading, span, "intensity")


def _nominal(reading: Reading, span: Span) -> bool:
    """Do these words name something: after an article or starting with one, or without the form of a verb?"""
    words = reading.words_in(span.start, span.end)
    if not words or _PLAIN_NUMBER.search(reading.text[span.start : span.end]):
        return False
    content = [word for word in words if not reading.role(word)]
    if not content or any(reading.role(word) not in ("", "article", "belonging") for word in words):
        return False
    if reading.language in ("ru", "uk"):
        return not any(_SLAVIC_VERB.search(word.folded) for word in content[-1:]) and len(content) <= 4
    place = reading.first_word(span.start)
    before = reading.role(reading.words[place - 1]) if place else ""
    return "article" in (before, reading.role(words[0]))
