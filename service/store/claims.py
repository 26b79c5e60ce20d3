"""Search over the claims of all reports of a project, by words and by meaning.

A claim that stands in several reports (its id is a hash of source, text and place) is found in the newest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from sqlalchemy import ColumnElement, cast, func, literal_column, or_, select, text
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from compare.embedding import Encoder, Vectors
from service.store.rows import page_size
from service.store.tables import StoredClaim
from service.store.terms import variants_of

T = TypeVar("T", bound=Any)

MOST_MATCHES = 5000
"""Matches of a word search that are ranked; where there are more, the newest."""
SATURATION, LENGTH_SHARE, USUAL_LENGTH = 1.2, 0.75, 20
"""k1 and b of BM25 (Robertson & Zaragoza 2009), and a claim's usual length in terms."""
AT_ONCE = 5000
"""Vectors that are compared at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilters:
    """Which claims are searched; None: all. ``actor`` is the speaker or the source, dates are inclusive."""

    actor: str | None = None
    since: str | None = None
    until: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim that was found; ``score`` orders one answer: BM25 by words, cosine (-1..1) by meaning."""

    claim: StoredClaim
    score: float


def model_of(encoder: Encoder) -> str:
    """The name under which vectors of this encoder are kept: only those of one model are comparable."""
    return f"{encoder.name}@{encoder.revision}"[:120]


def search_words(
    session: Session, project_id: str, q: str, filters: ClaimFilters | None = None, limit: int = 20
) -> list[Hit]:
    """Claims that have every word of ``q`` in any inflected form, best first, the same on every database."""
    filters = filters or ClaimFilters()
    words = variants_of(q)
    if not words:
        return []
    sqlite = session.get_bind().dialect.name == "sqlite"
    matches = (_match_on_sqlite if sqlite else _match_on_postgresql)(words)
    query = select(StoredClaim).where(*_conditions(project_id, filters), matches)
    rows = session.scalars(query.order_by(StoredClaim.row.desc()).limit(MOST_MATCHES))
    hits = [Hit(claim, _bm25(claim.terms.split(" "), words)) for claim in _once(rows)]
    hits.sort(key=lambda hit: (-hit.score, -hit.claim.row))
    return hits[: page_size(limit)]


def search_meaning(
    session: Session,
    project_id: str,
    vector: Vectors,
    filters: ClaimFilters | None = None,
    limit: int = 20,
    *,
    model: str,
) -> list[Hit]:
    """Claims nearest in meaning, by cosine, exactly; best first.

    Args:
        vector: the encoded query, shape (d,), unit length.
        model: :func:`model_of` the encoder that made it; claims of other models are passed over.
    """
    size = page_size(limit)
    query = select(StoredClaim.row, StoredClaim.claim_id, StoredClaim.vector).where(
        *_conditions(project_id, filters or ClaimFilters()), StoredClaim.model == model
    )
    if session.info["vectors"]:
        query = query.order_by(text("embedding <#> CAST(:near AS halfvec)")).limit(4 * size)
        query = query.params(near="[" + ",".join(f"{value:.8g}" for value in vector.tolist()) + "]")
    best: dict[str, tuple[float, int]] = {}
    for part in session.execute(query.execution_options(yield_per=AT_ONCE)).partitions():
        rows, ids, stored = zip(*part, strict=True)
        cosines = (
            np.frombuffer(b"".join(stored), np.float16).reshape(len(rows), -1).astype(np.float32) @ vector
        )
        for row, id, cosine in zip(rows, ids, cosines.tolist(), strict=True):
            best[id] = max(best.get(id, (-2.0, 0)), (round(cosine, 6), row))
        if len(best) > AT_ONCE + size:
            best = dict(sorted(best.items(), key=lambda item: item[1], reverse=True)[:size])
    nearest = sorted(best.values(), reverse=True)[:size]
    found = session.scalars(select(StoredClaim).where(StoredClaim.row.in_([row for _, row in nearest])))
    claims = {claim.row: claim for claim in found}
    return [Hit(claims[row], cosine) for cosine, row in nearest]


@dataclass(frozen=True, slots=True)
class Facets:
    """How many claims of an answer each value has, most first. Each list heeds all filters but its own, so
    that it shows what another choice would give."""

    actors: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]


def facets_of(session: Session, project_id: str, q: str, filters: ClaimFilters) -> Facets:
    """The facets of the claims that have every word of ``q`` (of all claims where it is empty), at most the
    newest :data:`MOST_MATCHES`; months are ``YYYY-MM``, oldest first."""
    words = variants_of(q)
    columns = (
        StoredClaim.claim_id,
        StoredClaim.actor,
        StoredClaim.source,
        StoredClaim.language,
        StoredClaim.date,
    )
    query = select(*columns).where(StoredClaim.project_id == project_id)
    if words:
        sqlite = session.get_bind().dialect.name == "sqlite"
        query = query.where((_match_on_sqlite if sqlite else _match_on_postgresql)(words))
    rows = list(_once(session.execute(query.order_by(StoredClaim.row.desc()).limit(MOST_MATCHES))))

    def counted(facet: str, column: str, length: int | None = None) -> tuple[tuple[str, int], ...]:
        passing = (row for row in rows if _passes(row, filters, but=facet))
        counts = Counter(value[:length] for row in passing if (value := getattr(row, column)))
        return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    return Facets(
        actors=counted("actor", "actor"),
        sources=counted("actor", "source"),
        languages=counted("language", "language"),
        months=tuple(sorted(counted("date", "date", 7))),
    )


def _passes(claim: Any, filters: ClaimFilters, *, but: str) -> bool:
    if but != "actor" and filters.actor is not None and filters.actor not in (claim.actor, claim.source):
        return False
    if but != "language" and filters.language is not None and claim.language != filters.language:
        return False
    if but == "date" or (filters.since is None and filters.until is None):
        return True
    return claim.date is not None and (filters.since or "") <= claim.date <= (filters.until or "9999")


def save_vectors(session: Session, claims: Sequence[StoredClaim]) -> None:
    """Hand the vectors of new claims to pgvector too, where there is one."""
    if session.info["vectors"] and claims:
        session.execute(
            text("UPDATE claim SET embedding = CAST(:vector AS halfvec) WHERE row = :row"),
            [
                {"row": claim.row, "vector": str(np.frombuffer(claim.vector, np.float16).tolist())}
                for claim in claims
            ],
        )


def _conditions(project_id: str, filters: ClaimFilters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [StoredClaim.project_id == project_id]
    if filters.actor is not None:
        found.append(or_(StoredClaim.actor == filters.actor, StoredClaim.source == filters.actor))
    if filters.since is not None:
        found.append(StoredClaim.date >= filters.since)
    if filters.until is not None:
        found.append(StoredClaim.date <= filters.until)
    if filters.language is not None:
        found.append(StoredClaim.language == filters.language)
    return found


def _once(newest_first: Iterable[T]) -> Iterable[T]:
    seen: set[str] = set()
    for claim in newest_first:
        if claim.claim_id not in seen:
            seen.add(claim.claim_id)
            yield claim


def _match_on_sqlite(words: Sequence[Sequence[str]]) -> ColumnElement[bool]:
    query = " AND ".join("(" + " OR ".join(f'"{term}"' for term in variants) + ")" for variants in words)
    found = text("SELECT rowid FROM claim_words WHERE claim_words MATCH :words").bindparams(words=query)
    return StoredClaim.row.in_(found.columns(StoredClaim.row))


def _match_on_postgresql(words: Sequence[Sequence[str]]) -> ColumnElement[bool]:
    def quoted(term: str) -> str:
        return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"

    query = " & ".join("(" + " | ".join(map(quoted, variants)) + ")" for variants in words)
    lexemes = func.array_to_tsvector(func.string_to_array(StoredClaim.terms, literal_column("' '")))
    return lexemes.bool_op("@@")(cast(query, TSQUERY))


def _bm25(terms: Sequence[str], words: Sequence[Sequence[str]]) -> float:
    """Every word is in every match, so that its rarity would change no order and is left out."""
    counts = Counter(terms)
    length = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * len(terms) / USUAL_LENGTH)
    score = 0.0
    for variants in words:
        frequency = sum(counts[term] for term in variants)
        score += frequency * (SATURATION + 1) / (frequency + length)
    return round(score, 6)
