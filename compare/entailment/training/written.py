"""The pairs written for this project (``corpora/training/relations``): groups of sentences around one.

A quarter of the groups is held out: relations are calibrated on it, since the model knows the others by
heart. So are all groups of two writers of whom neither the model nor the calibration has read anything
(``apart-…``): what is measured on them is as foreign to both as any account will be.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from compare.entailment.model import LABELS, RELATIONS, RelationReader
from compare.entailment.training.examples import Example
from compare.errors import RecordError

UNKNOWN = (0.0, 0.0, 0.0, 0.0)
HELD_OUT = 4
"""One group in so many is held out."""
APART = "apart-"
"""Ids of groups whose writers wrote nothing that the model learns from begin so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPair:
    """Two sentences of a group with their labels; of ``general`` ones, no news, only entailment counts."""

    group: str
    a: str
    b: str
    lang_a: str
    lang_b: str
    kind: str
    relation: str
    forward: str
    backward: str
    general: bool

    @property
    def apart(self) -> bool:
        return self.group.startswith(APART)

    @property
    def held_out(self) -> bool:
        return self.apart or hashlib.sha256(self.group.encode()).digest()[0] % HELD_OUT == 0

    def examples(self) -> tuple[Example, Example]:
        """The pair in both directions."""
        relation = UNKNOWN if self.general else _relation(self.relation)
        return (
            Example(self.a, self.b, _label(self.forward), relation),
            Example(self.b, self.a, _label(self.backward), relation),
        )


def read_written(folder: Path) -> Iterator[WrittenPair]:
    """All pairs, file by file.

    Raises:
        RecordError: a line is not JSON, lacks a field or has an unknown label.
    """
    for path in sorted(folder.glob("*.jsonl")):
        for line, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                group = json.loads(raw)
                for other in group["others"]:
                    pair = WrittenPair(
                        group=group["id"],
                        a=group["text"],
                        b=other["text"],
                        lang_a=group["lang"],
                        lang_b=other["lang"],
                        kind=other["kind"],
                        relation=other["relation"],
                        forward=other["forward"],
                        backward=other["backward"],
                        general=group.get("general", False),
                    )
                    pair.examples()  # an unknown label is told with its line
                    yield pair
            except (KeyError, TypeError, ValueError) as error:
                raise RecordError(
                    str(path), line, f"no group of pairs ({error!r})", "corpora/README.md shows one"
                ) from error


def accuracy(pairs: Sequence[WrittenPair], reader: RelationReader) -> dict[str, tuple[float, int]]:
    """Share of pairs whose relation the reader tells by itself, read in both orders, and their number.

    By kind, by language of the first sentence (of pairs in one language; ``across``: in two), and ``all``;
    ``floor`` is the share of the commonest relation. Groups that are no news are left out.
    """
    told = [pair for pair in pairs if not pair.general]
    gold = np.array([_relation(pair.relation).index(1.0) for pair in told])
    logarithms = [
        np.log(np.maximum(reader.read(texts)[1], 1e-9))
        for texts in ([(pair.a, pair.b) for pair in told], [(pair.b, pair.a) for pair in told])
    ]
    right = np.add(*logarithms).argmax(axis=1) == gold
    parts: dict[str, list[bool]] = {"all": right.tolist()}
    for pair, hit in zip(told, right.tolist(), strict=True):
        spoken = pair.lang_a if pair.lang_a == pair.lang_b else "across"
        parts.setdefault(spoken, []).append(hit)
        parts.setdefault(pair.kind, []).append(hit)
    shares = {part: (sum(hits) / len(hits), len(hits)) for part, hits in sorted(parts.items())}
    return shares | {"floor": (float(np.bincount(gold).max() / len(gold)), len(gold))}


def _label(name: str) -> tuple[float, float, float]:
    first, second, third = (float(name == label) for label in LABELS)
    if not first + second + third:
        raise ValueError(f"label {name!r}")
    return first, second, third


def _relation(name: str) -> tuple[float, float, float, float]:
    told = "conflict" if name == "disagreement" else name
    a, b, c, d = (float(told == relation) for relation in RELATIONS)
    if not a + b + c + d:
        raise ValueError(f"relation {name!r}")
    return a, b, c, d
