"""Long texts, taken apart so that no model cuts one short without a word."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

import numpy as np

from compare.embedding.encoder import Vectors

WINDOW = 1024
"""Characters in a window at most: fewer than 512 tokens in alphabetic scripts (2 to 5 characters a token)."""

CONTROL: dict[int, str | None] = dict.fromkeys((*range(1, 9), 11, *range(14, 32), 127, 0x8F, 0x9F)) | {0: " "}


def readable(text: str) -> str:
    """The text as the models get it: composed characters (NFC), no control characters, no lone surrogates.

    Those never reach the words; NUL would end the text inside a C engine.
    """
    composed = unicodedata.normalize("NFC", text.translate(CONTROL))
    return composed.encode("utf-8", "replace").decode("utf-8")


def windows(text: str, size: int = WINDOW) -> list[str]:
    """The text in pieces of at most ``size`` characters, cut at the last white space where there is one."""
    pieces = []
    start = 0
    while len(text) - start > size:
        end = max(text.rfind(gap, start + size // 2, start + size + 1) for gap in " \n\t\u00a0")
        end = end if end > start else start + size
        pieces.append(text[start:end])
        start = end
    return [*pieces, text[start:]]


def encode_whole(
    texts: Sequence[str],
    encode: Callable[[list[str]], Vectors],
    fits: Callable[[str], bool],
    size: int = WINDOW,
) -> Vectors:
    """Vectors (n, d) of unit length by ``encode``; a text that does not fit is the mean of its windows.

    The mean is weighted by the windows' lengths in characters.
    """
    parts = [[text] if len(text) <= size or fits(text) else windows(text, size) for text in texts]
    rows = encode([part for pieces in parts for part in pieces])
    if len(rows) == len(texts):
        return rows
    whole = np.empty((len(texts), rows.shape[1]), dtype=np.float32)
    at = 0
    for place, pieces in enumerate(parts):
        weights = np.array([max(1, len(piece)) for piece in pieces], dtype=np.float32)
        whole[place] = weights @ rows[at : at + len(pieces)] / weights.sum()
        at += len(pieces)
    return unit(whole)


def unit(rows: Vectors) -> Vectors:
    """Rows scaled to length 1; a row of zeros becomes the first axis."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    axis = np.eye(1, rows.shape[1], dtype=np.float32)
    scaled = np.where(lengths > 1e-9, rows / np.maximum(lengths, 1e-9), axis)
    return np.ascontiguousarray(scaled, dtype=np.float32)
