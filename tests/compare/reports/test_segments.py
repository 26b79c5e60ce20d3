"""Drawings: ``[x …]`` claim x, ``<f …>`` framing f, ``/x`` where claim x closes, ``¶`` between paragraphs."""

from __future__ import annotations

import pytest

from compare.records import Claim, ClaimSpan, FramingDifference, Readout, Span
from compare.reports.segments import cut, paragraph_bounds


def draw(text: str, claims: dict[str, list[str]], framing: dict[str, tuple[str, list[str]]]) -> str:
    readout = Readout(source="A", text=text)
    drawn_claims = []
    for id, words in claims.items():
        spans = tuple(Span(text.index(each), text.index(each) + len(each)) for each in words)
        drawn_claims.append(
            Claim(id=id, readout=readout.id, start=spans[0].start, end=spans[-1].end, spans=spans)
        )
    differences = [
        FramingDifference(
            id=id,
            kind="naming",
            spans=tuple(ClaimSpan(claim, text.index(each), text.index(each) + len(each)) for each in words),
            strength=1 / place,
            confidence=1.0,
            explanation="",
        )
        for place, (id, (claim, words)) in enumerate(framing.items(), 1)
    ]
    paragraphs = []
    for paragraph in cut(readout, drawn_claims, differences):
        drawing = ""
        for run in paragraph.runs:
            inside = ""
            for segment in run.segments:
                assert text[segment.start : segment.end] == segment.text
                marks = f"<{'+'.join(segment.framing)} {segment.text}>" if segment.framing else segment.text
                inside += marks + "".join(f"/{claim}" for claim in segment.closes)
            drawing += f"[{run.claim} {inside}]" if run.claim else inside
        paragraphs.append(drawing)
    return "¶".join(paragraphs)


@pytest.mark.parametrize(
    ("text", "claims", "framing", "drawing"),
    [
        ("No claim here.", {}, {}, "No claim here."),
        (
            "The envoys met. They left.",
            {"a": ["The envoys met."], "b": ["They left."]},
            {},
            "[a The envoys met./a] [b They left./b]",
        ),
        (
            "Elwin condemned the attack on Sel.",
            {"a": ["Elwin condemned the attack on Sel."], "b": ["the attack"]},
            {"f": ("a", ["condemned the"]), "g": ("b", ["the attack"])},
            "[a Elwin <f condemned >][b <f+g the><g  attack>/b][a  on Sel./a]",
        ),
        (
            "“We left,” said Dren, “at noon.” All agree.",
            {"a": ["We left", "at noon"]},
            {},
            "“[a We left],” said Dren, “[a at noon].”/a All agree.",
        ),
        (
            "The bridge,\nwhich fell, is open.\n\nThe road is shut",
            {"a": ["The bridge,\nwhich fell, is open."], "b": ["The road is shut"]},
            {},
            "[a The bridge,]¶[a which fell, is open./a]¶[b The road is shut/b]",
        ),
        (
            "Тарнія заявила про «напад».",
            {"a": ["Тарнія заявила про «напад»"]},
            {"f": ("a", ["«напад»"])},
            "[a Тарнія заявила про <f «напад»>]./a",
        ),
    ],
)
def test_marks_are_cut_where_they_overlap(
    text: str, claims: dict[str, list[str]], framing: dict[str, tuple[str, list[str]]], drawing: str
) -> None:
    assert draw(text, claims, framing) == drawing


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("one\n\ntwo", ["one", "two"]),
        ("one\r\n \r\ntwo\n", ["one", "two"]),
        ("Point one\nPoint two", ["Point one", "Point two"]),
        (
            "A line that is as long as those of wrapped messages are\nand goes on here.\nNext.",
            ["A line that is as long as those of wrapped messages are\nand goes on here.", "Next."],
        ),
        (
            "A sentence that fills its line and ends with the full stop.\nNext.",
            ["A sentence that fills its line and ends with the full stop.", "Next."],
        ),
        ("  \n\n", []),
        ("", []),
    ],
)
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert [text[start:end] for start, end in paragraph_bounds(text)] == paragraphs
