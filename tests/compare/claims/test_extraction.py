"""Claims: who asserts what, with exact spans. Marked text: ``[kind:content]``, ``{source}``, ``<cue>``."""

from __future__ import annotations

import re

import pytest

from compare.claims import extract_claims
from compare.records import Attribution, ChainLink, Claim, ClaimKind, Readout, Span

_MARK = re.compile(r"\[(direct|indirect|mixed)(\d):|\{(\d):|<(\d):|[\]}>]")


def read_marked(marked: str) -> tuple[str, list[Attribution]]:
    """The plain text and its attributions; the digit tells which attribution a mark belongs to."""
    plain = ""
    at = 0
    opened: list[tuple[str, str, int]] = []
    contents: dict[str, list[Span]] = {}
    kinds: dict[str, ClaimKind] = {}
    frames: dict[tuple[str, str], Span] = {}
    for mark in _MARK.finditer(marked):
        plain += marked[at : mark.start()]
        at = mark.end()
        if mark.group(1):
            opened.append(("content", mark.group(2), len(plain)))
            kinds[mark.group(2)] = mark.group(1)  # type: ignore[assignment]
        elif mark.group(3):
            opened.append(("source", mark.group(3), len(plain)))
        elif mark.group(4):
            opened.append(("cue", mark.group(4), len(plain)))
        else:
            what, number, start = opened.pop()
            if what == "content":
                contents.setdefault(number, []).append(Span(start, len(plain)))
            else:
                frames[what, number] = Span(start, len(plain))
    plain += marked[at:]
    attributions = [
        Attribution(
            id=number,
            kind=kinds[number],
            content=tuple(contents[number]),
            source=frames.get(("source", number)),
            cue=frames.get(("cue", number)),
            actor=f"actor-{number}",
        )
        for number in sorted(contents)
    ]
    return plain, attributions


def shown(claims: list[Claim], text: str) -> list[tuple[str, ...]]:
    return [(claim.kind, *(span.of(text) for span in claim.spans)) for claim in claims]


CASES = [
    (
        "a direct quotation of two sentences",
        "en",
        '"[direct1:We want peace. We will defend every village]," {1:he} <1:said>.',
        [("direct", "We want peace."), ("direct", "We will defend every village")],
    ),
    (
        "narration beside a report keeps what it asserts, not the report's frame",
        "en",
        "On 3 May the presidents had a call of forty minutes, and {1:the office of Kestria} <1:reported> "
        "that [indirect1:the truce would be prolonged].",
        [
            ("narration", "On 3 May the presidents had a call of forty minutes"),
            ("indirect", "the truce would be prolonged"),
        ],
    ),
    (
        "a circumstance without a verb beside a report is left out",
        "en",
        "At a briefing, {1:Dorn} <1:said> [indirect1:the bridge is open].",
        [("indirect", "the bridge is open")],
    ),
    (
        "an act told after a quotation is narration",
        "en",
        '"[direct1:We count on our friends]," {1:Dorn} <1:said>, handing over the list that the '
        "commission had drawn up.",
        [
            ("direct", "We count on our friends"),
            ("narration", "handing over the list that the commission had drawn up."),
        ],
    ),
    (
        "an interrupted clause is one claim of two spans",
        "en",
        '"[direct1:Our answer]," {1:he} <1:said>, "[direct1:will be firm and quick]."',
        [("direct", "Our answer", "will be firm and quick")],
    ),
    (
        "two assertions around the reporting clause are two claims",
        "ru",
        "«[direct1:Мы закончили эту работу, — ]<1:заявил> {1:Дорн}. — [direct1:Мы едем домой]».",
        [("direct", "Мы закончили эту работу"), ("direct", "Мы едем домой")],
    ),
    (
        "a condition and its consequence stay one claim",
        "en",
        '"[direct1:If they shell the port again]," {1:he} <1:said>, "[direct1:we will close the border]."',
        [("direct", "If they shell the port again", "we will close the border")],
    ),
    (
        "a partly quoted content is one claim",
        "en",
        '{1:Paris} <1:reported> that [mixed1:it is necessary to "]try harder[mixed1:" in Orsk].'.replace(
            '"]try harder[mixed1:"', '"try harder"'
        ),
        [("mixed", 'it is necessary to "try harder" in Orsk')],
    ),
    (
        "the innermost speaker owns what is reported inside a report",
        "en",
        "{1:The office} <1:reported> that [indirect1:the call lasted an hour and that {2:Dorn} <2:said> that "
        "[indirect2:the bridge is open]].",
        [("indirect", "the call lasted an hour"), ("indirect", "the bridge is open")],
    ),
    (
        "parallel contents are cut",
        "fr",
        "{1:Le ministre} <1:a souligné> que [indirect1:la Valdorie respectera la trêve et que les "
        "prisonniers seront libérés en mai].",
        [
            ("indirect", "la Valdorie respectera la trêve"),
            ("indirect", "que les prisonniers seront libérés en mai"),
        ],
    ),
    (
        "a noun phrase is told with its verb and subject",
        "en",
        "In Orsk, {1:the envoys} strongly <1:condemned> [indirect1:the shelling of the port].",
        [("indirect", "the envoys strongly condemned the shelling of the port")],
    ),
    (
        "a noun phrase after a French verb",
        "fr",
        "{1:La ministre} <1:a exprimé> [indirect1:sa gratitude pour l'aide de la Kestrie].",
        [("indirect", "La ministre a exprimé sa gratitude pour l'aide de la Kestrie")],
    ),
    (
        "a participle before its noun is no verb",
        "fr",
        "{1:La ministre} <1:a dénoncé> [mixed1:les rumeurs sur une prétendue « invasion » du nord].",
        [("mixed", "La ministre a dénoncé les rumeurs sur une prétendue « invasion » du nord")],
    ),
    (
        "a noun that could be a verb",
        "en",
        "{1:The envoys} <1:rejected> [indirect1:his demands for the port].",
        [("indirect", "The envoys rejected his demands for the port")],
    ),
    (
        "a noun phrase after a Russian verb",
        "ru",
        "{1:Министр} <1:выразил> [indirect1:сожаление в связи с гибелью жителей].",
        [("indirect", "Министр выразил сожаление в связи с гибелью жителей")],
    ),
    (
        "an act told before a report keeps its subject and loses the verb of the report",
        "ru",
        "{1:Министр} <1:выразил> сожаление в связи с гибелью жителей и подчеркнул, что "
        "[indirect1:перемирие должно соблюдаться].",
        [
            ("narration", "Министр выразил сожаление в связи с гибелью жителей"),
            ("indirect", "перемирие должно соблюдаться"),
        ],
    ),
    (
        "a complement after a Ukrainian verb",
        "uk",
        "{1:Міністр} <1:заявив>, що [indirect1:міст відкрито для цивільних].",
        [("indirect", "міст відкрито для цивільних")],
    ),
    (
        "headings and salutations are no claims, items of a list are",
        "en",
        "JOINT STATEMENT\n\nDear colleagues,\n\nThe presidents met in Orsk today and agreed on:\n- a truce\n"
        "- the exchange of prisoners\n\nPress contact",
        [
            ("narration", "The presidents met in Orsk today and agreed on"),
            ("narration", "a truce"),
            ("narration", "the exchange of prisoners"),
        ],
    ),
    (
        "a sentence that only names the source is no claim",
        "uk",
        "[indirect1:Переговори тривали годину]. <1:Про це повідомляє> {1:пресслужба президента Кестрії}.",
        [("indirect", "Переговори тривали годину")],
    ),
    (
        "text from right to left",
        "ar",
        "بدأت المحادثات اليوم. {1:قال} <1:الوزير>: «[direct1:الجسر مفتوح]».",
        [("narration", "بدأت المحادثات اليوم."), ("direct", "الجسر مفتوح")],
    ),
    (
        "a noun phrase inside a quotation is told with the verb that the quotation has",
        "en",
        '"[direct1:{2:Dorn} <2:stressed> [indirect2:the reluctance of the envoys]]," {1:the office} <1:said>.',
        [("indirect", "Dorn stressed the reluctance of the envoys")],
    ),
    (
        "a fragment belongs to the sentence before it",
        "en",
        '"[direct1:We want an answer that avoids war. Together]," {1:he} <1:said>.',
        [("direct", "We want an answer that avoids war. Together")],
    ),
    (
        "a particle of answer is no claim",
        "en",
        '"[direct1:Yes, the call took place]," {1:he} <1:said>. "[direct2:No]," {2:she} <2:said>.',
        [("direct", "the call took place")],
    ),
    (
        "French",
        "fr",
        "« [direct1:Oui, le pont est ouvert. Enfin] », {1:il} <1:a dit>.",
        [("direct", "le pont est ouvert. Enfin")],
    ),
    (
        "Russian sentences need no verb",
        "ru",
        "«[direct1:Да, разговор состоялся. Это ошибка. Никогда больше]», — <1:сказал> {1:он}.",
        [("direct", "разговор состоялся."), ("direct", "Это ошибка. Никогда больше")],
    ),
    (
        "Ukrainian",
        "uk",
        "«[direct1:Так. Ми не підемо. Ніколи]», — <1:сказав> {1:він}.",
        [("direct", "Ми не підемо. Ніколи")],
    ),
    (
        "a fragment on a line of its own stays apart",
        "en",
        "The bridge is open.\n\nThe presidents met today and agreed on:\n- a truce\n- grain",
        [
            ("narration", "The bridge is open."),
            ("narration", "The presidents met today and agreed on"),
            ("narration", "a truce"),
            ("narration", "grain"),
        ],
    ),
    ("one word", "en", "Talks", [("narration", "Talks")]),
    ("a heading alone", "fr", "Communiqué conjoint", [("narration", "Communiqué conjoint")]),
]


@pytest.mark.parametrize(
    ("language", "marked", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_claims_of(language: str, marked: str, expected: list[tuple[str, ...]]) -> None:
    text, attributions = read_marked(marked)
    claims = extract_claims(Readout(source="s", text=text, language=language), attributions)
    assert shown(claims, text) == expected


def test_claims_carry_the_chain_of_their_attribution() -> None:
    text, (attribution,) = read_marked('"[direct1:The bridge is open]," {1:Dorn} <1:said>.')
    (claim,) = extract_claims(Readout(source="s", text=text, language="en"), [attribution])
    assert claim.chain == (ChainLink(actor="actor-1", source=attribution.source, cue=attribution.cue),)
    chain = (ChainLink(actor="office"), ChainLink(actor="dorn"))
    longer = Attribution(id="1", kind="direct", content=attribution.content, chain=chain)
    (claim,) = extract_claims(Readout(source="s", text=text, language="en"), [longer])
    assert claim.chain == chain


def test_segments_of_a_split_article_are_claims_without_source_or_cue() -> None:
    text = "the call lasted an hour\n\nthe bridge is open"
    attributions = [
        Attribution(id="a", kind="indirect", content=(Span(0, 23),), actor="kestria"),
        Attribution(id="b", kind="indirect", content=(Span(25, len(text)),), actor="kestria"),
    ]
    claims = extract_claims(Readout(source="s", text=text, language="en"), attributions)
    assert shown(claims, text) == [
        ("indirect", "the call lasted an hour"),
        ("indirect", "the bridge is open"),
    ]


def test_ids_depend_on_readout_and_spans_alone() -> None:
    text, attributions = read_marked('Talks began. "[direct1:The bridge is open]," {1:Dorn} <1:said>.')
    readout = Readout(source="s", text=text, language="en")
    first = extract_claims(readout, attributions)
    again = extract_claims(readout, attributions[::-1])
    assert [claim.id for claim in first] == [claim.id for claim in again]
    assert len({claim.id for claim in first}) == len(first)
    other = extract_claims(Readout(source="t", text=text, language="en"), attributions)
    assert {claim.id for claim in other}.isdisjoint(claim.id for claim in first)


def test_the_order_of_attributions_changes_nothing() -> None:
    text, attributions = read_marked(
        "{1:The office} <1:reported> that [indirect1:{2:Dorn} <2:said> that [indirect2:the bridge is open] "
        "on the day when the call took place]."
    )
    readout = Readout(source="s", text=text, language="en")
    assert shown(extract_claims(readout, attributions), text) == shown(
        extract_claims(readout, attributions[::-1]), text
    )


def test_every_content_word_of_plain_narration_is_in_a_claim() -> None:
    text = (
        "The presidents of Kestria and Valdoria met in Norhaven on Tuesday and discussed the truce, which "
        "both armies have kept since May, as well as the fate of the prisoners held in Orsk. They agreed "
        "that the bridge would open in June and that grain convoys could pass; no date was set for a visit."
    )
    claims = extract_claims(Readout(source="s", text=text, language="en"), [])
    inside = " ".join(text[claim.start : claim.end] for claim in claims).split()
    left_out = [
        word for word in text.split() if word.strip(",.;") not in {other.strip(",.;") for other in inside}
    ]
    assert left_out == ["as", "well", "as"]


@pytest.mark.parametrize(
    ("language", "text", "claims"),
    [
        ("en", "YARYSH, 18 December 2031. The Commission met in Yarysh.", ["The Commission met in Yarysh."]),
        ("uk", "ЛИМАНЕЦЬ, 6 жовтня — Довпрес.\nПотяг прибув уранці.", ["Потяг прибув уранці."]),
        ("ru", "ХАЛВАР, 3 декабря.\nОсмотр плотины завершён.", ["Осмотр плотины завершён."]),
        ("en", "NATO, 32 states strong, met.", ["NATO, 32 states strong, met."]),
    ],
)
def test_a_dateline_asserts_nothing(language: str, text: str, claims: list[str]) -> None:
    readout = Readout(source="x", text=text, language=language)
    assert [text[claim.start : claim.end] for claim in extract_claims(readout, [])] == claims
