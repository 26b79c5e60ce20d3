"""From detectors to framing differences: collect, drop repetition, keep the telling ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from compare.embedding.encoder import Encoder, Vectors
from compare.framing.accounts import Accounts
from compare.framing.answers import Answers
from compare.framing.choices import find_choices
from compare.framing.contrasts import find_contrasts
from compare.framing.drafts import Draft, Place
from compare.framing.emphasis import find_emphasis
from compare.framing.frame import find_frames
from compare.framing.one_sided import find_one_sided
from compare.framing.reading import lexis_of
from compare.framing.spellings import find_spellings
from compare.framing.stances import find_stances
from compare.options import CompareOptions
from compare.records import Claim, ClaimSpan, FramingDifference, Match, Readout, stable_id
from compare.resources import Resources

_SAME_KIND, _SAME_CUE, _SAME_ANSWER, _SAME_WORDS = 0.95, 0.4, 0.7, 0.4
"""What is left of a draft's weight beside one that is kept: of its kind, cue, answering words, own words."""
_SAME_WORDS_ALONE = 0.2
"""What is left of a draft that no account answers beside one of another kind in the same words."""
_REPETITION = 0.6
"""Share of the least weight that a draft must keep beside those that are kept."""


def find_framing(
    readouts: Sequence[Readout],
    claims: Sequence[Claim],
    matches: Sequence[Match],
    vectors: Vectors,
    *,
    encoder: Encoder,
    resources: Resources,
    options: CompareOptions,
) -> tuple[FramingDifference, ...]:
    """Differences of framing between the accounts, the most telling first.

    Args:
        readouts: two or more; their order changes nothing.
        claims: of all readouts; ``vectors`` (n, d) has a row for each, of unit length.
        matches: claims about one point.
        encoder: embeds the chunks of the claims, to find the words that answer to a choice.
        resources: lexicons; without them nothing is found but emphasis.
        options: thresholds and the number of flags per 100 words.
    """
    if len(readouts) < 2 or not claims:
        return ()
    accounts = Accounts(readouts, claims, matches, vectors, encoder, lexis_of(resources), options)
    answers = Answers(accounts, encoder)
    drafts = [
        *find_one_sided(answers, options),
        *find_contrasts(answers, options),
        *find_choices(answers, options),
        *find_stances(answers),
        *find_spellings(answers),
        *find_frames(answers, options),
        *find_emphasis(answers, matches, options),
    ]
    kept = _selected(drafts, accounts, options)
    found = [_difference(draft, accounts) for draft in kept]
    distinct = {each.id: each for each in found if each is not None}
    return tuple(distinct.values())


def _selected(drafts: list[Draft], accounts: Accounts, options: CompareOptions) -> list[Draft]:
    """The weightiest drafts, as many as the options allow; each one kept makes its repetitions lighter."""
    words = sum(len(each.reading.words) for each in accounts.accounts)
    room = max(options.framing_least_flags, round(options.framing_flags_per_100_words * words / 100))
    telling = [draft for draft in drafts if draft.weight >= options.framing_least_weight]
    ranked = sorted(telling, key=lambda each: (-round(each.weight, 6), each.kind, each.subkind, each.places))
    left = [(round(draft.weight, 6), number, draft) for number, draft in enumerate(ranked)]
    kept: list[Draft] = []
    while left and len(kept) < room:
        weight, _, best = max(left, key=lambda each: (each[0], -each[1]))
        if weight < _REPETITION * options.framing_least_weight:
            break
        kept.append(best)
        left = [
            (weight * lighter, number, draft)
            for weight, number, draft in left
            if (lighter := _lighter(draft, best))
        ]
    return kept


def _lighter(draft: Draft, kept: Draft) -> float:
    """What is left of a draft's weight beside one that is kept: 0 for the same kind in the same words."""
    same_words = _overlap(draft.places[0], kept.places[0])
    if draft.kind == kept.kind:
        if same_words and _same_answerers(draft, kept):
            return 0.0
        repeated = (
            draft.cue == kept.cue
            and draft.places[0].account == kept.places[0].account
            and _same_answerers(draft, kept)
        )
        answered = any(_overlap(a, b) for a in draft.places[1:] for b in kept.places)
        return _SAME_KIND * (_SAME_CUE if repeated else 1.0) * (_SAME_ANSWER if answered else 1.0)
    if not same_words:
        return 1.0
    return _SAME_WORDS if len(draft.places) > 1 else _SAME_WORDS_ALONE


def _same_answerers(draft: Draft, kept: Draft) -> bool:
    mine = {place.account for place in draft.places[1:]}
    theirs = {place.account for place in kept.places[1:]}
    return not mine or not theirs or bool(mine & theirs)


def _overlap(a: Place, b: Place) -> bool:
    return a.account == b.account and a.start < b.end and b.start < a.end


def _difference(draft: Draft, accounts: Accounts) -> FramingDifference | None:
    spans = []
    holder: Literal["account", "speaker"] = "account"
    for number, place in enumerate(draft.places):
        claim = accounts.accounts[place.account].claim_at(place.start, place.end)
        if claim is None:
            return None
        if number == 0 and claim.chain:
            holder = "speaker"
        spans.append(ClaimSpan(claim.id, place.start, place.end))
    return FramingDifference(
        id=stable_id("f", draft.kind, draft.subkind, *spans),
        kind=draft.kind,
        subkind=draft.subkind,
        spans=tuple(spans),
        strength=min(1.0, draft.strength),
        confidence=min(1.0, draft.confidence),
        explanation=draft.explanation,
        match=draft.match,
        holder=holder,
    )
