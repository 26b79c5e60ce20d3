"""Which claims of two accounts are worth reading side by side: nearest neighbours in both directions.

The margin criterion is in the spirit of Artetxe and Schwenk (2019): a neighbour counts by its distance to
the best one of the same claim, because cosines of different sentences are not on one scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from compare.embedding.encoder import Vectors
from compare.options import CompareOptions
from compare.records import Claim, Readout

_BLOCK = 2048
_AROUND = 3
"""Neighbours that make up a claim's level of cosine (Conneau et al. 2018 take ten, over large corpora)."""


class Candidate(NamedTuple):
    """Two claims by their places in the list of claims (``a`` before ``b``) and their cosine, -1..1.

    ``margin`` is the cosine less the mean of what both claims reach with their nearest claims of the other
    readout: how much nearer they are to each other than to the rest of the story.
    """

    a: int
    b: int
    cosine: float
    margin: float = 0.0


def propose_pairs(
    readouts: Sequence[Readout], claims: Sequence[Claim], vectors: Vectors, options: CompareOptions
) -> tuple[Candidate, ...]:
    """Pairs of claims of different readouts that may tell of one point.

    For each pair of readouts, each claim keeps its ``candidates_per_claim`` nearest claims of the other
    readout, as far as their cosine reaches ``candidate_floor`` and lies at most ``candidate_margin`` below
    the nearest one. Work in Python grows with the number of claims, not with its square.

    Args:
        readouts: the accounts; their order is of no consequence.
        claims: all claims, in an order that does not depend on the order of the readouts.
        vectors: shape (len(claims), d), unit rows.
        options: settings.

    Returns:
        Candidates in the order of (a, b), without repetition.
    """
    places: dict[str, list[int]] = {readout.id: [] for readout in readouts}
    for index, claim in enumerate(claims):
        places[claim.readout].append(index)
    found: dict[tuple[int, int], Candidate] = {}
    for one, other in combinations(sorted(places), 2):
        rows, columns = np.array(places[one], dtype=np.int64), np.array(places[other], dtype=np.int64)
        if len(rows) and len(columns):
            near_a, level_a = _nearest(rows, columns, vectors, options)
            near_b, level_b = _nearest(columns, rows, vectors, options)
            level = level_a | level_b
            for a, b, cosine in near_a + near_b:
                found[min(a, b), max(a, b)] = Candidate(
                    min(a, b), max(a, b), cosine, cosine - (level[a] + level[b]) / 2
                )
    return tuple(found[key] for key in sorted(found))


def _nearest(
    rows: NDArray[np.int64], columns: NDArray[np.int64], vectors: Vectors, options: CompareOptions
) -> tuple[list[tuple[int, int, float]], dict[int, float]]:
    """Neighbours of each row among the columns, and the mean cosine of each row's nearest ones."""
    keep = min(options.candidates_per_claim, len(columns))
    around = min(_AROUND, len(columns))
    target = vectors[columns]
    found = []
    level: dict[int, float] = {}
    for start in range(0, len(rows), _BLOCK):
        block = rows[start : start + _BLOCK]
        cosines = np.round(np.clip(vectors[block] @ target.T, -1.0, 1.0), 6)
        nearest = np.argsort(-cosines, axis=1, kind="stable")[:, : max(keep, around)]
        values = np.take_along_axis(cosines, nearest, axis=1)
        for place, mean in zip(block, values[:, :around].mean(axis=1), strict=True):
            level[int(place)] = float(mean)
        values = values[:, :keep]
        near = (values >= options.candidate_floor) & (values >= values[:, :1] - options.candidate_margin)
        for row, column in zip(*np.nonzero(near), strict=True):
            found.append((int(block[row]), int(columns[nearest[row, column]]), float(values[row, column])))
    return found, level
