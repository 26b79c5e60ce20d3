"""What to read first: the differences that a person would tell, in order, each in one plain sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from compare.framing.choices import SUBKIND
from compare.options import CompareOptions
from compare.records import (
    Claim,
    ClaimSpan,
    Conflict,
    Finding,
    FramingDifference,
    Match,
    Omission,
    Readout,
)
from compare.sides import CONCEDING

_LONGEST_QUOTE = 160
_LONG_WORD = 5
_FULL_CLAIM, _LEAST_CLAIM = 6, 3
"""Telling words (long ones, names, figures) with which an omitted claim weighs in full; at all."""
_KINDS = {
    "blame_agency": 1.1,
    "naming": 1.05,
    "epistemic_distance": 1.05,
    "initiative": 0.9,
    "legal": 0.9,
    "intensity": 0.9,
    "modality": 0.9,
    "tone": 0.9,
    "frame": 0.65,
    "emphasis": 0.8,
}
"""How much a kind of framing tells a reader, by the editors' judgement; 1 for the rest."""
_PAIRED = 1.15
_UNLISTED = 0.7
"""What is left where no lexicon knows the words and their place alone tells a choice: in long accounts, words
stand in one place by chance. Chosen on the judged findings of five readouts."""
_SAME_KIND, _SAME_WORDS, _SAME_ANSWER, _SAME_POINT, _SAME_SAID = 0.94, 0.6, 0.6, 0.35, 0.3
"""What is left of a finding's weight beside one that is told already: of its kind; about the same words;
against the same words; an omission of what is told already; an omission of what is said twice."""
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class _Candidate:
    weight: float
    kind: str
    subkind: str
    ref: str
    headline: str
    spans: tuple[ClaimSpan, ...]
    stems: frozenset[str] = frozenset()


def rank_findings(
    readouts: Sequence[Readout],
    claims: Sequence[Claim],
    matches: Sequence[Match],
    omissions: Sequence[Omission],
    conflicts: Sequence[Conflict],
    framing: Sequence[FramingDifference],
    options: CompareOptions,
    own: Mapping[str, str] | None = None,
) -> tuple[Finding, ...]:
    """Findings of all kinds, the weightiest first; ``ref`` names the record that each one tells of.

    A conflict weighs with its match's confidence, a framing difference strength times confidence times what
    its kind tells, an omission its adjusted confidence times how much the claim says. What repeats a kind,
    the words or the matter of a finding that is told already moves down: the first page shows several sides.

    ``own`` maps a speaker to his own account (:func:`compare.sides.own_accounts`; None: the account that
    bears his id): what another account has him agree to, and his own does not contain, is an attributed
    concession.
    """
    teller = _Teller(readouts, claims, matches, own or _named(readouts))
    candidates = [
        *(_of_framing(each) for each in framing),
        *(_of_conflict(teller, each) for each in _one_each(conflicts)),
        *(_of_omission(teller, each, options) for each in omissions if _says_something(teller, each)),
    ]
    ordered = _in_order(candidates, options.findings_most)
    return tuple(
        Finding(rank=rank, kind=each.kind, ref=each.ref, headline=each.headline)
        for rank, each in enumerate(ordered, start=1)
    )


class _Teller:
    """Quotes spans, names sources, and knows whose account a speaker's own is."""

    def __init__(
        self,
        readouts: Sequence[Readout],
        claims: Sequence[Claim],
        matches: Sequence[Match],
        own: Mapping[str, str],
    ) -> None:
        self._readout: Mapping[str, Readout] = {readout.id: readout for readout in readouts}
        self.claim: Mapping[str, Claim] = {claim.id: claim for claim in claims}
        self.confidence: Mapping[str, float] = {match.id: match.confidence for match in matches}
        self._own = own

    def source(self, claim: str) -> str:
        return self._readout[self.claim[claim].readout].source

    def sources(self, readouts: Sequence[str]) -> str:
        names = sorted(self._readout[each].source for each in readouts)
        return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]

    def quoted(self, claim: str, start: int, end: int) -> str:
        words = " ".join(self._readout[self.claim[claim].readout].text[start:end].split())
        return f"“{words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1] + '…'}”"

    def telling(self, claim: Claim) -> list[str]:
        """The words of a claim that tell something: long ones, names and figures."""
        words = self._readout[claim.readout].text[claim.start : claim.end].split()
        bare = [word.strip(".,;:!?…()[]«»“”„\"'’") for word in words]
        return [
            word
            for number, word in enumerate(bare)
            if len(word) >= _LONG_WORD or word[:1].isdigit() or (number and word[:1].isupper())
        ]

    def conceded_by(self, claim: Claim, absent_from: Sequence[str]) -> str | None:
        """The source whose own speaker is said to concede what its account does not contain."""
        if not claim.chain or claim.chain[-1].actor is None:
            return None
        own = self._own.get(claim.chain[-1].actor)
        conceding = claim.chain[-1].stance in CONCEDING
        if conceding and own is not None and own != claim.readout and own in absent_from:
            return self._readout[own].source
        return None


def _named(readouts: Sequence[Readout]) -> dict[str, str]:
    return {readout.actor: readout.id for readout in readouts if readout.actor}


def _in_order(candidates: Sequence[_Candidate], most: int) -> list[_Candidate]:
    ranked = sorted(candidates, key=lambda each: (-round(each.weight, 6), each.kind, each.ref, each.headline))
    left = [(each.weight, -number, each) for number, each in enumerate(ranked)]
    told: list[_Candidate] = []
    while left and len(told) < most:
        _, _, best = max(left, key=lambda each: each[:2])
        told.append(best)
        left = [
            (weight * _lighter(each, best), number, each) for weight, number, each in left if each is not best
        ]
    return told


def _lighter(candidate: _Candidate, told: _Candidate) -> float:
    left = _SAME_KIND if (candidate.kind, candidate.subkind) == (told.kind, told.subkind) else 1.0
    if candidate.stems and told.stems and _alike(candidate, told):
        return left * _SAME_SAID
    if _touch(candidate.spans[:1], told.spans):
        return left * (_SAME_POINT if candidate.stems else _SAME_WORDS)
    return left * (_SAME_ANSWER if _touch(candidate.spans[1:], told.spans) else 1.0)


def _touch(own: Sequence[ClaimSpan], told: Sequence[ClaimSpan]) -> bool:
    return any(
        one.claim == other.claim and one.start < other.end and other.start < one.end
        for one in own
        for other in told
    )


def _alike(candidate: _Candidate, told: _Candidate) -> bool:
    """Are two omitted claims of one account made of the same words?"""
    shared = len(candidate.stems & told.stems)
    return shared >= _ALIKE * min(len(candidate.stems), len(told.stems))


def _of_framing(difference: FramingDifference) -> _Candidate:
    both = _PAIRED if len(difference.spans) > 1 else 1.0
    known = _UNLISTED if difference.subkind == SUBKIND else 1.0
    return _Candidate(
        difference.strength * difference.confidence * both * known * _KINDS.get(difference.kind, 1.0),
        "framing",
        difference.kind,
        difference.id,
        difference.explanation,
        difference.spans,
    )


def _one_each(conflicts: Sequence[Conflict]) -> list[Conflict]:
    """One conflict for each pair of claims: a reason that points at words goes before entailment."""
    chosen: dict[tuple[str, str], Conflict] = {}
    for each in conflicts:
        held = chosen.get((each.a, each.b))
        if held is None or (held.kind == "entailment" and each.kind != "entailment"):
            chosen[each.a, each.b] = each
    return list(chosen.values())


def _of_conflict(teller: _Teller, conflict: Conflict) -> _Candidate:
    a, b = teller.claim[conflict.a], teller.claim[conflict.b]
    told = sorted(
        f"{teller.source(each.id)} says {teller.quoted(each.id, each.start, each.end)}" for each in (a, b)
    )
    return _Candidate(
        0.4 + 0.8 * teller.confidence.get(conflict.match, 0.0),
        "conflict",
        conflict.kind,
        conflict.match,
        f"{told[0]}; {told[1]}: both cannot hold{_over(conflict.kind)}.",
        conflict.spans,
    )


def _over(kind: str) -> str:
    return "" if kind == "entailment" else f" ({kind})"


def _says_something(teller: _Teller, omission: Omission) -> bool:
    """A word of thanks or a bare yes is no finding; a concession is one, however short."""
    claim = teller.claim[omission.claim]
    conceding = teller.conceded_by(claim, omission.absent_from) is not None
    return conceding or len(teller.telling(claim)) >= _LEAST_CLAIM


def _of_omission(teller: _Teller, omission: Omission, options: CompareOptions) -> _Candidate:
    claim = teller.claim[omission.claim]
    said = f"{teller.source(claim.id)} says {teller.quoted(claim.id, claim.start, claim.end)}"
    spans = omission.spans or (ClaimSpan(claim.id, claim.start, claim.end),)
    telling = teller.telling(claim)
    stems = frozenset(word.casefold()[:_LONG_WORD] for word in telling)
    weight = omission.adjusted * min(1.0, len(telling) / _FULL_CLAIM)
    conceding = teller.conceded_by(claim, omission.absent_from)
    if conceding is not None:
        headline = f"{said}, a concession that {conceding}'s own account does not contain."
        return _Candidate(weight * 1.2, "attributed_concession", "", claim.id, headline, spans, stems)
    silent = "does not" if len(omission.absent_from) == 1 else "do not"
    headline = f"{said}; {teller.sources(omission.absent_from)} {silent} mention it."
    return _Candidate(weight * options.findings_omission, "omission", "", claim.id, headline, spans, stems)
