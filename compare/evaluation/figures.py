"""One measured figure with what a reader needs to judge it: n, interval, and the trivial floor beside it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from compare.errors import DocumentError, RecordError

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """``measure`` on ``dataset`` (``part``: language pair, type or split).

    ``value`` and the 95 % bootstrap interval ``low``..``high`` are in the measure's unit (0..1 unless the
    name says otherwise); ``floor`` is what ``floor_name`` (lexical overlap, majority, everything marked …)
    reaches on the same items.
    """

    dataset: str
    measure: str
    value: float
    n: int
    part: str = ""
    low: float | None = None
    high: float | None = None
    floor: float | None = None
    floor_name: str = ""
    note: str = ""


def read_jsonl(path: Path, limit: int | None = None) -> list[dict[str, Any]]:
    """The records of a JSONL file; the first ``limit`` if given.

    Raises:
        DocumentError: the file is not there. RecordError: a line is not a JSON object.
    """
    if not path.is_file():
        raise DocumentError(str(path), "no such file", "give the folder of the measuring data with --data")
    return list(_records(path, limit))


def _records(path: Path, limit: int | None) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if limit is not None and number > limit:
                return
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise RecordError(str(path), number, f"not JSON ({error.msg})", "mend the line") from error


def bootstrap(
    items: Sequence[T], measure: Callable[[Sequence[T]], float], *, samples: int = 200, seed: int = 7
) -> tuple[float, float]:
    """The 95 % percentile interval of ``measure`` over items drawn with replacement (Efron 1979)."""
    draw = random.Random(seed)
    values = sorted(measure(draw.choices(items, k=len(items))) for _ in range(samples))
    return values[int(0.025 * samples)], values[min(samples - 1, int(0.975 * samples))]


def character_trigram_cosine(pairs: Iterable[tuple[str, str]]) -> list[float]:
    """The lexical floor: cosine of character 3-gram counts, 0..1, one figure a pair."""
    from collections import Counter
    from math import sqrt

    def grams(text: str) -> Counter[str]:
        padded = f"  {text.casefold()}  "
        return Counter(padded[at : at + 3] for at in range(len(padded) - 2))

    scores = []
    for a, b in pairs:
        left, right = grams(a), grams(b)
        dot = sum(count * right[gram] for gram, count in left.items())
        scores.append(dot / sqrt(sum(c * c for c in left.values()) * sum(c * c for c in right.values())))
    return scores
