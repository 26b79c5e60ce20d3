"""Omissions: every claim without a counterpart, how sure, and what the lengths allow."""

from __future__ import annotations

import numpy as np
import pytest

from compare.alignment import find_omissions
from compare.options import CompareOptions
from compare.records import Claim, Match, Omission, Pair, Readout, Span

OPTIONS = CompareOptions()
LONG = Readout(source="long", text="One two three. Four five six. Seven eight nine. Ten eleven twelve.")
SHORT = Readout(source="short", text="One two three.")
THIRD = Readout(source="third", text="One two three. Four five six.")


def claim(name: str, readout: Readout, start: int = 0) -> Claim:
    return Claim(id=name, readout=readout.id, start=start, end=start + 14, spans=(Span(start, start + 14),))


def pair(a: str, b: str, linked: float) -> Pair:
    shares = {"same": linked, "reframed": 0.0, "conflict": 0.0, "unrelated": 1 - linked}
    return Pair(a=a, b=b, relation="same", confidence=linked, similarity=linked, probabilities=shares)


def omissions(readouts: list[Readout], claims: list[Claim], pairs: list[Pair]) -> dict[str, Omission]:
    linked = [each for each in pairs if each.probabilities["unrelated"] < 0.5]
    matches = [
        Match(id=f"m{n}", claims=(each.a, each.b), relation="same", confidence=1.0, pairs=(each,))
        for n, each in enumerate(linked)
    ]
    nothing = np.zeros((0, 1), dtype=np.float32)
    return {each.claim: each for each in find_omissions(readouts, claims, matches, pairs, nothing, OPTIONS)}


def test_what_has_a_counterpart_is_not_omitted() -> None:
    found = omissions([LONG, SHORT], [claim("l1", LONG), claim("s1", SHORT)], [pair("l1", "s1", 0.9)])
    assert found == {}


def test_a_near_miss_has_low_confidence() -> None:
    claims = [claim("l1", LONG), claim("l2", LONG, 15), claim("s1", SHORT)]
    found = omissions([LONG, SHORT], claims, [pair("l2", "s1", 0.45), pair("l1", "s1", 0.9)])
    assert list(found) == ["l2"]
    assert found["l2"].confidence == pytest.approx(0.55)
    assert found["l2"].absent_from == (SHORT.id,)


def test_a_short_text_is_allowed_to_leave_out_more() -> None:
    found = omissions([LONG, SHORT], [claim("l1", LONG), claim("s1", SHORT)], [])
    assert found["l1"].confidence == found["s1"].confidence
    assert found["l1"].adjusted < found["l1"].confidence
    assert found["s1"].adjusted == found["s1"].confidence


def test_absence_is_told_for_each_readout() -> None:
    claims = [claim("l1", LONG), claim("s1", SHORT), claim("t1", THIRD)]
    found = omissions([LONG, SHORT, THIRD], claims, [pair("l1", "s1", 0.9)])
    assert found["l1"].absent_from == (THIRD.id,)
    assert found["t1"].absent_from == tuple(sorted((LONG.id, SHORT.id)))
    reversed_order = omissions([THIRD, SHORT, LONG], claims, [pair("l1", "s1", 0.9)])
    assert reversed_order == found
