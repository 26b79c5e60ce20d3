"""How much two texts share on the surface, in one script."""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache

from compare.relations.statements import Statement


def overlap_of(a: Statement, b: Statement) -> float:
    """Cosine (0..1) of the counts of character trigrams of the case-folded texts."""
    one, other = _trigrams(a.text), _trigrams(b.text)
    shared = sum(count * other[gram] for gram, count in one.items() if gram in other)
    norm = math.sqrt(sum(c * c for c in one.values()) * sum(c * c for c in other.values()))
    return min(1.0, shared / norm) if norm else 0.0


@lru_cache(maxsize=20_000)
def _trigrams(text: str) -> Counter[str]:
    folded = f" {' '.join(text.casefold().split())} "
    return Counter(folded[i : i + 3] for i in range(len(folded) - 2))
