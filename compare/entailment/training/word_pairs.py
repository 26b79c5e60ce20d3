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

from compare.entailment.token_states import TokenStates, means_of

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
            if not english or not foreign:
                continue
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
    _, last = tokens.read([text])[0]
    found = list(_WORD.finditer(text))
    means = means_of(last, tokens.offsets(text), [match.span() for match in found])
    held = np.flatnonzero(means.any(axis=1))
    words = [found[number].group().lower().replace("’", "'") for number in held]
    table = means[held] - means[held].mean(axis=0) if words else means[held]
    return words, table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
