"""The pairs that the model learns from."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest

from compare.entailment.token_states import TokenStates
from compare.entailment.training import edits
from compare.entailment.training.examples import Example, read_examples
from compare.entailment.training.pairs import (
    ENTAILED,
    OPEN,
    SWAPPED,
    frame_pairs,
    given_pairs,
    parallel_pairs,
)
from compare.entailment.training.word_pairs import word_pairs
from compare.errors import RecordError

ROWS = [
    {
        "en": "The minister was in Tareno on Monday.",
        "fr": "Le ministre était à Tareno lundi.",
        "ru": "Министр был в Тарено в понедельник.",
        "uk": "Міністр був у Тарено в понеділок.",
    },
    {
        "en": "The talks will go on.",
        "fr": "Les pourparlers vont continuer.",
        "ru": "Переговоры будут продолжены.",
        "uk": "Переговори будуть продовжені.",
    },
]


def test_translations_are_entailed_and_neighbours_are_open() -> None:
    made = list(parallel_pairs(ROWS, random.Random(1)))
    texts = [set(row.values()) for row in ROWS]
    for pair in made:
        same_row = any({pair.premise, pair.hypothesis} <= row for row in texts)
        if same_row:
            assert pair.target == ENTAILED
        elif pair.premise in set.union(*texts) and pair.hypothesis in set.union(*texts):
            assert pair.target == OPEN
    assert sum(pair.target == ENTAILED for pair in made) >= 6


def test_frames_say_who_did_what_to_whom() -> None:
    made = list(frame_pairs(3000, random.Random(1)))
    assert len(made) == 3000
    assert not any("{" in pair.premise + pair.hypothesis for pair in made)
    finals = [(_winner(pair.premise), _winner(pair.hypothesis), pair.target) for pair in made]
    told = [(first, second, target) for first, second, target in finals if first and second]
    told = [each for each in told if each[0][2] == each[1][2]]
    assert len(told) >= 5
    for first, second, target in told:
        assert target == (ENTAILED if first == second else SWAPPED)


def _winner(statement: str) -> tuple[str, str, str] | None:
    """Winner and loser of a final, and when it was."""
    beat = re.fullmatch(r"(\w+) beat (\w+) in the final(.*)\.", statement)
    lost = re.fullmatch(r"(\w+) lost the final to (\w+)(.*)\.", statement)
    if beat:
        return beat[1], beat[2], beat[3]
    return (lost[2], lost[1], lost[3]) if lost else None


def test_switched_pairs_keep_their_labels_and_order() -> None:
    given = [Example(f"The city has {n} people.", "It is a city.", ENTAILED) for n in range(30)]
    made = list(given_pairs(given, edits.dictionary(), 0.3, random.Random(1)))
    assert list(given_pairs(given, edits.dictionary(), 0.0, random.Random(1))) == given
    assert [pair.target for pair in made] == [pair.target for pair in given]
    assert any(pair.premise != old.premise for pair, old in zip(made, given, strict=True))
    assert any(pair == old for pair, old in zip(made, given, strict=True))


def test_words_of_translations_make_a_dictionary() -> None:
    wordless = {"en": "2019.", "fr": "2019.", "ru": "—", "uk": "12"}
    found = word_pairs([*ROWS, wordless], ("fr", "ru", "uk"), TokenStates())
    assert found["minister"] == {"fr": "ministre", "ru": "министр", "uk": "міністр"}
    assert found["talks"]["uk"] == "переговори"
    assert "tareno" not in found or "fr" not in found["tareno"]


@pytest.mark.parametrize(
    "line",
    ['{"premise": "a"}', '{"premise": "a", "hypothesis": "b", "label": "maybe"}', "no json"],
)
def test_a_malformed_line_is_named(tmp_path: Path, line: str) -> None:
    good = json.dumps({"premise": "a", "hypothesis": "b", "label": "neutral"})
    path = tmp_path / "pairs.jsonl"
    path.write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(RecordError, match=r"pairs\.jsonl, line 2: no labelled pair"):
        read_examples(path)
