"""The development data that the calibration is fitted on.

``scripts/fit_relations DATA`` writes ``compare/relations/calibration.json`` anew; run it after a change of
the encoder, of the entailment model or of a check. The public sets are read only for their figures: no text
or word of them is stored.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from compare.entailment.training.written import read_written
from compare.evaluation.calibration import (
    Graded,
    Labelled,
    allowed_outcomes,
    fit_relation,
    fit_similarity,
    rounded,
)
from compare.evaluation.figures import read_jsonl
from compare.relations import RelationJudge, Statement
from compare.relations.calibration import OUTCOMES

Row = dict[str, Any]
_LINKED = ("same", "reframed", "conflict")


@dataclass(frozen=True)
class Source:
    """A set: its file below the data folder, what its rows mean, and what they weigh in each fit.

    ``grade`` gives 0..1 or None, ``outcomes`` the relations that the label leaves open.
    """

    name: str
    grade: Callable[[Row], float | None]
    outcomes: Callable[[Row], Sequence[str]] | None
    graded_weight: float
    labelled_weight: float


def _paraphraser(row: Row) -> Sequence[str]:
    choices: Mapping[int, Sequence[str]] = {1: ("same",), 0: ("reframed", "conflict"), -1: ("unrelated",)}
    return choices[row["label"]]


def _refresd(row: Row) -> Sequence[str]:
    choices = {
        "no_meaning_difference": ("same",),
        "some_meaning_difference": ("reframed", "conflict"),
        "unrelated": ("unrelated",),
    }
    return choices.get(row["label3"], OUTCOMES)


def _ecbplus(row: Row) -> Sequence[str]:
    if row["label"]:
        return _LINKED
    return ("unrelated",) if "similar" in row["kind"] else ("unrelated", "reframed")


def _entailed(row: Row) -> Sequence[str]:
    if row["label"] == "contradiction":
        return ("conflict",) if "relatedness" in row else ("conflict", "unrelated")
    return ("same", "reframed") if row["label"] == "entailment" else ("reframed", "unrelated")


def _hard(row: Row) -> Sequence[str]:
    return ["conflict" if name == "disagreement" else name for name in row["relation"]]


def _hard_grade(row: Row) -> float:
    grades = {"same": 1.0, "reframed": 0.5, "conflict": 0.25, "disagreement": 0.25, "unrelated": 0.0}
    return max(grades[name] for name in row["relation"])


SOURCES = (
    Source("stsb_multi", lambda row: float(row["score"]) / 5, None, 4.5, 0.0),
    Source("ecbplus", lambda row: 0.15 + 0.5 * row["label"], _ecbplus, 6.0, 1.5),
    Source("refresd", lambda row: float(row["label"] == "equivalent"), _refresd, 2.4, 1.0),
    Source("paraphraser_ru", lambda row: (row["label"] + 1) / 2, _paraphraser, 7.0, 1.0),
    Source(
        "pawsx",
        lambda row: float(row["label"]),
        lambda row: ("same",) if row["label"] else ("reframed", "conflict"),
        5.0,
        0.6,
    ),
    Source(
        "daccord_fr",
        lambda row: None,
        lambda row: ("conflict",) if row["label"] else ("same", "reframed", "unrelated"),
        0.0,
        0.7,
    ),
    Source("xnli", lambda row: None, _entailed, 0.0, 0.45),
    Source("sick", lambda row: None, _entailed, 0.0, 0.3),
)


def fit_all(data: Path, pairs: Path, written: Path, judge: RelationJudge, limit: int = 600) -> dict[str, Any]:
    """The content of the calibration file: weights, and what they were fitted on.

    Args:
        data: folder of the measuring sets; of each set and pair of languages, ``limit`` rows are drawn.
        pairs: folder of the hard pairs written for this project; the natural ones are kept for measuring.
        written: folder of the pairs that the cross-encoder learned from; only those held out there are taken.
        judge: reads the evidence.
        limit: rows a set.
    """
    graded: list[Graded] = []
    labelled: list[Labelled] = []
    counts: dict[str, int] = {}
    for source in SOURCES:
        parts = _parts(read_jsonl(data / source.name / "dev.jsonl"))
        share = 1.0 / len(parts)
        for part, rows in sorted(parts.items()):
            chosen = random.Random(1).sample(rows, min(len(rows), max(100, limit // len(parts))))
            _add(source, f"{source.name}.{part}", chosen, share, judge, graded, labelled)
            counts[f"{source.name}.{part}"] = len(chosen)
    hard = Source("hard pairs", _hard_grade, _hard, 0.2, 4.0)
    paths = [path for half in ("open", "plain") for path in sorted(pairs.glob(f"{half}_*.jsonl"))]
    rows = [row for path in paths for row in read_jsonl(path)]
    _add(hard, hard.name, rows, 1.0, judge, graded, labelled)
    counts[hard.name] = len(rows)
    rows = [
        {"a": pair.a, "b": pair.b, "lang_a": pair.lang_a, "lang_b": pair.lang_b, "relation": [pair.relation]}
        for pair in read_written(written)
        if pair.held_out and not pair.apart and not pair.general
    ]
    learned = Source("written pairs", _hard_grade, _hard, 0.2, 1.0)
    _add(learned, learned.name, rows, 1.0, judge, graded, labelled)
    counts[learned.name] = len(rows)
    return {
        "about": "Weights of compare.relations, fitted by scripts/fit_relations.",
        "rows": counts,
        "similarity": rounded(fit_similarity(graded)),
        "relation": rounded(fit_relation(labelled)),
    }


def _parts(rows: Sequence[Row]) -> dict[str, list[Row]]:
    parts: dict[str, list[Row]] = {}
    for row in rows:
        parts.setdefault("-".join(_languages(row)), []).append(row)
    return parts


def _languages(row: Row) -> tuple[str, str]:
    spoken = str(row.get("lang", "en"))
    return str(row.get("lang_a", spoken)), str(row.get("lang_b", spoken))


def _add(
    source: Source,
    name: str,
    rows: Sequence[Row],
    share: float,
    judge: RelationJudge,
    graded: list[Graded],
    labelled: list[Labelled],
) -> None:
    statements = []
    for row in rows:
        lang_a, lang_b = _languages(row)
        a, b = str(row.get("a", row.get("premise"))), str(row.get("b", row.get("hypothesis")))
        statements.append((Statement(text=a, language=lang_a), Statement(text=b, language=lang_b)))
    features = judge.evidence(statements).features
    grades = [source.grade(row) for row in rows]
    if source.graded_weight:
        targets = np.array([0.0 if grade is None else grade for grade in grades])
        graded.append(Graded(name, features, targets, source.graded_weight * share))
    if source.outcomes is not None:
        allowed = np.array([allowed_outcomes(*source.outcomes(row)) for row in rows])
        labelled.append(Labelled(name, features, allowed, source.labelled_weight * share))
