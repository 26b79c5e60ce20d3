from __future__ import annotations

import io
import re
import unicodedata

import pytest
from rich.console import Console

from compare.records import Comparison
from compare.reports import render
from compare.reports.terminal import print_report, render_text

TOP = """\
RASHOMON  The call of 3 May
2031-05-03 · Mara Elwin and Ivo Dren

A  Alvenia, Office of the President  English    8 claims, 80 words
B  Présidence de la Corvanie         French     5 claims, 57 words
C  Канцелярія Тарнії                 Ukrainian  6 claims, 60 words

! The intervals rest on few claims

Divergence 0.37 of 1: apart on many points
(95 % interval 0.27–0.47, 19 claims)
Of 19 claims: 3 told alike, 6 told differently, 3 contradicted, 2 on which
speakers disagree, 4 in one account only, 1 not placed.

  Left out           ████████▒▒▒▒········  0.42 (0.26–0.58)
  Told otherwise     ███████▒▒▒▒·········  0.37 (0.21–0.55)
  Framed otherwise   ██████▒▒▒···········  0.31 (0.17–0.47)
  Weighed otherwise  not computed          –

  A and B  █████▒▒▒············  0.25 (0.12–0.38)
  A and C  ██████████▒▒········  0.50 (0.38–0.62)
  B and C  ████████▒▒··········  0.38 (0.25–0.50)

WHAT TO READ FIRST ─────────────────────────────────────────────────────────────

1   How long the call lasted: 100 minutes, or two hours
    Contradiction · number
    A2   The call lasted [100 minutes].
    C2   Розмова тривала [дві години].
    100 minutes against two hours.
"""


def test_the_figures_and_the_first_finding_lead(comparison: Comparison) -> None:
    assert render(comparison, "text").startswith(TOP)


def test_sections_in_the_order_of_reading(comparison: Comparison) -> None:
    found = re.findall(r"^([A-Z ,]+) ─+$", render(comparison, "text"), re.MULTILINE)
    assert found == [
        "WHAT TO READ FIRST",
        "WHAT EACH ACCOUNT SAYS THAT OTHERS LEAVE OUT",
        "CONTRADICTIONS AND DISAGREEMENTS",
        "POINTS THAT ACCOUNTS SHARE, SIDE BY SIDE",
        "HOW EACH ACCOUNT FRAMES IT",
        "SIGNATURE",
    ]


def test_a_point_side_by_side(comparison: Comparison) -> None:
    assert """
≠ Number
A2   The call lasted [100 minutes].     C2   Розмова тривала [дві години].
100 minutes against two hours.
""" in render(comparison, "text")


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(comparison: Comparison, hostile: Comparison, width: int) -> None:
    for each in (comparison, hostile):
        wide = [line for line in render_text(each, width).split("\n") if _cells(line) > width]
        assert wide == []


def _cells(line: str) -> int:
    return sum(0 if unicodedata.combining(sign) else 1 for sign in line)


def test_no_colour_where_the_output_is_no_terminal(comparison: Comparison) -> None:
    out = io.StringIO()
    print_report(comparison, Console(file=out, width=80))
    assert "\x1b" not in out.getvalue()


def test_colour_where_it_is_one(comparison: Comparison) -> None:
    out = io.StringIO()
    print_report(comparison, Console(file=out, width=80, force_terminal=True, color_system="standard"))
    assert "\x1b[1;31m≠ " in out.getvalue()


def test_a_text_cannot_command_the_terminal(hostile: Comparison) -> None:
    text = render(hostile, "text")
    assert [sign for sign in text if unicodedata.category(sign) in ("Cc", "Cs") and sign != "\n"] == []
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert "[x](javascript:alert(1))" in " ".join(text.split())


def test_square_brackets_are_no_markup(hostile: Comparison) -> None:
    assert "\ufffd[31mred" in render(hostile, "text")


def test_what_was_not_computed_is_said(bare: Comparison) -> None:
    text = render(bare, "text")
    assert "The divergence could not be computed." in text
    assert "! No claim of one account was found in another. These texts may not tell of the" in text
    assert "WHAT TO READ FIRST" not in text
