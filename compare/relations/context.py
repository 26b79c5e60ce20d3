"""What two accounts say of a pair: how near it is among all pairs, and how rare what it shares is.

A claim's nearest claim in the other account, the other way round too, is far likelier to tell of the same
point than a pair of the same cosine that each have nearer ones; and a name or a word that only two claims
bear ties them, while the names of the parties, which every claim bears, tie nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, log1p

import numpy as np

from compare.alignment.proposals import Candidate
from compare.options import CompareOptions
from compare.relations.evidence import Floats

_STEM = 6
_TWO_LANGUAGES = 0.9
"""Rarity of a shared word that is taken for granted where two languages share no words."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a claim can share with another one: names in one spelling, kinds of measure (``duration``), stems
    of words; and its language."""

    names: frozenset[str]
    measures: frozenset[str]
    stems: frozenset[str]
    language: str | None


def context_of(
    candidates: Sequence[Candidate], bearings: Sequence[Bearing], options: CompareOptions
) -> Floats:
    """Shape (n,): what the accounts add to the log-odds that each candidate is about one point.

    ``bearings`` are those of the claims, by their places. The weights are those of a logistic regression on
    hand-aligned readouts: see ``link_*`` in the options.
    """
    names = Counter(name for each in bearings for name in each.names)
    measures = Counter(measure for each in bearings for measure in each.measures)
    stems = Counter(stem for each in bearings for stem in each.stems)
    context = np.empty(len(candidates))
    for row, each in enumerate(candidates):
        a, b = bearings[each.a], bearings[each.b]
        word = _TWO_LANGUAGES
        if a.language == b.language:
            word = _rarity(a.stems & b.stems, stems, len(bearings))
        context[row] = (
            options.link_prior
            - options.link_rank * log1p(each.rank)
            + options.link_name * _rarity(a.names & b.names, names, len(bearings))
            + options.link_measure * _rarity(a.measures & b.measures, measures, len(bearings))
            + options.link_word * word
        )
    return context


def stem_of(lemma: str) -> str:
    """The beginning of a word, which related words share."""
    return lemma[:_STEM]


def _rarity(shared: frozenset[str], frequency: Counter[str], claims: int) -> float:
    """1 for what two claims bear, towards 0 for what all of them bear; 0 where nothing is shared."""
    most = log((claims + 1) / 2.5) if claims > 1 else 0.0
    if not shared or most <= 0:
        return 0.0
    rarest = min(frequency[each] for each in shared)
    return max(0.0, log((claims + 1) / (rarest + 0.5)) / most)
