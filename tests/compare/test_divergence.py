"""Divergence by its formulas, on matches and omissions made by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from compare.divergence import measure_divergence
from compare.options import CompareOptions
from compare.records import (
    Claim,
    ClaimSpan,
    Divergence,
    FramingDifference,
    Match,
    Omission,
    Pair,
    Readout,
    Span,
)

OPTIONS = CompareOptions(bootstrap_samples=200)
NOTHING = np.zeros((0, 1), dtype=np.float32)
SAME = {"same": 1.0, "reframed": 0.0, "conflict": 0.0, "unrelated": 0.0}


def account(source: str, *sentences: str) -> tuple[Readout, list[Claim]]:
    readout = Readout(source=source, text=" ".join(sentences), language="en")
    claims, start = [], 0
    for number, sentence in enumerate(sentences):
        end = start + len(sentence)
        spans = (Span(start, end),)
        claims.append(Claim(id=f"{source}{number}", readout=readout.id, start=start, end=end, spans=spans))
        start = end + 1
    return readout, claims


def pair(a: str, b: str, **shares: float) -> Pair:
    probabilities = {"same": 0.0, "reframed": 0.0, "conflict": 0.0, "unrelated": 0.0, **shares}
    return Pair(a=a, b=b, relation="same", confidence=1.0, similarity=1.0, probabilities=probabilities)


def match(*pairs: Pair) -> Match:
    claims = tuple(sorted({claim for each in pairs for claim in (each.a, each.b)}))
    return Match(id="m-" + "-".join(claims), claims=claims, relation="same", confidence=1.0, pairs=pairs)


A, CLAIMS_A = account("a", "They met in Lume.", "They spoke of gas.", "They parted as friends.")
B, CLAIMS_B = account("b", "They met in Lume.", "They spoke of gas.", "They parted as friends.")
ALL = [match(pair(f"a{i}", f"b{i}", **SAME)) for i in range(3)]


def measured(
    matches: list[Match],
    omissions: list[Omission],
    framing: list[FramingDifference] | None = None,
    readouts: tuple[Readout, ...] = (A, B),
) -> Divergence:
    return measure_divergence(
        readouts, CLAIMS_A + CLAIMS_B, matches, omissions, framing or [], NOTHING, OPTIONS
    )


def omitted(claim: str, readout: Readout, confidence: float = 1.0) -> Omission:
    return Omission(claim=claim, absent_from=(readout.id,), confidence=confidence, adjusted=confidence)


def test_identical_accounts_do_not_diverge() -> None:
    found = measured(ALL, [])
    assert (found.overall.value, found.overall.low, found.overall.high, found.overall.n) == (0, 0, 0, 6)
    assert {name: each.value for name, each in found.components.items()} == {
        "omission": 0,
        "content": 0,
        "framing": 0,
        "emphasis": 0,
    }


def test_unrelated_accounts_diverge_by_omission_alone() -> None:
    omissions = [omitted(f"a{i}", B) for i in range(3)] + [omitted(f"b{i}", A) for i in range(3)]
    found = measured([], omissions)
    assert found.overall.value == 1.0
    assert found.components["omission"].value == 1.0
    assert found.components["content"].value is None
    assert found.components["emphasis"].value is None


def test_omission_is_the_mean_of_both_directions() -> None:
    found = measured(ALL[:2], [omitted("a2", B, 0.9), omitted("b2", A, 0.3)])
    assert found.components["omission"].value == pytest.approx((0.9 / 3 + 0.3 / 3) / 2)


def test_content_counts_conflict_whole_and_reframing_half() -> None:
    matches = [match(pair("a0", "b0", conflict=0.8, unrelated=0.2)), match(pair("a1", "b1", reframed=1.0))]
    assert measured(matches, []).components["content"].value == pytest.approx(0.75)


def test_framing_takes_the_strongest_flag_of_a_claim() -> None:
    spans = (ClaimSpan("a0", 0, 4), ClaimSpan("b0", 0, 4))
    flag = FramingDifference(id="f", kind="naming", spans=spans, strength=0.5, confidence=0.6, explanation="")
    told = [replace(pair("a0", "b0", reframed=1.0), similarity=0.6)]
    found = measured([match(*told), *ALL[1:]], [], [flag, replace(flag, id="g", strength=0.1)])
    assert found.components["framing"].value == pytest.approx(0.3 / 3)


def test_what_is_told_in_the_same_words_is_not_framed_otherwise() -> None:
    flag = FramingDifference(
        id="f", kind="loaded", spans=(ClaimSpan("a0", 0, 4),), strength=1.0, confidence=1.0, explanation=""
    )
    assert measured(ALL, [], [flag]).components["framing"].value == 0.0


def test_order_of_readouts_changes_no_figure() -> None:
    omissions = [omitted("a2", B, 0.9), omitted("b2", A, 0.3)]
    matches = [ALL[0], match(pair("a1", "b1", reframed=0.7, same=0.3))]
    one, other = measured(matches, omissions), measured(matches, omissions, readouts=(B, A))
    assert (one.overall, one.components) == (other.overall, other.components)
    assert (one.pairs[0].overall, one.pairs[0].components) == (
        other.pairs[0].overall,
        other.pairs[0].components,
    )


def test_a_text_given_twice_changes_nothing() -> None:
    again, claims_again = account("c", "They met in Lume.", "They spoke of gas.", "They parted as friends.")
    short, claims_short = account("d", "They met in Lume.")
    omissions = [
        *(omitted(f"a{i}", short) for i in (1, 2)),
        *(omitted(f"c{i}", short) for i in (1, 2)),
    ]
    first = pair("a0", "d0", **SAME)
    together = measure_divergence(
        (A, short), CLAIMS_A + claims_short, [match(first)], omissions[:2], [], NOTHING, OPTIONS
    )
    group = match(first, pair("c0", "d0", **SAME), pair("a0", "c0", **SAME))
    matches = [group, *(match(pair(f"a{i}", f"c{i}", **SAME)) for i in (1, 2))]
    thrice = measure_divergence(
        (A, again, short), CLAIMS_A + claims_again + claims_short, matches, omissions, [], NOTHING, OPTIONS
    )
    assert thrice.overall.value == pytest.approx(together.overall.value)
    assert {pair.overall.value for pair in thrice.pairs if {pair.a, pair.b} == {A.id, again.id}} == {0.0}


def test_no_intervals_without_samples() -> None:
    options = CompareOptions(bootstrap_samples=0)
    found = measure_divergence((A, B), CLAIMS_A + CLAIMS_B, ALL, [], [], NOTHING, options)
    assert (found.overall.value, found.overall.low, found.overall.high) == (0.0, None, None)


def test_a_figure_on_few_claims_has_no_interval() -> None:
    """Two matched claims of one pair: every bootstrap replicate would be the value itself."""
    conflict = {"conflict": 0.8, "reframed": 0.1, "same": 0.1}
    found = measured(
        [match(pair("a0", "b0", **conflict))],
        [omitted(claim, readout) for claim, readout in (("a1", B), ("a2", B), ("b1", A), ("b2", A))],
    )
    content = found.components["content"]
    assert (content.value, content.low, content.high, content.n) == (pytest.approx(0.85), None, None, 2)
    assert found.overall.low is not None
