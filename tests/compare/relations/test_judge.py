"""The judge with its real models: contract, symmetry, speakers, and the hard pairs of this project."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from compare.embedding import default_encoder
from compare.entailment import default_entailment
from compare.entailment.model import Probabilities
from compare.relations import RelationJudge, Statement, judge_records
from compare.resources import Resources
from corpora import load_resources

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


def test_labels_of_another_entailment_model_count_beside_the_relations_of_the_bundled_one(
    judge: RelationJudge,
) -> None:
    class Turned:
        """The bundled model with entailment and contradiction exchanged: another model by its answers."""

        name = revision = runtime = "turned"

        def predict(self, pairs: Sequence[tuple[str, str]]) -> Probabilities:
            return np.asarray(default_entailment().predict(pairs))[:, ::-1]

    other = RelationJudge(default_encoder(), Turned(), load_resources())
    pairs = statements(TEXTS[1:2])
    own, foreign = judge.judge(pairs)[0], other.judge(pairs)[0]
    for way in ("a_to_b", "b_to_a"):
        assert foreign.entailment[way]["contradiction"] == pytest.approx(own.entailment[way]["entailment"])
    assert foreign.probabilities != own.probabilities
    assert sum(foreign.probabilities.values()) == pytest.approx(1)
