"""What an encoder's cosine alone is worth: graded similarity, translations, and pairs that mean the same.

A scorer takes the folder of the measuring data, an encoder, and ``limit``: the number of items of each part
that are read, from the beginning; None for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.embedding import BundledEncoder, CachedEncoder, Encoder, Vectors
from compare.embedding.bundled import raw_vectors
from compare.embedding.language_map import fit_map
from compare.evaluation.figures import Figure, bootstrap, character_trigram_cosine, read_jsonl
from compare.evaluation.relations import area_under_curve, spearman

Floats = NDArray[np.float64]
Row = dict[str, Any]
Measure = Callable[[Floats, Floats], float]

LANGUAGES = ("en", "fr", "ru", "uk")
FOLDS = 5
PAIR_SETS: Mapping[str, Callable[[Row], bool]] = {
    "ecbplus": lambda row: row["label"] == 1,
    "refresd": lambda row: row["label"] == "equivalent",
    "paraphraser_ru": lambda row: row["label"] == 1,
    "pawsx": lambda row: row["label"] == 1,
}
"""What counts as the same in each set."""


def score_stsb(data: Path, encoder: Encoder, limit: int | None = None) -> list[Figure]:
    """Spearman of cosine and human score on ``stsb_multi``, a figure for each pair of languages."""
    rows = read_jsonl(data / "stsb_multi" / "dev.jsonl")
    return [
        _pair_figure(
            "stsb_multi", part, some[:limit], lambda row: float(row["score"]), spearman, "Spearman", encoder
        )
        for part, some in _by_languages(rows).items()
    ]


def score_pairs(data: Path, name: str, encoder: Encoder, limit: int | None = None) -> list[Figure]:
    """AUC of cosine for "means the same" on one of :data:`PAIR_SETS`, a figure for each pair of languages."""
    same = PAIR_SETS[name]
    rows = read_jsonl(data / name / "dev.jsonl")
    return [
        _pair_figure(name, part, some[:limit], lambda row: float(same(row)), area_under_curve, "AUC", encoder)
        for part, some in _by_languages(rows).items()
    ]


def score_ntrex(data: Path, encoder: Encoder, limit: int | None = None) -> list[Figure]:
    """Finding the translation among all sentences of the file, accuracy@1, mean of both directions.

    One figure for each pair of languages, and one for a pool of all four languages at once (any translation
    is a hit). The bundled encoder was fitted on this file: its map is fitted anew five times, each time
    without a fifth of the documents, whose sentences are then the queries.
    """
    rows = read_jsonl(data / "ntrex" / "dev.jsonl", limit)
    inner = encoder.encoder if isinstance(encoder, CachedEncoder) else encoder
    if isinstance(inner, BundledEncoder):
        hits = _hits_of_five_fits(rows)
        note = f"map fitted {FOLDS} times, each time without the documents of the queries"
    else:
        vectors = {
            each: encoder.encode([row[each] for row in rows], [each] * len(rows)) for each in LANGUAGES
        }
        hits, note = _hits(vectors, np.arange(len(rows))), ""
    floors = _hits({each: _trigrams(row[each] for row in rows) for each in LANGUAGES}, np.arange(len(rows)))
    figures = []
    for part, found in hits.items():
        low, high = bootstrap(found.tolist(), lambda some: float(np.mean(some)))
        figures.append(
            Figure(
                dataset="ntrex",
                part=part,
                measure="accuracy@1",
                value=float(found.mean()),
                n=len(rows),
                low=low,
                high=high,
                floor=float(floors[part].mean()),
                floor_name="character 3-grams",
                note=note,
            )
        )
    return figures


def _by_languages(rows: Iterable[Row]) -> dict[str, list[Row]]:
    parts: dict[str, list[Row]] = {}
    for row in rows:
        language = row.get("lang")
        parts.setdefault(f"{row.get('lang_a', language)}-{row.get('lang_b', language)}", []).append(row)
    return dict(sorted(parts.items()))


def _pair_figure(
    name: str,
    part: str,
    rows: Sequence[Row],
    target: Callable[[Row], float],
    measure: Measure,
    title: str,
    encoder: Encoder,
) -> Figure:
    left, right = part.split("-")
    a = encoder.encode([row["a"] for row in rows], [left] * len(rows))
    b = encoder.encode([row["b"] for row in rows], [right] * len(rows))
    scores = np.einsum("nd,nd->n", a, b).astype(np.float64)
    gold = np.array([target(row) for row in rows])
    lexical = np.array(character_trigram_cosine((row["a"], row["b"]) for row in rows))

    def drawn(places: Sequence[int]) -> float:
        some = list(places)
        return 0.0 if np.ptp(gold[some]) == 0 else measure(gold[some], scores[some])

    low, high = bootstrap(range(len(rows)), drawn)
    return Figure(
        dataset=name,
        part=part,
        measure=f"{title} of cosine",
        value=measure(gold, scores),
        n=len(rows),
        low=low,
        high=high,
        floor=measure(gold, lexical),
        floor_name="character 3-grams",
    )


def _hits_of_five_fits(rows: Sequence[Row]) -> dict[str, Floats]:
    raw = {each: raw_vectors([row[each] for row in rows]) for each in LANGUAGES}
    documents = sorted({row["doc"] for row in rows})
    fold = np.array([documents.index(row["doc"]) % FOLDS for row in rows])
    hits: dict[str, Floats] = {}
    for left_out in range(FOLDS):
        rest, queries = np.flatnonzero(fold != left_out), np.flatnonzero(fold == left_out)
        fitted = fit_map({each: (e5[rest], use[rest]) for each, (e5, use) in raw.items()})
        vectors = {each: fitted.join(e5, use, [each] * len(rows)) for each, (e5, use) in raw.items()}
        for part, found in _hits(vectors, queries).items():
            hits[part] = np.concatenate([hits.get(part, np.zeros(0)), found])
    return hits


def _hits(vectors: Mapping[str, Vectors], queries: NDArray[np.int64]) -> dict[str, Floats]:
    """For each query sentence the share of directions in which its translation is the nearest."""
    hits: dict[str, Floats] = {}
    for a, b in combinations(LANGUAGES, 2):
        there = (vectors[a][queries] @ vectors[b].T).argmax(axis=1) == queries
        back = (vectors[b][queries] @ vectors[a].T).argmax(axis=1) == queries
        hits[f"{a}-{b}"] = (there.astype(np.float64) + back) / 2
    pool = np.concatenate([vectors[each] for each in LANGUAGES])
    count = len(pool) // len(LANGUAGES)
    found = np.zeros(len(queries))
    for place, each in enumerate(LANGUAGES):
        scores = vectors[each][queries] @ pool.T
        scores[np.arange(len(queries)), place * count + queries] = -np.inf
        found += scores.argmax(axis=1) % count == queries
    hits["mixed pool"] = found / len(LANGUAGES)
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
