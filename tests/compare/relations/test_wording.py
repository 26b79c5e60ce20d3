"""Words that answer each other: exact figures for drawn matrices, and real sentences in another order."""

from __future__ import annotations

import numpy as np
import pytest

from compare.entailment.token_states import TokenStates
from compare.relations.wording import Wording, wording_of

ONE, TWO, THREE = np.eye(3, dtype=np.float32)


def states(*rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return np.stack(rows), np.stack(rows)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (states(ONE, TWO, THREE), states(ONE, TWO, THREE), Wording(1.0, 1.0, 0.0)),
        (states(ONE, TWO, THREE), states(THREE, TWO, ONE), Wording(1.0, 1.0, 1.0)),
        (states(ONE, TWO), states(ONE, THREE), Wording(0.5, 0.0, 0.0)),
        (states(ONE), states(ONE), Wording(1.0, 1.0, 0.0)),
    ],
    ids=["the same words", "turned round", "one word without an answer", "a single word"],
)
def test_figures(a: tuple, b: tuple, expected: Wording) -> None:
    assert wording_of(a, b) == expected
    assert wording_of(b, a) == expected


def test_exchanged_roles_turn_words_round_and_a_paraphrase_does_not() -> None:
    told, swapped, paraphrase = TokenStates().read(
        [
            "The foreign minister of Tareno thanked the ambassador of Velmonto for the grain.",
            "The ambassador of Velmonto thanked the foreign minister of Tareno for the grain.",
            "The foreign minister of Tareno expressed thanks to Velmonto's ambassador for the grain.",
        ]
    )
    assert wording_of(told, swapped).backward > wording_of(told, paraphrase).backward


def test_a_translation_agrees_more_than_another_sentence() -> None:
    told, translated, other = TokenStates().read(
        ["The bridge was closed on Friday.", "Le pont a été fermé vendredi.", "Le prix du pain a doublé."]
    )
    assert wording_of(told, translated).agreement > wording_of(told, other).agreement
