from __future__ import annotations

import csv
import io

import pytest

from compare.records import Comparison
from compare.reports import render
from compare.reports.csv import COLUMNS, safe_cell


def rows(comparison: Comparison) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(comparison, "csv"), newline="")))


def test_one_row_a_finding(comparison: Comparison) -> None:
    found = rows(comparison)
    assert list(found[0]) == list(COLUMNS)
    assert [(row["rank"], row["kind"], row["subkind"], row["relation"]) for row in found] == [
        ("1", "conflict", "number", "conflict"),
        ("2", "framing", "event", ""),
        ("3", "attributed_concession", "", ""),
        ("4", "omission", "", ""),
        ("5", "framing", "stronger", ""),
        ("6", "omission", "", ""),
    ]


def test_a_conflict_with_both_sides(comparison: Comparison) -> None:
    first = rows(comparison)[0]
    assert {key: first[key] for key in COLUMNS[4:20]} == {
        "headline": "How long the call lasted: 100 minutes, or two hours",
        "strength": "",
        "confidence": "0.876667",
        "holder": "",
        "source_a": "Alvenia, Office of the President",
        "claim_a": comparison.claims[1].id,
        "text_a": "100 minutes",
        "start_a": "112",
        "end_a": "123",
        "source_b": "Канцелярія Тарнії",
        "claim_b": comparison.claims[14].id,
        "text_b": "дві години",
        "start_b": "111",
        "end_b": "121",
        "others": "",
        "absent_from": "",
    }


def test_a_third_account_and_the_absent_ones(comparison: Comparison) -> None:
    found = rows(comparison)
    assert found[1]["others"] == "Канцелярія Тарнії: «напад»"
    assert found[3]["absent_from"] == "Présidence de la Corvanie; Канцелярія Тарнії"
    assert found[3]["text_a"] == "the case of the twelve detained sailors"
    assert found[3]["source_b"] == ""


def test_lines_end_as_rfc_4180_says(comparison: Comparison) -> None:
    text = render(comparison, "csv")
    assert text.count("\r\n") == 7
    assert text.replace("\r\n", "").count("\n") == 0


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-5 °C", "'-5 °C"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\nx", "'\nx"),
        ("＝1", "'＝1"),
        ("a=b", "a=b"),
        ("", ""),
        (-0.5, -0.5),
        (None, None),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_defused(value: object, cell: object) -> None:
    assert safe_cell(value) == cell


def test_no_cell_of_a_hostile_report_begins_like_a_formula(hostile: Comparison) -> None:
    found = rows(hostile)
    assert found[0]["source_a"] == '\'=HYPERLINK("http://evil.example","A")'
    assert not [
        cell for row in found for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    ]
