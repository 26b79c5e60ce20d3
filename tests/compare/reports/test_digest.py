from __future__ import annotations

from dataclasses import replace

import pytest

from compare.records import Comparison
from compare.reports.accounts import letter_of
from compare.reports.digest import Digest


@pytest.mark.parametrize(
    ("place", "letters"), [(0, "A"), (1, "B"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA")]
)
def test_accounts_have_letters(place: int, letters: str) -> None:
    assert letter_of(place) == letters


def test_states_of_claims(comparison: Comparison) -> None:
    digest = Digest(comparison)
    assert {digest.label(claim.id): digest.state(claim.id) for claim in comparison.claims} == {
        "A1": "same", "A2": "conflict", "A3": "reframed", "A4": "open", "A5": "only",
        "A6": "reframed", "A7": "disagreement", "A8": "only",
        "B1": "same", "B2": "conflict", "B3": "reframed", "B4": "reframed", "B5": "only",
        "C1": "same", "C2": "conflict", "C3": "reframed", "C4": "reframed", "C5": "disagreement",
        "C6": "only",
    }  # fmt: skip


def test_counterparts_carry_the_relation_of_their_own_pair(comparison: Comparison) -> None:
    digest = Digest(comparison)
    observers = comparison.claims[5].id
    found = [(digest.label(claim), relation) for claim, relation in digest.counterparts(observers)]
    assert found == [("B4", "same"), ("C4", "reframed")]


def test_the_summary_counts_claims(comparison: Comparison) -> None:
    assert Digest(comparison).summary == (
        "Of 19 claims: 3 told alike, 6 told differently, 3 contradicted, 2 on which speakers disagree, "
        "4 in one account only, 1 not placed."
    )


def test_the_title_falls_back_on_the_sources(comparison: Comparison) -> None:
    assert Digest(comparison).title == "The call of 3 May"
    assert Digest(replace(comparison, event=None)).title == (
        "Alvenia, Office of the President, Présidence de la Corvanie and Канцелярія Тарнії"
    )


def test_texts_that_share_nothing_are_told_at_the_top(comparison: Comparison) -> None:
    unrelated = replace(
        comparison, matches=(), conflicts=(), framing=(), findings=(), warnings=("few claims",)
    )
    assert Digest(unrelated).notices == (
        "No claim of one account was found in another. These texts may not tell of the same event.",
        "few claims",
    )


def test_texts_that_say_the_same_are_told_at_the_top(comparison: Comparison) -> None:
    (call, *_) = comparison.matches
    claims = tuple(claim for claim in comparison.claims if claim.id in call.claims)
    alike = replace(
        comparison,
        claims=claims,
        matches=(call,),
        omissions=(),
        conflicts=(),
        framing=(),
        findings=(),
        warnings=("two readouts have the same text",),
    )
    assert Digest(alike).notices == (
        "The accounts say the same: no difference was found.",
        "two readouts have the same text",
    )


def test_words_outside_the_claim_are_quoted_with_it(comparison: Comparison) -> None:
    from compare.records import ClaimSpan

    claim = comparison.claims[4]
    (quote,) = Digest(comparison).quotes([ClaimSpan(claim.id, claim.start - 1, claim.start + 15)])
    assert [(piece.text, piece.marked) for piece in quote.pieces] == [
        ("“honest dialogue", True),
        (" is incompatible with escalation", False),
    ]


def test_overlapping_words_are_marked_once(comparison: Comparison) -> None:
    from compare.records import ClaimSpan

    claim = comparison.claims[1]
    spans = [ClaimSpan(claim.id, claim.start + a, claim.start + b) for a, b in ((4, 15), (9, 19))]
    (quote,) = Digest(comparison).quotes(spans)
    assert [(piece.text, piece.marked) for piece in quote.pieces] == [
        ("The ", False),
        ("call lasted", True),
        (" 100", True),
        (" minutes.", False),
    ]
    assert quote.text == "The call lasted 100 minutes."
