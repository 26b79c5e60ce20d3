"""Labelled pairs of texts, read from JSONL."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from compare.entailment.model import LABELS
from compare.errors import RecordError


@dataclass(frozen=True, slots=True)
class Example:
    """A pair with the share of each label (one-hot where the label is certain), and of each relation.

    Shares that are all 0 are unknown: nothing is learned from them.
    """

    premise: str
    hypothesis: str
    target: tuple[float, float, float]
    relation: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


def read_examples(path: Path) -> list[Example]:
    """Pairs from JSONL: ``premise``, ``hypothesis`` and ``label`` (a name) or ``target`` (three shares).

    Raises:
        OSError: the file cannot be read.
        RecordError: a line is not JSON, lacks a field or has an unknown label.
    """
    examples = []
    with path.open(encoding="utf-8") as lines:
        for line, raw in enumerate(lines, 1):
            try:
                record = json.loads(raw)
                target = record.get("target") or [float(record["label"] == label) for label in LABELS]
                if len(target) != 3 or abs(sum(target) - 1) > 1e-6:
                    raise ValueError(f"label {record.get('label') or target!r}")
                examples.append(Example(record["premise"], record["hypothesis"], tuple(target)))
            except (KeyError, ValueError) as error:
                raise RecordError(
                    str(path),
                    line,
                    f"no labelled pair ({error})",
                    f"label must be one of {', '.join(LABELS)}",
                ) from error
    return examples
