"""Which words of two accounts answer each other, in one language or across two.

After SimAlign (Jalili Sabet et al. 2020, Findings of EMNLP): two words answer each other where each is the
other's nearest by their states in context; no parallel text is needed. To the states inside
multilingual-e5-small, freed of what all words of a text share, come the vectors of the words read alone,
which tell a translation from a word that merely stands in the same place, and how near the sentences are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from compare.embedding.encoder import Encoder
from compare.entailment.token_states import TokenStates, means_of
from compare.framing.reading import Reading
from compare.words import lemma_of

Floats = NDArray[np.float32]

_CONTEXT, _ALONE, _SAME_LEMMA = 0.6, 0.4, 0.1
"""What makes two words alike: their states in context, their vectors read alone, one lemma."""
_OTHER_CLASS = 0.6
"""Factor on a word of content beside a function word."""
_SENTENCE = 0.25
"""What the nearness of two sentences adds for their words."""
_PARTNERS = 4
"""Sentences of the other account that a sentence is laid against, either way."""
SAME_LANGUAGE, TWO_LANGUAGES = 0.65, 0.5
"""Likeness from which two words that answer each other say the same."""


class AlignedText:
    """A text's words with their states (n, 384) in a middle and the last layer, and vectors read alone."""

    def __init__(self, reading: Reading, tokens: TokenStates, encoder: Encoder) -> None:
        self.reading = reading
        self._tokens = tokens
        self._encoder = encoder

    @cached_property
    def content(self) -> NDArray[np.bool_]:
        """Which words carry content: no function words, but modal verbs and words of quantity."""
        reading = self.reading
        graded = {
            word.start
            for lexicon in ("modality", "hedges")
            for hit in reading.hits(lexicon)
            for word in reading.words_in(hit.start, hit.end)
        }
        return np.array(
            [
                not reading.role(word) or (word.start in graded and reading.role(word) == "auxiliary")
                for word in reading.words
            ],
            dtype=bool,
        )

    @cached_property
    def sentences(self) -> list[range]:
        """Indices of the words of each sentence that has any."""
        spans = [
            range(self.reading.first_word(each.start), self.reading.last_word(each.end) + 1)
            for each in self.reading.sentences
        ]
        return [span for span in spans if len(span)]

    @cached_property
    def states(self) -> tuple[Floats, Floats]:
        """Of each word the mean of its pieces, freed of the text's own mean; rows of unit length."""
        count = len(self.reading.words)
        middle, last = np.zeros((count, 384), np.float32), np.zeros((count, 384), np.float32)
        spans = [self.reading.sentence_at(self.reading.words[each[0]].start) for each in self.sentences]
        texts = [self.reading.text[span.start : span.end] for span in spans]
        read = self._tokens.read(texts)
        for words, span, text, (inner, outer) in zip(self.sentences, spans, texts, read, strict=True):
            offsets = self._tokens.offsets(text)
            own = [self.reading.words[number] for number in words]
            places = [(word.start - span.start, word.end - span.start) for word in own]
            rows = slice(words.start, words.stop)
            middle[rows], last[rows] = (means_of(each, offsets, places) for each in (inner, outer))
        return _freed(middle), _freed(last)

    @cached_property
    def alone(self) -> Floats:
        """Vectors of the words of content read by themselves; zero for the rest."""
        words = [word.text for word in self.reading.words]
        places = np.flatnonzero(self.content)
        rows = {word: row for row, word in enumerate(dict.fromkeys(words[place] for place in places))}
        vectors = self._encoder.encode(list(rows), [self.reading.language] * len(rows))
        table = np.zeros((len(words), self._encoder.dimension), np.float32)
        table[places] = vectors[[rows[words[place]] for place in places]]
        return table

    @cached_property
    def lemmas(self) -> list[str]:
        return [lemma_of(word.text, self.reading.language) for word in self.reading.words]

    @cached_property
    def sentence_means(self) -> Floats:
        """(sentences, 384): where to look for a partner."""
        return _freed(np.array([self.states[1][list(words)].mean(axis=0) for words in self.sentences]))


@dataclass(frozen=True, slots=True)
class Alignment:
    """``forth[i]``: the word of the other text that answers word i, −1 if none; ``likeness[i]`` of the two.

    ``forth`` holds mutual answers only, so that ``back`` is its inverse. ``threshold``: likeness from which
    two words say the same. ``nearness``: of the two words' sentences.
    """

    forth: tuple[int, ...]
    back: tuple[int, ...]
    likeness: tuple[float, ...]
    nearness: tuple[float, ...]
    threshold: float

    def says(self, word: int, near: float) -> bool:
        """Does the other text say this word too, in a sentence that is at least so ``near`` (0..1)?"""
        return self.forth[word] >= 0 and self.likeness[word] >= self.threshold and self.nearness[word] >= near

    @property
    def mirrored(self) -> Alignment:
        """The same of the exchanged texts."""
        return Alignment(
            self.back,
            self.forth,
            tuple(self.likeness[word] if word >= 0 else 0.0 for word in self.back),
            tuple(self.nearness[word] if word >= 0 else 0.0 for word in self.back),
            self.threshold,
        )


def align(one: AlignedText, other: AlignedText) -> Alignment:
    """Words of two texts that are each other's nearest; the same pairs if the texts are exchanged."""
    size, far = len(one.reading.words), len(other.reading.words)
    best, partner = np.full(size, -np.inf), np.full(size, -1)
    best_back, partner_back = np.full(far, -np.inf), np.full(far, -1)
    alike, near = np.zeros(size), np.zeros(size)
    for mine, theirs in _blocks(one, other):
        likeness = _likeness(one, mine, other, theirs)
        nearness = _nearness(likeness, one.content[mine], other.content[theirs])
        score = np.round(likeness + _SENTENCE * nearness, 5)
        _keep(score, mine, theirs, best, partner)
        _keep(score.T, theirs, mine, best_back, partner_back)
        columns = score.argmax(axis=1)
        chosen = partner[mine] == theirs[columns]
        alike[mine] = np.where(chosen, likeness[np.arange(len(mine)), columns], alike[mine])
        near[mine] = np.where(chosen, nearness, near[mine])
    mutual = [int(j) if j >= 0 and partner_back[j] == i else -1 for i, j in enumerate(partner)]
    back = [-1] * far
    for i, j in enumerate(mutual):
        if j >= 0:
            back[j] = i
    same = one.reading.language == other.reading.language
    return Alignment(
        forth=tuple(mutual),
        back=tuple(back),
        likeness=tuple(
            round(float(value), 5) if j >= 0 else 0.0 for value, j in zip(alike, mutual, strict=True)
        ),
        nearness=tuple(
            round(float(value), 5) if j >= 0 else 0.0 for value, j in zip(near, mutual, strict=True)
        ),
        threshold=SAME_LANGUAGE if same else TWO_LANGUAGES,
    )


def _blocks(one: AlignedText, other: AlignedText) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Words of sentences that may answer each other."""
    if not one.sentences or not other.sentences:
        return
    cosines = np.round(one.sentence_means @ other.sentence_means.T, 5)
    chosen = {
        *(
            (i, int(j))
            for i in range(len(cosines))
            for j in np.argsort(-cosines[i], kind="stable")[:_PARTNERS]
        ),
        *(
            (int(i), j)
            for j in range(cosines.shape[1])
            for i in np.argsort(-cosines[:, j], kind="stable")[:_PARTNERS]
        ),
    }
    for i, j in sorted(chosen):
        yield np.array(one.sentences[i]), np.array(other.sentences[j])


def _likeness(
    one: AlignedText, mine: NDArray[np.int64], other: AlignedText, theirs: NDArray[np.int64]
) -> NDArray[np.float64]:
    context = sum(
        a[mine].astype(np.float64) @ b[theirs].T.astype(np.float64)
        for a, b in zip(one.states, other.states, strict=True)
    )
    context = np.asarray(context) / 2
    left, right = one.content[mine][:, None], other.content[theirs][None]
    alone = one.alone[mine].astype(np.float64) @ other.alone[theirs].T.astype(np.float64)
    likeness = np.where(left & right, _CONTEXT * context + _ALONE * alone, context)
    likeness = np.where(left == right, likeness, _OTHER_CLASS * context)
    if one.reading.language == other.reading.language:
        same = [[one.lemmas[i] == other.lemmas[j] for j in theirs] for i in mine]
        likeness = likeness + _SAME_LEMMA * (np.array(same) & left & right)
    return np.asarray(np.round(likeness, 5), dtype=np.float64)


def _nearness(likeness: NDArray[np.float64], left: NDArray[np.bool_], right: NDArray[np.bool_]) -> float:
    """Mean likeness of each word of content and its nearest, both ways."""
    inner = likeness[np.ix_(left, right)]
    return float(inner.max(axis=1).mean() + inner.max(axis=0).mean()) / 2 if inner.size else 0.0


def _keep(
    score: NDArray[np.float64],
    mine: NDArray[np.int64],
    theirs: NDArray[np.int64],
    best: NDArray[np.float64],
    partner: NDArray[np.int64],
) -> None:
    """Writes down for each word of ``mine`` the best answer so far."""
    columns = score.argmax(axis=1)
    values = score[np.arange(len(mine)), columns]
    better = values > best[mine]
    partner[mine[better]] = theirs[columns[better]]
    best[mine[better]] = values[better]


def _freed(rows: Floats) -> Floats:
    """Rows without their common mean, of unit length."""
    held = np.asarray(rows.any(axis=1))
    apart = rows - rows[held].mean(axis=0) if held.any() else rows
    lengths = np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), np.float32(1e-9))
    return np.asarray(np.where(held[:, None], apart / lengths, 0), dtype=np.float32)
