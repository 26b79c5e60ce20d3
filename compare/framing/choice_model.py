"""What kind of choice a slot is, if it is one: a reading of its words by kind, and the weights over it.

The *reading* is linear: the state of a phrase inside multilingual-e5-small, read alone and freed of the mean
of its language, against one direction for each kind of the lexicons (ridge regression of a kind's terms
against all others and against plain phrases). It knows words that no lexicon holds, in any of the languages:
fitted without one of the four languages it ranks the terms of that language with a mean AUC of .93 to .95.

The *weights* are those of a multinomial logistic regression over what :mod:`compare.framing.slots` and the
reading tell of a slot. ``scripts/fit_framing_choices`` fits both, on the lexicons and on gold pairs of this
project.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from compare.embedding.encoder import Encoder
from compare.entailment.token_states import TokenStates
from compare.framing.slots import Slot, words_span
from compare.framing.word_alignment import AlignedText

Doubles = NDArray[np.float64]

FILE = Path(__file__).parent / "training" / "choices.npz"
NONE = "none"
LEXICONS = (
    "epistemic",
    "blame",
    "intensity",
    "modality",
    "legal",
    "loaded",
    "tone",
    "initiative",
    "reporting_verbs",
    "frames",
    "naming",
    "hedges",
)
"""Lexicons whose hits in a slot are told to the weights."""
SHAPE = (
    "added",
    "links",
    "beside",
    "beside_added",
    "nearness",
    "alone",
    "alone_across",
    "one_language",
    "figures",
    "names",
    "length",
    "lengths_apart",
)
"""What is told of a slot's form: see :func:`features_of`."""


@dataclass(frozen=True, slots=True)
class KindReading:
    """Linear reading of phrases: ``(state − mean of the language) @ directions + base``, (n, len(kinds))."""

    kinds: tuple[str, ...]
    languages: tuple[str, ...]
    means: NDArray[np.float32]
    directions: NDArray[np.float32]
    base: NDArray[np.float32]

    def read(self, texts: Sequence[str], language: str | None, tokens: TokenStates) -> Doubles:
        """(len(texts), len(kinds)), in standard deviations of the terms that it was fitted on."""
        row = self.languages.index(language) if language in self.languages else 0
        states = np.array([middle.mean(axis=0) for middle, _ in tokens.read(texts)])
        return np.asarray(self.of_states(states - self.means[row]), dtype=np.float64)

    def of_states(self, freed: NDArray[np.float32]) -> NDArray[np.float32]:
        """The same for states that are freed of the mean of their language."""
        lengths = np.maximum(np.linalg.norm(freed, axis=1, keepdims=True), np.float32(1e-9))
        return np.asarray(freed / lengths @ self.directions + self.base, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class ChoiceModel:
    """``weights`` (features, outcomes) and ``bias`` (outcomes): kinds of framing and none."""

    reading: KindReading
    outcomes: tuple[str, ...]
    weights: Doubles
    bias: Doubles

    def probabilities(self, features: Doubles) -> Doubles:
        """(n, len(outcomes)), rows that sum to 1."""
        logits = features @ self.weights + self.bias
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def features_of(
    one: AlignedText,
    other: AlignedText,
    slots: Sequence[Slot],
    reading: KindReading,
    encoder: Encoder,
    tokens: TokenStates,
) -> Doubles:
    """(len(slots), features): the same rows if the two texts are exchanged.

    The form of a slot, then for each kind of the reading the higher value of the two sides and how far they
    stand apart, then for each lexicon whether it knows words of a side, and of one side only.
    """
    left = _side(one, [slot.left for slot in slots], reading, encoder, tokens)
    right = _side(other, [slot.right for slot in slots], reading, encoder, tokens)
    both = np.array([bool(len(slot.left)) and bool(len(slot.right)) for slot in slots], dtype=bool)
    alone = np.round(np.einsum("ij,ij->i", left.vectors, right.vectors), 5)
    across = one.reading.language != other.reading.language
    shape = np.array(
        [
            (
                not paired,
                slot.links / min(len(slot.left), len(slot.right)) if paired else 0.0,
                (slot.before + slot.after) / 2 if paired else 0.0,
                0.0 if paired else (slot.before + slot.after) / 2,
                slot.nearness,
                near,
                near if across else 0.0,
                not across,
                bool(one_figures or other_figures),
                one_names + other_names,
                np.log(max(1, len(slot.left)) * max(1, len(slot.right))),
                abs(len(slot.left) - len(slot.right)) if paired else 0.0,
            )
            for slot, paired, near, one_figures, other_figures, one_names, other_names in zip(
                slots, both, alone, left.figures, right.figures, left.names, right.names, strict=True
            )
        ],
        dtype=np.float64,
    ).reshape(len(slots), len(SHAPE))
    return np.hstack(
        [
            shape,
            np.maximum(left.kinds, right.kinds),
            np.abs(left.kinds - right.kinds) * both[:, None],
            np.maximum(left.known, right.known),
            np.abs(left.known - right.known),
        ]
    )


@dataclass(frozen=True, slots=True)
class _Side:
    kinds: Doubles
    known: Doubles
    vectors: Doubles
    figures: list[bool]
    names: list[bool]


def _side(
    text: AlignedText,
    stretches: Sequence[range],
    reading: KindReading,
    encoder: Encoder,
    tokens: TokenStates,
) -> _Side:
    told = [place for place, words in enumerate(stretches) if len(words)]
    spans = [words_span(text, stretches[place]) for place in told]
    texts = [span.of(text.reading.text) for span in spans]
    kinds = np.zeros((len(stretches), len(reading.kinds)))
    vectors = np.zeros((len(stretches), encoder.dimension))
    known = np.zeros((len(stretches), len(LEXICONS)))
    if told:
        kinds[told] = reading.read(texts, text.reading.language, tokens)
        vectors[told] = encoder.encode(texts, [text.reading.language] * len(texts))
    for place, span in zip(told, spans, strict=True):
        known[place] = [
            any(span.start < hit.end and hit.start < span.end for hit in text.reading.hits(lexicon))
            for lexicon in LEXICONS
        ]
    return _Side(
        kinds=kinds,
        known=known,
        vectors=vectors,
        figures=[
            any(char.isdigit() for word in words for char in text.reading.words[word].text)
            for words in stretches
        ],
        names=[any(map(text.reading.named, words)) for words in stretches],
    )


def save_model(model: ChoiceModel, path: Path = FILE) -> None:
    """Write a model where :func:`bundled_model` reads it."""
    np.savez_compressed(
        path,
        kinds=np.array(model.reading.kinds),
        languages=np.array(model.reading.languages),
        means=model.reading.means.astype(np.float32),
        directions=model.reading.directions.astype(np.float32),
        base=model.reading.base.astype(np.float32),
        outcomes=np.array(model.outcomes),
        weights=np.round(model.weights, 6),
        bias=np.round(model.bias, 6),
    )


@lru_cache(maxsize=1)
def bundled_model() -> ChoiceModel:
    """The model that ships with the package."""
    with np.load(FILE) as data:
        reading = KindReading(
            tuple(map(str, data["kinds"])),
            tuple(map(str, data["languages"])),
            data["means"],
            data["directions"],
            data["base"],
        )
        return ChoiceModel(reading, tuple(map(str, data["outcomes"])), data["weights"], data["bias"])
