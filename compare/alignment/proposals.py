"""Which claims of two accounts are worth reading side by side: nearest neighbours in both directions.

A neighbour counts by its distance to the best one of the same claim and by its rank, because cosines of
different sentences are not on one scale (Artetxe and Schwenk 2019, "Margin-based Parallel Corpus Mining").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from compare.embedding.encoder import Vectors
from compare.options import CompareOptions
from compare.records import Claim, Readout

Places = NDArray[np.int64]

_BLOCK = 2048


class Candidate(NamedTuple):
    """Two claims by their places in the list of claims (``a`` before ``b``) and their cosine, -1..1.

    ``rank`` is the number of claims of b's account that are nearer to a than b is, plus the number of claims
    of a's account that are nearer to b than a is: 0 where each is the other's nearest.
    """

    a: int
    b: int
    cosine: float
    rank: int = 0


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
            near = {(a, b) for a, b in _nearest(rows, columns, vectors, options)}
            near |= {(a, b) for b, a in _nearest(columns, rows, vectors, options)}
            for candidate in _ranked(sorted(near), rows, columns, vectors):
                found[candidate.a, candidate.b] = candidate
    return tuple(found[key] for key in sorted(found))


def _nearest(
    rows: Places, columns: Places, vectors: Vectors, options: CompareOptions
) -> list[tuple[int, int]]:
    """Each row with its neighbours among the columns."""
    keep = min(options.candidates_per_claim, len(columns))
    found = []
    for start in range(0, len(rows), _BLOCK):
        block = rows[start : start + _BLOCK]
        cosines = _cosines(block, columns, vectors)
        nearest = np.argsort(-cosines, axis=1, kind="stable")[:, :keep]
        values = np.take_along_axis(cosines, nearest, axis=1)
        near = (values >= options.candidate_floor) & (values >= values[:, :1] - options.candidate_margin)
        for row, column in zip(*np.nonzero(near), strict=True):
            found.append((int(block[row]), int(columns[nearest[row, column]])))
    return found


def _ranked(
    pairs: Sequence[tuple[int, int]], rows: Places, columns: Places, vectors: Vectors
) -> Iterator[Candidate]:
    for start in range(0, len(pairs), _BLOCK):
        a, b = np.array(pairs[start : start + _BLOCK], dtype=np.int64).T
        of_a, of_b = _cosines(a, columns, vectors), _cosines(b, rows, vectors)
        own = of_a[np.arange(len(a)), np.searchsorted(columns, b)]
        rank = (of_a > own[:, None]).sum(axis=1) + (of_b > own[:, None]).sum(axis=1)
        for one, other, cosine, place in zip(a, b, own, rank, strict=True):
            yield Candidate(int(min(one, other)), int(max(one, other)), float(cosine), int(place))


def _cosines(rows: Places, columns: Places, vectors: Vectors) -> Vectors:
    cosines: Vectors = np.round(np.clip(vectors[rows] @ vectors[columns].T, -1.0, 1.0), 6)
    return cosines
