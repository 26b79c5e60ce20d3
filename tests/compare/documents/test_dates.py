"""Dates that a text states plainly."""

from __future__ import annotations

import pytest

from compare.documents.dates import date_at_head, iso_date


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("February 12, 2022", "2022-02-12"),
        ("Saturday, February 12, 2022", "2022-02-12"),
        ("12 February 2022", "2022-02-12"),
        ("Published on 12 Feb. 2022", "2022-02-12"),
        ("12 февраля 2022 года", "2022-02-12"),
        ("12 февраля 2022 года, 18:30", "2022-02-12"),
        ("12 février 2022", "2022-02-12"),
        ("Publié le 1er mars 2022", "2022-03-01"),
        ("Le samedi 12 février 2022", "2022-02-12"),
        ("12 лютого 2022 року", "2022-02-12"),
        ("П’ятниця, 11 лютого 2022 р.", "2022-02-11"),
        ("2022-02-12", "2022-02-12"),
        ("2022-02-12T18:30:00+02:00", "2022-02-12"),
        ("12.02.2022", "2022-02-12"),
        ("**12 February 2022**", "2022-02-12"),
        ("Thursday, 9 January", None),
        ("31 February 2022", None),
        ("02/03/2022", None),
        ("On February 12, 2022, the presidents spoke.", None),
        ("12 February 2022 was a Saturday", None),
        ("2022", None),
    ],
)
def test_a_line(line: str, expected: str | None) -> None:
    assert iso_date(line) == expected
    assert date_at_head(f"Readout of the call\r\n\r\n{line}\r\nThe presidents spoke.") == expected


def test_two_dates_are_no_date() -> None:
    assert date_at_head("12 February 2022\n13 February 2022\nThe presidents spoke.") is None
    assert date_at_head("12 February 2022\n2022-02-12\nThe presidents spoke.") == "2022-02-12"


def test_only_the_head_counts() -> None:
    assert date_at_head("A line.\n" * 6 + "12 February 2022\n") is None
