from __future__ import annotations

import sys

import pytest

from compare.errors import MissingExtraError, OptionError
from compare.records import Comparison


def test_claims(comparison: Comparison) -> None:
    table = comparison.to_dataframe("claims")
    assert table["label"].tolist() == [
        *(f"A{n}" for n in range(1, 9)),
        *(f"B{n}" for n in range(1, 6)),
        *(f"C{n}" for n in range(1, 7)),
    ]
    row = table.set_index("label").loc["A7"]
    assert row["text"] == "sanctions will remain in place until the last soldier leaves"
    assert (row["speaker"], row["state"], row["absent_from"]) == (
        "Mara Elwin",
        "disagreement",
        "Présidence de la Corvanie",
    )
    assert (row["omission_confidence"], row["omission_adjusted"]) == (0.8, 0.72)
    assert set(table["signature"]) == {comparison.signature.line}


def test_matches_have_a_row_a_pair(comparison: Comparison) -> None:
    table = comparison.to_dataframe("matches")
    assert table["relation"].tolist() == [
        "same", "same", "same", "same", "conflict", "conflict", "reframed", "reframed", "same", "reframed",
        "reframed", "disagreement",
    ]  # fmt: skip
    assert table.loc[4, ["text_a", "text_b", "reasons"]].tolist() == [
        "The call lasted 100 minutes.",
        "Розмова тривала дві години.",
        "100 minutes against two hours.",
    ]


def test_framing_has_a_row_a_flag(comparison: Comparison) -> None:
    table = comparison.to_dataframe("framing")
    assert table[["kind", "text_a", "text_b"]].fillna("").to_numpy().tolist() == [
        ["naming", "unprovoked attack", "les événements"],
        ["loaded_language", "unprovoked", ""],
        ["epistemic_distance", "the unprovoked attack", "так званий"],
        ["intensity", "strongly condemned", "a exprimé sa déception"],
        ["modality", "agreed to send", "обговорили можливість"],
        ["initiative", "À l’initiative de la présidente d’Alvénie", ""],
    ]


def test_an_unknown_table_is_refused(comparison: Comparison) -> None:
    with pytest.raises(OptionError, match="table = 'weather': must be one of claims, matches, framing"):
        comparison.to_dataframe("weather")  # type: ignore[arg-type]


def test_without_pandas_the_error_names_the_extra(
    comparison: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'rashomon-readouts\[dataframe\]'"):
        comparison.to_dataframe()
