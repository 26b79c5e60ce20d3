"""A dictionary read off parallel sentences: which word of a translation answers an English word.

Words answer each other where each is the other's nearest by their states inside multilingual-e5-small
(SimAlign, Jalili Sabet et al. 2020); of the answers of a word the one that does so most often and most nearly
stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from compare.entailment.token_states import TokenStates

LEAST = 0.55
"""Likeness (cosine of states freed of their text's mean) from which a pair of words counts."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def word_pairs(
    rows: Sequence[Mapping[str, str]], languages: Sequence[str], tokens: TokenStates
) -> dict[str, dict[str, str]]:
    """English word -> language -> word, in lower case; names that are written alike are left out.

    Args:
        rows: parallel sentences, one text a language, English under ``en``.
        languages: the other languages.
    """
    weights: dict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in rows:
        english, states = _words(row["en"], tokens)
        for language in languages:
            foreign, others = _words(row[language], tokens)
            likeness = states @ others.T
            forth, back = likeness.argmax(axis=1), likeness.argmax(axis=0)
            for place, answer in enumerate(forth):
                if back[answer] == place and likeness[place, answer] >= LEAST:
                    weights[english[place], language][foreign[answer]] += float(likeness[place, answer])
    found: dict[str, dict[str, str]] = {}
    for (word, language), answers in sorted(weights.items()):
        best = max(sorted(answers), key=answers.__getitem__)
        if best != word:
            found.setdefault(word, {})[language] = best
    return found


def _words(text: str, tokens: TokenStates) -> tuple[list[str], NDArray[np.float32]]:
    """Words of a text in lower case, and a row of unit length for each."""
    (_, last), offsets = tokens.read([text])[0], tokens.offsets(text)
    spans, rows = [], []
    for match in _WORD.finditer(text):
        own = [
            row
            for row, (start, end) in enumerate(offsets[: len(last)])
            if start < match.end() and match.start() < end
        ]
        if own:
            spans.append(match.group().lower().replace("’", "'"))
            rows.append(last[own].mean(axis=0))
    if not rows:
        return [], np.zeros((0, last.shape[1]), np.float32)
    table = np.array(rows) - np.mean(rows, axis=0)
    return spans, table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
