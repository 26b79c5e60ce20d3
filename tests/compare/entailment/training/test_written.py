"""The pairs written for this project: read whole, labelled soundly, a part of them held out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compare.entailment.training.written import read_written
from compare.errors import RecordError

FOLDER = Path(__file__).parents[4] / "corpora" / "training" / "relations"


def test_every_pair_has_known_labels_and_a_quarter_is_held_out() -> None:
    pairs = list(read_written(FOLDER))

    assert len(pairs) > 3000
    assert {pair.lang_a for pair in pairs} == {"en", "fr", "ru", "uk"}
    groups = {pair.group: pair.held_out for pair in pairs if not pair.apart}
    assert 0.2 < sum(groups.values()) / len(groups) < 0.3
    assert all(pair.held_out for pair in pairs if pair.apart)
    assert {pair.lang_a for pair in pairs if pair.apart} == {"en", "fr", "ru", "uk"}


def test_a_conflict_contradicts_and_no_pair_is_a_pair_of_the_measuring_set() -> None:
    gold = {
        json.loads(line)[side]
        for path in (Path(__file__).parents[3] / "gold" / "pairs").glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
        for side in ("a", "b")
    }
    for pair in read_written(FOLDER):
        assert not {pair.a, pair.b} & gold
        if pair.relation == "same":
            assert "contradiction" not in (pair.forward, pair.backward), pair


def test_an_unknown_label_names_file_and_line(tmp_path: Path) -> None:
    other = {"lang": "en", "text": "B.", "kind": "plain", "relation": "odd", "forward": "neutral"}
    group = {"id": "x", "lang": "en", "text": "A.", "others": [{**other, "backward": "neutral"}]}
    (tmp_path / "en_1.jsonl").write_text(json.dumps(group) + "\n", encoding="utf-8")

    with pytest.raises(RecordError, match=r"en_1\.jsonl.*'odd'"):
        list(read_written(tmp_path))
