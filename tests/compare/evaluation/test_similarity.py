"""The scorers on a small folder of sentences written for it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from compare.embedding import Encoder, default_encoder
from compare.entailment import default_entailment
from compare.errors import DocumentError
from compare.evaluation.figures import read_jsonl
from compare.evaluation.relations import score_pairs
from compare.evaluation.similarity import WORTH, score_ntrex
from compare.relations import RelationJudge
from corpora import load_resources

GRADED = [
    ("The envoys met in Port Alba.", "The envoys met in Port Alba.", 5.0),
    ("The envoys met in Port Alba.", "The envoys held a meeting in Port Alba.", 4.0),
    ("The envoys met in Port Alba.", "The envoys left Port Alba.", 2.5),
    ("The envoys met in Port Alba.", "Late rain spoiled the harvest.", 0.0),
]
PARALLEL = [
    (
        "The envoys met.",
        "Les émissaires se sont rencontrés.",
        "Посланники встретились.",
        "Посланці зустрілися.",
    ),
    ("The harvest failed.", "La récolte a échoué.", "Урожай погиб.", "Врожай загинув."),
    ("The bridge is closed.", "Le pont est fermé.", "Мост закрыт.", "Міст закритий."),
    ("Prices rose.", "Les prix ont augmenté.", "Цены выросли.", "Ціни зросли."),
    ("The school opened.", "L’école a ouvert.", "Школа открылась.", "Школа відкрилася."),
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return default_encoder()


@pytest.fixture(scope="module")
def judge(encoder: Encoder) -> RelationJudge:
    return RelationJudge(encoder, default_entailment(), load_resources())


def write(data: Path, name: str, rows: list[dict[str, object]]) -> None:
    (data / name).mkdir()
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    (data / name / "dev.jsonl").write_text("\n".join(lines), encoding="utf-8")


def test_graded_similarity_in_the_order_of_the_scores(tmp_path: Path, judge: RelationJudge) -> None:
    rows = [{"a": a, "b": b, "score": score, "lang_a": "en", "lang_b": "en"} for a, b, score in GRADED]
    write(tmp_path, "stsb_multi", [*rows, {**rows[0], "lang_b": "fr"}, {**rows[3], "lang_b": "fr"}])
    english, cosine, mixed, _ = score_pairs(tmp_path, "stsb_multi", judge)
    assert (english.part, english.n, english.value) == ("en-en", 4, pytest.approx(1.0))
    assert (cosine.measure, cosine.value) == ("Spearman of the cosine", pytest.approx(1.0))
    assert english.floor == pytest.approx(0.8)
    assert english.low is not None
    assert english.high is not None
    assert english.low <= english.value <= english.high + 1e-9
    assert (mixed.part, mixed.n) == ("en-fr", 2)


def test_pairs_that_mean_the_same(tmp_path: Path, judge: RelationJudge) -> None:
    write(
        tmp_path,
        "refresd",
        [
            {"a": en, "b": PARALLEL[(place + shift) % 5][1], "lang_a": "en", "lang_b": "fr", "label": label}
            for place, (en, *_) in enumerate(PARALLEL)
            for shift, label in ((0, "equivalent"), (1, "divergent"))
        ],
    )
    figure, _ = score_pairs(tmp_path, "refresd", judge)
    assert (figure.value, figure.n, figure.floor_name) == (1.0, 10, "character 3-grams")
    assert figure.floor is not None
    assert figure.floor < 1.0


def test_translations_are_found_by_maps_that_did_not_see_them(tmp_path: Path, encoder: Encoder) -> None:
    languages = ("en", "fr", "ru", "uk")
    write(
        tmp_path,
        "ntrex",
        [
            {"doc": f"d{place}", **dict(zip(languages, texts, strict=True))}
            for place, texts in enumerate(PARALLEL)
        ],
    )
    told = score_ntrex(tmp_path, encoder)
    assert [each.part for each in told if each.measure == "accuracy@1 by graded cosine"] == ["mixed pool"]
    figures = {figure.part: figure for figure in told}
    pairs = ["en-fr", "en-ru", "en-uk", "fr-ru", "fr-uk", "ru-uk"]
    assert list(figures) == [*pairs, "mixed pool"]
    assert [figures[pair].value for pair in ("en-fr", "en-ru", "fr-ru")] == [1.0, 1.0, 1.0]
    assert {figure.note for figure in figures.values()} == {
        "map fitted 5 times, each time without the documents of the queries"
    }


def test_a_missing_set_says_what_to_give(tmp_path: Path, encoder: Encoder) -> None:
    with pytest.raises(DocumentError, match="--data"):
        score_ntrex(tmp_path, encoder)


def test_a_cosine_across_languages_is_worth_more(shared: Path) -> None:
    rows = read_jsonl(shared / "eval" / "stsb_multi" / "dev.jsonl")[::7]
    encoder = default_encoder()
    a, b = (
        encoder.encode([row[side] for row in rows], [row[f"lang_{side}"] for row in rows]) for side in "ab"
    )
    cosines, scores = (a * b).sum(axis=1), np.array([float(row["score"]) for row in rows])
    same = np.array([row["lang_a"] == row["lang_b"] for row in rows])
    assert {*same} == {True, False}
    for one_language, (slope, intercept) in WORTH.items():
        chosen = same == one_language
        told = slope * cosines[chosen] + intercept
        assert abs(np.mean(told - scores[chosen])) < 0.15
        assert np.polyfit(cosines[chosen], scores[chosen], 1) == pytest.approx([slope, intercept], abs=0.4)
