"""Entailment and contradiction on public sets, whole or in part, with trivial floors beside each figure.

A scorer takes the folder of the measuring data, a model and ``limit``: the number of items of each part
(language pair, round) that are read, evenly spaced, since the first rows of a set can be easier than the rest
(``xnli``: .78 on the first 150 English ones, .71 on all); None for all. Contradiction between equals
(``daccord_fr``) is the mean of both directions; sameness (``pawsx``) the weaker of both entailments.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.entailment.model import LABELS, EntailmentModel, Probabilities
from compare.evaluation.figures import Figure, bootstrap, character_trigram_cosine, read_jsonl

Numbers = NDArray[np.float64]
Row = dict[str, Any]

XNLI_PARTS = ("en", "fr", "ru", "mixed")


def score_xnli(data: Path, model: EntailmentModel, limit: int | None = None) -> list[Figure]:
    """Accuracy by language, the gap between languages, and how far the probabilities can be trusted."""
    parts = _parts(
        read_jsonl(data / "xnli" / "dev.jsonl"),
        lambda row: row["lang_a"] if row["lang_a"] == row["lang_b"] else "mixed",
        limit,
    )
    figures, accuracies = [], []
    for part in XNLI_PARTS:
        rows = parts[part]
        found = model.predict([(row["premise"], row["hypothesis"]) for row in rows])
        gold = [LABELS.index(row["label"]) for row in rows]
        figures.append(_accuracy("xnli", part, found.argmax(axis=1).tolist(), gold))
        figures += calibration("xnli", part, found, gold)
        accuracies.append(figures[-3].value)
    figures.append(
        Figure(
            dataset="xnli",
            measure="gap between languages",
            value=max(accuracies) - min(accuracies),
            n=sum(len(parts[part]) for part in XNLI_PARTS),
        )
    )
    return figures


def score_anli(data: Path, model: EntailmentModel, limit: int | None = None) -> list[Figure]:
    """Accuracy by round of adversarial collection."""
    figures = []
    for part, rows in _parts(
        read_jsonl(data / "anli" / "dev.jsonl"), lambda row: row["round"], limit
    ).items():
        found = model.predict([(row["premise"], row["hypothesis"]) for row in rows])
        gold = [LABELS.index(row["label"]) for row in rows]
        figures.append(_accuracy("anli", part, found.argmax(axis=1).tolist(), gold))
    return figures


def score_sick(data: Path, model: EntailmentModel, limit: int | None = None) -> list[Figure]:
    """Accuracy, and AUC of contradiction (where overlap alone does well: contradictions are small edits)."""
    rows = _spread(read_jsonl(data / "sick" / "dev.jsonl"), limit)
    pairs = [(row["a"], row["b"]) for row in rows]
    found = model.predict(pairs)
    gold = [LABELS.index(row["label"]) for row in rows]
    return [
        _accuracy("sick", "en", found.argmax(axis=1).tolist(), gold),
        _auc("sick", "en", "contradiction AUC", found[:, 2], [label == 2 for label in gold], pairs),
    ]


def score_terra(data: Path, model: EntailmentModel, limit: int | None = None) -> list[Figure]:
    """Accuracy of entailment or not, in Russian news."""
    rows = _spread(read_jsonl(data / "terra_ru" / "dev.jsonl"), limit)
    pairs = [(row["premise"], row["hypothesis"]) for row in rows]
    found = model.predict(pairs)
    gold = [int(row["label"] == "entailment") for row in rows]
    guess = (found.argmax(axis=1) == 0).astype(int).tolist()
    return [
        _accuracy("terra_ru", "ru", guess, gold),
        _auc("terra_ru", "ru", "entailment AUC", found[:, 0], [bool(label) for label in gold], pairs),
    ]


def score_fever_symmetric(data: Path, model: EntailmentModel, limit: int | None = None) -> list[Figure]:
    """Accuracy of supports or refutes (entailment against contradiction; there is no neutral class)."""
    rows = _spread(read_jsonl(data / "fever_symmetric" / "dev.jsonl"), limit)
    pairs = [(row["evidence"], row["claim"]) for row in rows]
    found = model.predict(pairs)
    gold = [int(row["label"] == "SUPPORTS") for row in rows]
    share = found[:, 2] / (found[:, 0] + found[:, 2])
    return [
        _accuracy("fever_symmetric", "en", (share < 0.5).astype(int).tolist(), gold),
        _auc("fever_symmetric", "en", "contradiction AUC", share, [not label for label in gold], pairs),
    ]


def score_daccord(data: Path, model: EntailmentModel, limit: int | None = None) -> list[Figure]:
    """AUC of contradiction in French, and its precision where half of the contradictions are found."""
    rows = _spread(read_jsonl(data / "daccord_fr" / "dev.jsonl"), limit)
    pairs = [(row["a"], row["b"]) for row in rows]
    scores = (model.predict(pairs)[:, 2] + model.predict([(b, a) for a, b in pairs])[:, 2]) / 2
    gold = [bool(row["label"]) for row in rows]
    return [
        _auc("daccord_fr", "fr", "contradiction AUC", scores, gold, pairs),
        Figure(
            dataset="daccord_fr",
            part="fr",
            measure="precision at recall .5",
            value=precision_at_recall(scores, gold, 0.5),
            n=len(gold),
            floor=sum(gold) / len(gold),
            floor_name="all positive",
        ),
    ]


def score_pawsx(data: Path, model: EntailmentModel, limit: int | None = None) -> list[Figure]:
    """AUC of sameness of near-identical wordings, by language pair."""
    parts = _parts(
        read_jsonl(data / "pawsx" / "dev.jsonl"), lambda row: f"{row['lang_a']}-{row['lang_b']}", limit
    )
    figures = []
    for part, rows in parts.items():
        pairs = [(row["a"], row["b"]) for row in rows]
        both = np.minimum(model.predict(pairs)[:, 0], model.predict([(b, a) for a, b in pairs])[:, 0])
        figures.append(_auc("pawsx", part, "AUC", both, [bool(row["label"]) for row in rows], pairs))
    return figures


SCORERS: dict[str, Callable[[Path, EntailmentModel, int | None], list[Figure]]] = {
    "xnli": score_xnli,
    "daccord_fr": score_daccord,
    "pawsx": score_pawsx,
    "terra_ru": score_terra,
    "anli": score_anli,
    "fever_symmetric": score_fever_symmetric,
    "sick": score_sick,
}


def calibration(dataset: str, part: str, found: Probabilities, gold: Sequence[int]) -> list[Figure]:
    """Expected calibration error of the chosen label (10 equal bins, Guo et al. 2017) and the Brier score
    summed over the labels (0..2; always one third: .667)."""
    chosen = found.argmax(axis=1)
    confidence = found.max(axis=1).astype(np.float64)
    right = chosen == np.array(gold)
    bins = np.minimum((confidence * 10).astype(int), 9)
    error = sum(
        abs(float(right[bins == each].mean()) - float(confidence[bins == each].mean()))
        * float((bins == each).mean())
        for each in range(10)
        if (bins == each).any()
    )
    brier = float(((found.astype(np.float64) - np.eye(len(LABELS))[list(gold)]) ** 2).sum(axis=1).mean())
    return [
        Figure(dataset=dataset, part=part, measure="ECE", value=error, n=len(gold)),
        Figure(
            dataset=dataset,
            part=part,
            measure="Brier",
            value=brier,
            n=len(gold),
            floor=2 / 3,
            floor_name="uniform",
        ),
    ]


def roc_auc(scores: Iterable[float], gold: Sequence[bool]) -> float:
    """Chance that a positive scores above a negative, ties count half; .5 where one class is missing."""
    values = np.asarray(list(scores), dtype=np.float64)
    positive = np.asarray(gold, dtype=bool)
    if positive.all() or not positive.any():
        return 0.5
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[place]
    n = int(positive.sum())
    return float((ranks[positive].sum() - n * (n + 1) / 2) / (n * (len(values) - n)))


def precision_at_recall(scores: Sequence[float] | Numbers, gold: Sequence[bool], recall: float) -> float:
    """Precision at the highest threshold that finds at least this share of the positives."""
    order = np.argsort(-np.asarray(scores, dtype=np.float64), kind="stable")
    hits = np.cumsum(np.asarray(gold, dtype=float)[order])
    at = int(np.argmax(hits >= recall * hits[-1]))
    return float(hits[at] / (at + 1))


def _parts(rows: Sequence[Row], part_of: Callable[[Row], str], limit: int | None) -> dict[str, list[Row]]:
    parts: dict[str, list[Row]] = {}
    for row in rows:
        parts.setdefault(part_of(row), []).append(row)
    return {part: _spread(kept, limit) for part, kept in parts.items()}


def _spread(rows: Sequence[Row], limit: int | None) -> list[Row]:
    """At most ``limit`` rows, evenly spaced over all."""
    if limit is None or limit >= len(rows):
        return list(rows)
    return [rows[at * len(rows) // limit] for at in range(limit)]


def _accuracy(dataset: str, part: str, found: Sequence[int], gold: Sequence[int]) -> Figure:
    right = [guess == truth for guess, truth in zip(found, gold, strict=True)]
    low, high = bootstrap(right, lambda some: sum(some) / len(some))
    return Figure(
        dataset=dataset,
        part=part,
        measure="accuracy",
        value=sum(right) / len(right),
        n=len(right),
        low=low,
        high=high,
        floor=max(Counter(gold).values()) / len(gold),
        floor_name="majority",
    )


def _auc(
    dataset: str,
    part: str,
    measure: str,
    scores: Numbers | Probabilities,
    gold: Sequence[bool],
    pairs: Sequence[tuple[str, str]],
) -> Figure:
    items = list(zip(scores.tolist(), gold, strict=True))
    low, high = bootstrap(items, lambda some: roc_auc([s for s, _ in some], [g for _, g in some]))
    overlap = roc_auc(character_trigram_cosine(pairs), gold)
    return Figure(
        dataset=dataset,
        part=part,
        measure=measure,
        value=roc_auc(scores.tolist(), gold),
        n=len(gold),
        low=low,
        high=high,
        floor=overlap,
        floor_name="character overlap",
    )
