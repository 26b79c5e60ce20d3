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

END = 2
"""Id of ``</s>``."""

CHUNK = 4096
"""Pairs that are sorted by length together, so that a batch is of one length."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Token ids (n, t), where there is a token, where it is the hypothesis's, and what to learn: labels
    (n, 3) and relations (n, 4)."""

    ids: Tensor
    mask: Tensor
    second: Tensor
    target: Tensor
    relation: Tensor


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
    order = sorted(range(len(picked)), key=lambda at: len(premises[at]) + len(hypotheses[at]))
    groups = [order[at : at + size] for at in range(0, len(order), size)]
    random.Random(seed).shuffle(groups)
    made = []
    for group in groups:
        ids, mask, second = join([(premises[at], hypotheses[at]) for at in group])
        target = torch.tensor([picked[at].target for at in group], dtype=torch.float32)
        relation = torch.tensor([picked[at].relation for at in group], dtype=torch.float32)
        made.append(Batch(ids, mask, second, target, relation))
    return made


def join(pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, mask and hypothesis mask (n, longest) of pairs of texts, each ``<s> … </s>``.

    The hypothesis begins with ``</s>`` instead of ``<s>``, as the model was pre-trained to see two texts.
    """
    longest = max(len(premise) + len(hypothesis) for premise, hypothesis in pairs)
    ids = torch.ones((len(pairs), longest), dtype=torch.long)
    mask = torch.zeros((len(pairs), longest), dtype=torch.bool)
    second = torch.zeros_like(mask)
    for at, (premise, hypothesis) in enumerate(pairs):
        middle, end = len(premise), len(premise) + len(hypothesis)
        ids[at, :end] = torch.tensor([*premise, END, *hypothesis[1:]])
        mask[at, :end] = True
        second[at, middle:end] = True
    return ids, mask, second
