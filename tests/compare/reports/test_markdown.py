from __future__ import annotations

import pytest

from compare.records import Comparison
from compare.reports import render
from compare.reports.markdown import _escape


def test_the_head(comparison: Comparison) -> None:
    assert render(comparison, "markdown").startswith("""\
# The call of 3 May

2031-05-03 · Mara Elwin and Ivo Dren

> **Note.** the intervals rest on few claims

| | account | language | claims | words |
|---|---|---|---:|---:|
| **A** | Alvenia, Office of the President | English | 8 | 80 |
| **B** | Présidence de la Corvanie | French | 5 | 57 |
| **C** | Канцелярія Тарнії | Ukrainian | 6 | 60 |

**Divergence 0.37 (0.27–0.47)** of 1, 19 claims: apart on many points.
""")


def test_a_finding(comparison: Comparison) -> None:
    assert """
### 4. Only Alvenia speaks of the detained sailors

*Left out*

- A8 (Alvenia, Office of the President): She raised **the case of the twelve detained sailors**.
- not in Présidence de la Corvanie and Канцелярія Тарнії
""" in render(comparison, "markdown").replace("\\.", ".")


def test_shared_points_are_a_table(comparison: Comparison) -> None:
    lines = render(comparison, "markdown").splitlines()
    assert (
        "| ≠ Contradicted | A2 (Alvenia, Office of the President): The call lasted 100 minutes. "
        "| B2 (Présidence de la Corvanie): L’entretien a duré une heure quarante. "
        "| C2 (Канцелярія Тарнії): Розмова тривала дві години. | 0.88 |"
    ) in lines


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("plain words", "plain words"),
        ("*bold* _it_ `code`", r"\*bold\* \_it\_ \`code\`"),
        ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("a | b", r"a \| b"),
        ("# no heading\nno second line", r"\# no heading no second line"),
        ("1. no list", r"1\. no list"),
        ("- no list", r"\- no list"),
        ("https://evil.example", "https:&#47;/evil.example"),
        ("www.evil.example", "www&#46;evil.example"),
        ("@somebody", "&#64;somebody"),
        ("\x1b[31m\u202e", "\ufffd\\[31m\ufffd"),
    ],
)
def test_text_is_literal(text: str, escaped: str) -> None:
    assert _escape(text) == escaped


def test_a_hostile_report_has_no_tag_and_no_link(hostile: Comparison) -> None:
    text = render(hostile, "markdown").replace("<br>", "")
    assert "<" not in text
    assert "](" not in text.replace("\\](", "")
    assert "://" not in text


def test_what_was_not_computed_is_said(bare: Comparison) -> None:
    text = render(bare, "markdown")
    assert "The divergence could not be computed." in text
    assert "> **Note.** No claim of one account was found in another." in text
