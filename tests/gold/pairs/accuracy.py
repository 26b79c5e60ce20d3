"""Accuracy on the hard pairs by kind and language: `python tests/gold/pairs/accuracy.py`.

Prints the tables of docs/relations.md: natural pairs, which nothing was fitted on, the open and plain ones,
which the calibration was fitted on, and the pairs to learn from whose writers were kept apart, which neither
the cross-encoder nor the calibration has read.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from compare.embedding import default_encoder
from compare.entailment import default_entailment
from compare.entailment.training.written import read_written
from compare.evaluation.figures import Figure
from compare.evaluation.relations import judge_hard_pairs, score_hard_pairs
from compare.relations import RelationJudge
from corpora import load_resources

FOLDER = Path(__file__).parent
WRITTEN = FOLDER.parents[2] / "corpora" / "training" / "relations"
LANGUAGES = ("en", "fr", "ru", "uk", "mixed", "all")


def read_pairs(part: str) -> list[dict[str, Any]]:
    """The pairs of one part: ``natural``, ``open``, ``plain`` or ``apart``."""
    if part == "apart":
        told = {"disagreement": ["disagreement", "conflict"]}  # the judge is not told who speaks
        return [
            {**asdict(pair), "relation": told.get(pair.relation, [pair.relation])}
            for pair in read_written(WRITTEN)
            if pair.apart
        ]
    return [
        json.loads(line)
        for path in sorted(FOLDER.glob(f"{part}_*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def measure(part: str, judge: RelationJudge) -> list[Figure]:
    """All figures of one part."""
    rows = read_pairs(part)
    return score_hard_pairs(rows, judge_hard_pairs(rows, judge))


def main() -> None:
    judge = RelationJudge(default_encoder(), default_entailment(), load_resources())
    for part in ("natural", "open", "plain", "apart"):
        figures = measure(part, judge)
        table = {
            (figure.measure.removeprefix("accuracy, "), figure.part): figure
            for figure in figures
            if figure.measure.startswith("accuracy")
        }
        print(f"\n| {part} | " + " | ".join(LANGUAGES) + " | floor | n |")
        print("|---" * (len(LANGUAGES) + 3) + "|")
        for kind in sorted({kind for kind, _ in table}, key=lambda kind: (kind == "all", kind)):
            cells = [f"{table[kind, each].value:.2f}" if (kind, each) in table else "" for each in LANGUAGES]
            whole = table[kind, "all"]
            print(f"| {kind} | " + " | ".join(cells) + f" | {whole.floor:.2f} | {whole.n} |")
        print()
        for figure in figures:
            if figure.measure.startswith("ECE"):
                print(f"{part}: {figure.measure} {figure.value:.3f} (n {figure.n}) {figure.note}")


if __name__ == "__main__":
    main()
