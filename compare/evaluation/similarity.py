"""What an encoder's cosine alone is worth for finding translations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.embedding import BundledEncoder, CachedEncoder, Encoder, Vectors
from compare.embedding.bundled import raw_vectors
from compare.embedding.language_map import fit_map
from compare.evaluation.figures import Figure, bootstrap, read_jsonl

Floats = NDArray[np.float64]
Row = dict[str, Any]

LANGUAGES = ("en", "fr", "ru", "uk")
FOLDS = 5
POOL = "mixed pool"
COSINE, CSLS, GRADED = "cosine", "CSLS", "graded cosine"
WORTH = {True: (4.99, -0.365), False: (5.93, -0.284)}
"""Slope and intercept from the bundled encoder's cosine to a graded similarity (0..5), for two texts in one
language and in two: least squares on ``stsb_multi`` (dev, 4,500 pairs each; its test fits them anew on a
seventh). Pairs of equal meaning have a cosine of about .91 in one language and of .69 in two."""
AROUND = 4
"""Nearest sentences that make up a sentence's level; tried 1 to 5, 10, 30: few help pairs, more the pool."""


def score_ntrex(data: Path, encoder: Encoder, limit: int | None = None) -> list[Figure]:
    """Finding the translation among all sentences of the file, accuracy@1, mean of both directions.

    One figure for each pair of languages, and one for a pool of all four languages at once (any translation
    is a hit); each by the bare cosine, and by the cosine corrected for sentences that are near to everything
    (CSLS, Conneau et al. 2018); for the bundled encoder also by what a cosine is worth in one language and in
    two (:data:`WORTH`). The bundled encoder was fitted on this file: its map is fitted anew five times, each
    time without a fifth of the documents, whose sentences are then the queries. ``limit`` reads only the
    first sentences.
    """
    rows = read_jsonl(data / "ntrex" / "dev.jsonl", limit)
    inner = encoder.encoder if isinstance(encoder, CachedEncoder) else encoder
    every = np.arange(len(rows))
    if isinstance(inner, BundledEncoder):
        found = _hits_of_five_fits(rows)
        note = f"map fitted {FOLDS} times, each time without the documents of the queries"
    else:
        vectors = {
            each: encoder.encode([row[each] for row in rows], [each] * len(rows)) for each in LANGUAGES
        }
        found, note = {ranked: _hits(vectors, every, ranked) for ranked in (COSINE, CSLS)}, ""
    floors = _hits({each: _trigrams(row[each] for row in rows) for each in LANGUAGES}, every, COSINE)
    figures = []
    for ranked, parts in found.items():
        for part, hits in parts.items():
            if ranked == GRADED and part != POOL:
                continue  # one line for a whole pair of languages: the order is that of the cosine
            low, high = bootstrap(hits.tolist(), lambda some: float(np.mean(some)))
            figures.append(
                Figure(
                    dataset="ntrex",
                    part=part,
                    measure=f"accuracy@1 by {ranked}",
                    value=float(hits.mean()),
                    n=len(rows),
                    low=low,
                    high=high,
                    floor=float(floors[part].mean()),
                    floor_name="character 3-grams",
                    note=note,
                )
            )
    return figures


def _hits_of_five_fits(rows: Sequence[Row]) -> dict[str, dict[str, Floats]]:
    raw = {each: raw_vectors([row[each] for row in rows]) for each in LANGUAGES}
    documents = sorted({row["doc"] for row in rows})
    fold = np.array([documents.index(row["doc"]) % FOLDS for row in rows])
    hits: dict[str, dict[str, Floats]] = {COSINE: {}, CSLS: {}, GRADED: {}}
    for left_out in range(FOLDS):
        rest, queries = np.flatnonzero(fold != left_out), np.flatnonzero(fold == left_out)
        if not len(queries):
            continue
        fitted = fit_map({each: (e5[rest], use[rest]) for each, (e5, use) in raw.items()})
        vectors = {each: fitted.join(e5, use, [each] * len(rows)) for each, (e5, use) in raw.items()}
        for ranked in hits:
            for part, found in _hits(vectors, queries, ranked).items():
                hits[ranked][part] = np.concatenate([hits[ranked].get(part, np.zeros(0)), found])
    return hits


def _hits(vectors: Mapping[str, Vectors], queries: NDArray[np.int64], ranked: str) -> dict[str, Floats]:
    """For each query sentence the share of directions in which its translation comes first."""
    cosines = {(a, b): vectors[a] @ vectors[b].T for a in LANGUAGES for b in LANGUAGES}
    for each in LANGUAGES:
        np.fill_diagonal(cosines[each, each], -np.inf)
    if ranked == GRADED:
        cosines = {(a, b): WORTH[a == b][0] * found + WORTH[a == b][1] for (a, b), found in cosines.items()}
    if ranked == CSLS:
        level = {
            (a, b): np.sort(found, axis=1)[:, -AROUND:].mean(axis=1) for (a, b), found in cosines.items()
        }
        cosines = {
            (a, b): 2 * found - level[a, b][:, None] - level[b, a][None, :]
            for (a, b), found in cosines.items()
        }
    hits: dict[str, Floats] = {}
    for a, b in combinations(LANGUAGES, 2):
        there = cosines[a, b][queries].argmax(axis=1) == queries
        back = cosines[b, a][queries].argmax(axis=1) == queries
        hits[f"{a}-{b}"] = (there.astype(np.float64) + back) / 2
    found = np.zeros(len(queries))
    for a in LANGUAGES:
        scores = np.concatenate([cosines[a, b][queries] for b in LANGUAGES], axis=1)
        found += scores.argmax(axis=1) % cosines[a, a].shape[1] == queries
    hits[POOL] = found / len(LANGUAGES)
    return hits


def _trigrams(texts: Iterable[str]) -> Vectors:
    """Counts of character 3-grams, hashed into 4096 numbers, unit length: the lexical floor of a search."""
    from zlib import crc32

    rows = []
    for text in texts:
        padded = f"  {text.casefold()}  "
        row = np.zeros(4096, dtype=np.float32)
        for at in range(len(padded) - 2):
            row[crc32(padded[at : at + 3].encode("utf-8", "replace")) % 4096] += 1
        rows.append(row / np.linalg.norm(row))
    return np.stack(rows)
