"""Models written without the onnx package load and compute."""

from __future__ import annotations

import numpy as np
import onnxruntime

from compare.entailment.onnx_file import Graph


def test_a_graph_computes_what_it_says() -> None:
    graph = Graph("sum")
    graph.input("x", "float32", ["n", 2])
    doubled = graph.node("MatMul", "x", graph.tensor(np.array([[2, 0], [0, -2]], dtype=np.float32)))
    shifted = graph.node("Add", doubled, graph.tensor(np.array([1, 300], dtype=np.float32)))
    graph.node("Concat", "x", shifted, name="y", axis=-1)
    graph.output("y", "float32", ["n", 4])
    session = onnxruntime.InferenceSession(graph.to_bytes(), providers=["CPUExecutionProvider"])
    found = session.run(None, {"x": np.array([[1, 2], [3, 4]], dtype=np.float32)})[0]
    np.testing.assert_array_equal(found, [[1, 2, 3, 296], [3, 4, 7, 292]])


def test_attributes_of_each_type() -> None:
    graph = Graph("attributes")
    graph.input("x", "float32", [1, 2])
    turned = graph.node("Transpose", "x", perm=[1, 0])
    graph.node("LeakyRelu", turned, name="y", alpha=0.25)
    graph.output("y", "float32", [2, 1])
    session = onnxruntime.InferenceSession(graph.to_bytes(), providers=["CPUExecutionProvider"])
    found = session.run(None, {"x": np.array([[-4, 4]], dtype=np.float32)})[0]
    np.testing.assert_array_equal(found, [[-1], [4]])
