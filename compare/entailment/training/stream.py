"""Labelled pairs in, padded batches of tokens out: shuffled by seed, batched by length, resumable."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from compare.entailment.training.examples import Example

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST = 96
"""Tokens of one text, above which it is cut."""

CHUNK = 4096
"""Pairs that are sorted by length together, so that a batch is of one length."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Token ids and masks of both sides (n, t) and targets (n, 3)."""

    premise: Tensor
    premise_mask: Tensor
    hypothesis: Tensor
    hypothesis_mask: Tensor
    target: Tensor


def batches(
    examples: Sequence[Example], tokenizer: Tokenizer, *, size: int, seed: int, first: int = 0
) -> Iterator[Batch]:
    """Endless batches from the ``first`` on; the same seed, the same order."""
    per_pass = max(1, len(examples) // CHUNK)
    chunk, skip = divmod(first, math.ceil(min(CHUNK, len(examples)) / size))
    while True:
        turn, place = divmod(chunk, per_pass)
        order = list(range(len(examples)))
        random.Random(seed + turn).shuffle(order)
        picked = [examples[at] for at in order[place * CHUNK : (place + 1) * CHUNK]]
        yield from _by_length(picked, tokenizer, size, seed + chunk)[skip:]
        chunk, skip = chunk + 1, 0


def _by_length(picked: Sequence[Example], tokenizer: Tokenizer, size: int, seed: int) -> list[Batch]:
    premises = [each.ids for each in tokenizer.encode_batch([example.premise for example in picked])]
    hypotheses = [each.ids for each in tokenizer.encode_batch([example.hypothesis for example in picked])]
    order = sorted(range(len(picked)), key=lambda at: (len(premises[at]) // 4, len(hypotheses[at])))
    groups = [order[at : at + size] for at in range(0, len(order), size)]
    random.Random(seed).shuffle(groups)
    made = []
    for group in groups:
        premise, premise_mask = pad([premises[at] for at in group])
        hypothesis, hypothesis_mask = pad([hypotheses[at] for at in group])
        target = torch.tensor([picked[at].target for at in group], dtype=torch.float32)
        made.append(Batch(premise, premise_mask, hypothesis, hypothesis_mask, target))
    return made


def pad(rows: Sequence[Sequence[int]], empty: int = 1) -> tuple[Tensor, Tensor]:
    """Rows of ids to a matrix (n, longest) and its mask; ``empty`` fills up (id 1 is <pad>)."""
    longest = max(map(len, rows))
    ids = torch.full((len(rows), longest), empty, dtype=torch.long)
    mask = torch.zeros((len(rows), longest), dtype=torch.bool)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = torch.tensor(row)
        mask[at, : len(row)] = True
    return ids, mask
