"""The judge with its real models: contract, symmetry, speakers, and the hard pairs of this project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compare.embedding import default_encoder
from compare.entailment import default_entailment
from compare.evaluation.relations import score_hard_pairs
from compare.relations import RelationJudge, Statement, judge_records
from compare.resources import Resources
from corpora import load_resources

PAIRS = Path(__file__).resolve().parents[2] / "gold" / "pairs"

TEXTS = [
    ("The call lasted 100 minutes.", "They spoke for two hours.", "en", "en"),
    ("Norland will send troops.", "La Norlande n'enverra pas de troupes.", "en", "fr"),
    ("Стороны договорились обменяться пленными.", "Сторони домовилися обмінятися полоненими.", "ru", "uk"),
    ("The leaders discussed sanctions.", "A new hospital was opened in Lume.", "en", "en"),
]


@pytest.fixture(scope="module")
def judge() -> RelationJudge:
    return RelationJudge(default_encoder(), default_entailment(), load_resources())


def statements(rows: list[tuple[str, str, str, str]]) -> list[tuple[Statement, Statement]]:
    return [(Statement(text=a, language=x), Statement(text=b, language=y)) for a, b, x, y in rows]


def test_figures_are_probabilities(judge: RelationJudge) -> None:
    for each in judge.judge(statements(TEXTS)):
        assert 0 <= each.similarity <= 1
        assert set(each.probabilities) == {"same", "reframed", "conflict", "unrelated"}
        assert sum(each.probabilities.values()) == pytest.approx(1)
        assert set(each.entailment) == {"a_to_b", "b_to_a"}
        for direction in each.entailment.values():
            assert sum(direction.values()) == pytest.approx(1, abs=1e-5)


def test_turning_a_pair_round_turns_the_answer_round(judge: RelationJudge) -> None:
    forth = judge.judge(statements(TEXTS))
    back = judge.judge([(b, a) for a, b in statements(TEXTS)])
    for one, other in zip(forth, back, strict=True):
        assert (one.similarity, one.relation) == pytest.approx((other.similarity, other.relation))
        assert one.probabilities == pytest.approx(other.probabilities)
        assert one.entailment["a_to_b"] == pytest.approx(other.entailment["b_to_a"])
        spans = [(mark.kind, mark.spans_a, mark.spans_b) for mark in one.reasons]
        assert sorted(spans) == sorted((mark.kind, mark.spans_b, mark.spans_a) for mark in other.reasons)


def test_a_pair_does_not_depend_on_the_batch(judge: RelationJudge) -> None:
    (alone,) = judge.judge(statements(TEXTS[:1]))
    together = judge.judge(statements(TEXTS))[0]
    assert together.similarity == pytest.approx(alone.similarity, abs=1e-4)
    assert together.relation == alone.relation


def test_one_text_twice_is_the_same(judge: RelationJudge) -> None:
    (found,) = judge.judge(statements([("They met in Lume.", "They met in Lume", "en", "en")]))
    assert (found.similarity, found.relation, found.confidence) == (1.0, "same", 1.0)


def test_two_speakers_disagree_where_two_accounts_contradict(judge: RelationJudge) -> None:
    a, b = "The referendum was legal.", "The referendum was illegal."
    accounts, speakers, one_speaker = judge.judge(
        [
            (Statement(text=a, language="en"), Statement(text=b, language="en")),
            (
                Statement(text=a, language="en", speakers=("tallia",)),
                Statement(text=b, language="en", speakers=("morvania",)),
            ),
            (
                Statement(text=a, language="en", speakers=("tallia",)),
                Statement(text=b, language="en", speakers=("tallia",)),
            ),
        ]
    )
    assert (accounts.relation, speakers.relation, one_speaker.relation) == (
        "conflict",
        "disagreement",
        "conflict",
    )
    assert accounts.probabilities == speakers.probabilities
    assert "speaker" in [mark.kind for mark in speakers.reasons]


def test_records_answer_by_the_contract(judge: RelationJudge) -> None:
    record = {"id": 7, "a": "The call lasted 100 minutes.", "b": "The call lasted two hours.", "lang_a": "en"}
    (answer,) = judge_records(judge, [record])
    assert set(answer) == {
        "id", "similarity", "relation", "confidence", "probabilities", "entailment", "reasons",
    }  # fmt: skip
    assert (answer["id"], answer["relation"]) == (7, "conflict")
    (number,) = [reason for reason in answer["reasons"] if reason["kind"] == "number"]
    assert [record[span["side"]][span["start"] : span["end"]] for span in number["spans"]] == [
        "100 minutes",
        "two hours",
    ]


def test_it_works_without_lexicons(judge: RelationJudge) -> None:
    bare = RelationJudge(default_encoder(), default_entailment(), Resources())
    same, other = bare.judge(statements([TEXTS[2], TEXTS[3]]))
    assert same.similarity > other.similarity
    assert other.relation == "unrelated"


def test_hard_pairs(judge: RelationJudge) -> None:
    rows = [
        json.loads(line)
        for path in sorted(PAIRS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    figures = {
        (figure.measure.removeprefix("accuracy, "), figure.part): figure.value
        for figure in score_hard_pairs(rows, judge)
    }
    table = {kind: round(value, 2) for (kind, part), value in figures.items() if part == "all"}
    assert table == {kind: value for kind, value in table.items() if value >= FLOORS[kind]}
    for language in ("en", "fr", "ru", "uk", "mixed"):
        assert figures["all", language] >= FLOORS[language], figures


FLOORS = {
    "all": 0.86,
    "antonym": 0.95,
    "control": 0.92,
    "date": 0.83,
    "granularity": 0.9,
    "list": 0.6,
    "modality": 0.82,
    "naming": 0.72,
    "negation": 0.88,
    "number": 0.84,
    "paraphrase": 0.6,
    "participant": 0.9,
    "role": 0.95,
    "speaker": 0.94,
    "time": 0.75,
    "translation": 0.69,
    "en": 0.87,
    "fr": 0.88,
    "ru": 0.89,
    "uk": 0.84,
    "mixed": 0.7,
}
"""What the calibration reached on these pairs, which are part of what it was fitted on, less a margin; the
cross-validated figure for all is .86."""
