"""The findings lead with what a person would tell first, each in one sentence."""

from __future__ import annotations

from dataclasses import replace

from compare.findings import rank_findings
from compare.options import CompareOptions
from compare.records import (
    ChainLink,
    Claim,
    ClaimSpan,
    Conflict,
    FramingDifference,
    Match,
    Omission,
    Readout,
    Span,
)

ARLEN = Readout(
    source="Arlen",
    actor="orlo",
    text="The call lasted two hours. Minister Tann promised to open the port. Thank you.",
)
VELIA = Readout(source="Velia", actor="tann", text="The call lasted one hour. Shameless lies were rejected.")


def claim(readout: Readout, words: str, id: str, chain: tuple[ChainLink, ...] = ()) -> Claim:
    start = readout.text.index(words)
    end = start + len(words)
    return Claim(id=id, readout=readout.id, start=start, end=end, spans=(Span(start, end),), chain=chain)


TWO_HOURS = claim(ARLEN, "The call lasted two hours.", "c1")
PORT = claim(ARLEN, "open the port", "c2", (ChainLink(actor="tann", stance="promise"),))
THANKS = claim(ARLEN, "Thank you.", "c3")
ONE_HOUR = claim(VELIA, "The call lasted one hour.", "c4")
LIES = claim(VELIA, "Shameless lies were rejected.", "c5")
CLAIMS = (TWO_HOURS, PORT, THANKS, ONE_HOUR, LIES)
MATCH = Match(id="m1", claims=("c1", "c4"), relation="conflict", confidence=0.9, pairs=())
OMISSIONS = (
    Omission(claim="c2", absent_from=(VELIA.id,), confidence=0.9, adjusted=0.8),
    Omission(claim="c3", absent_from=(VELIA.id,), confidence=0.9, adjusted=0.8),
)
FRAMING = FramingDifference(
    id="f1",
    kind="loaded_language",
    spans=(ClaimSpan("c5", LIES.start, LIES.start + 14),),
    strength=0.9,
    confidence=0.9,
    explanation="Velia writes “Shameless lies”, which judges what it names; no other account has a counterpart.",
)


def ranked(readouts: tuple[Readout, ...]) -> list[tuple[str, str, str]]:
    found = rank_findings(
        readouts,
        CLAIMS,
        (MATCH,),
        OMISSIONS,
        (Conflict(match="m1", a="c1", b="c4", kind="number", explanation="two hours against one"),),
        (FRAMING,),
        CompareOptions(),
    )
    assert [each.rank for each in found] == list(range(1, len(found) + 1))
    return [(each.kind, each.ref, each.headline) for each in found]


def test_findings_of_all_kinds_in_order() -> None:
    assert ranked((ARLEN, VELIA)) == [
        (
            "conflict",
            "m1",
            "Arlen says “The call lasted two hours.”; Velia says “The call lasted one hour.”: "
            "both cannot hold (number).",
        ),
        ("framing", "f1", FRAMING.explanation),
        (
            "attributed_concession",
            "c2",
            "Arlen says “open the port”, a concession that Velia's own account does not contain.",
        ),
    ]


def test_the_order_of_the_accounts_changes_nothing() -> None:
    assert ranked((ARLEN, VELIA)) == ranked((VELIA, ARLEN))


def test_no_difference_no_finding() -> None:
    assert rank_findings((ARLEN, VELIA), CLAIMS, (), (), (), (), CompareOptions()) == ()


def test_a_pair_of_claims_contradicts_itself_once() -> None:
    reasons = [
        Conflict(match="m1", a="c1", b="c4", kind=kind, explanation=kind) for kind in ("entailment", "number")
    ]
    for conflicts in (reasons, reasons[::-1]):
        found = rank_findings((ARLEN, VELIA), CLAIMS, (MATCH,), (), conflicts, (), CompareOptions())
        assert [each.headline.rpartition(": ")[2] for each in found] == ["both cannot hold (number)."]


def test_words_that_no_lexicon_knows_lead_less() -> None:
    known = replace(FRAMING, id="f2", spans=(ClaimSpan("c4", ONE_HOUR.start, ONE_HOUR.start + 8),))
    placed = replace(FRAMING, strength=0.95, subkind="parallel")
    told = rank_findings((ARLEN, VELIA), CLAIMS, (), (), (), (placed, known), CompareOptions())
    assert [each.ref for each in told] == ["f2", "f1"]
