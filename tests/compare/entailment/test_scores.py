"""The measures, on cases that can be reckoned by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from compare.entailment.model import Probabilities
from compare.evaluation.entailment import (
    calibration,
    precision_at_recall,
    roc_auc,
    score_daccord,
    score_pawsx,
    score_xnli,
)


@pytest.mark.parametrize(
    ("scores", "gold", "expected"),
    [
        ([0.9, 0.8, 0.2, 0.1], [True, True, False, False], 1.0),
        ([0.1, 0.2, 0.8, 0.9], [True, True, False, False], 0.0),
        ([0.5, 0.5, 0.5, 0.5], [True, False, True, False], 0.5),
        ([0.9, 0.3, 0.5, 0.1], [True, True, False, False], 0.75),
        ([0.9, 0.3], [True, True], 0.5),
    ],
)
def test_auc(scores: list[float], gold: list[bool], expected: float) -> None:
    assert roc_auc(scores, gold) == expected


def test_precision_at_recall() -> None:
    gold = [False, True, True, False, True, True]
    assert precision_at_recall([0.9, 0.8, 0.7, 0.6, 0.5, 0.4], gold, 0.5) == pytest.approx(2 / 3)
    assert precision_at_recall([0.9, 0.8, 0.7, 0.6, 0.5, 0.4], gold, 1.0) == pytest.approx(4 / 6)


def test_calibration_of_a_forecast_that_is_right_three_times_in_four() -> None:
    found = np.tile(np.array([[0.75, 0.25, 0.0]], dtype=np.float32), (4, 1))
    figures = {figure.measure: figure.value for figure in calibration("set", "en", found, [0, 0, 0, 1])}
    assert figures["ECE"] == pytest.approx(0.0)
    assert figures["Brier"] == pytest.approx((3 * 0.125 + 1.125) / 4)


class Overlap:
    """A rule, not a model: the same text is entailed, one with "not" contradicted, any other is open."""

    name, revision, runtime = "overlap", "1", "python"

    def predict(self, pairs: Sequence[tuple[str, str]]) -> Probabilities:
        rows = [[a == b, a != b and "not" not in b, a != b and "not" in b] for a, b in pairs]
        return np.array(rows, dtype=np.float32)


def test_scorers_read_the_layout_of_the_sets(tmp_path: Path) -> None:
    xnli = [
        {"premise": "x", "hypothesis": hypothesis, "label": label, "lang_a": a, "lang_b": b}
        for a, b in (("en", "en"), ("fr", "fr"), ("ru", "ru"), ("en", "fr"))
        for hypothesis, label in (("x", "entailment"), ("y", "neutral"), ("not x", "neutral"))
    ]
    _write(tmp_path / "xnli" / "dev.jsonl", xnli)
    figures = score_xnli(tmp_path, Overlap())
    accuracies = {figure.part: figure for figure in figures if figure.measure == "accuracy"}
    assert list(accuracies) == ["en", "fr", "ru", "mixed"]
    assert accuracies["mixed"].value == pytest.approx(2 / 3)
    assert accuracies["en"].floor == pytest.approx(2 / 3)
    limited = score_xnli(tmp_path, Overlap(), 2)
    assert {figure.value for figure in limited if figure.measure == "accuracy"} == {1.0}

    _write(
        tmp_path / "daccord_fr" / "dev.jsonl",
        [{"a": "x", "b": "not x", "label": 1}, {"a": "x", "b": "y", "label": 0}],
    )
    auc, precision = score_daccord(tmp_path, Overlap())
    assert (auc.value, auc.n, precision.value, precision.floor) == (1.0, 2, 1.0, 0.5)

    same = {"a": "x", "b": "x", "label": 1, "lang_a": "en", "lang_b": "en"}
    _write(tmp_path / "pawsx" / "dev.jsonl", [same, {**same, "b": "z", "label": 0}])
    (figure,) = score_pawsx(tmp_path, Overlap())
    assert (figure.part, figure.value) == ("en-en", 1.0)


def _write(path: Path, rows: list[dict[str, object]]) -> None:
    path.parent.mkdir()
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_a_limit_takes_rows_from_the_whole_set(tmp_path: Path) -> None:
    rows = [{"a": "x", "b": "y", "label": 0}] * 4 + [{"a": "x", "b": "not x", "label": 1}] * 4
    _write(tmp_path / "daccord_fr" / "dev.jsonl", rows)
    auc, precision = score_daccord(tmp_path, Overlap(), 4)
    assert (auc.value, auc.n, precision.floor) == (1.0, 4, 0.5)
