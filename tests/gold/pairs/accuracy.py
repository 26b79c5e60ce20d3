"""Accuracy on the hard pairs by kind and language: `python tests/gold/pairs/accuracy.py`.

Prints the table of docs/relations.md: natural pairs, which nothing was fitted on, and the open and plain
ones, which the calibration was fitted on.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from compare.embedding import default_encoder
from compare.entailment import default_entailment
from compare.evaluation.relations import score_hard_pairs
from compare.relations import RelationJudge
from corpora import load_resources

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "fr", "ru", "uk", "mixed", "all")


def read_pairs(half: str) -> list[dict[str, Any]]:
    """The pairs of one part: ``natural``, ``open`` or ``plain``."""
    return [
        json.loads(line)
        for path in sorted(FOLDER.glob(f"{half}_*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def accuracies(half: str, judge: RelationJudge) -> dict[tuple[str, str], tuple[float, int]]:
    """Accuracy and number of pairs by kind and language, ``all`` for either."""
    return {
        (figure.measure.removeprefix("accuracy, "), figure.part): (figure.value, figure.n)
        for figure in score_hard_pairs(read_pairs(half), judge)
    }


def main() -> None:
    judge = RelationJudge(default_encoder(), default_entailment(), load_resources())
    for half in ("natural", "open", "plain"):
        found = accuracies(half, judge)
        print(f"\n| {half} | " + " | ".join(LANGUAGES) + " | n |")
        print("|---" * (len(LANGUAGES) + 2) + "|")
        for kind in sorted({kind for kind, _ in found}, key=lambda kind: (kind == "all", kind)):
            cells = [f"{found[kind, each][0]:.2f}" if (kind, each) in found else "" for each in LANGUAGES]
            print(f"| {kind} | " + " | ".join(cells) + f" | {found[kind, 'all'][1]} |")


if __name__ == "__main__":
    main()
