"""Reports: made ready outside of any transaction, saved whole, read back byte for byte."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from compare.embedding import Encoder
from compare.records import AxisPlacement, Claim, Comparison, Readout
from compare.reports.json import comparison_to_dict, render_json
from service.store.actors import save_labels
from service.store.claims import model_of, save_vectors
from service.store.errors import NotFoundError
from service.store.events import get_event
from service.store.rows import from_cursor, new_id, now, page_size, to_cursor
from service.store.tables import PairFigures, StoredClaim, StoredComparison
from service.store.terms import terms_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyComparison:
    """A comparison with all that saving it takes: the report's bytes, its figures, claims with vectors."""

    engine_id: str
    title: str | None
    date: str | None
    digest: str
    signature: str
    report: bytes
    figures: Mapping[str, Any]
    labels: Mapping[str, str]
    pairs: tuple[Mapping[str, Any], ...]
    claims: tuple[Mapping[str, Any], ...]


def make_ready(comparison: Comparison, encoder: Encoder) -> ReadyComparison:
    """Render the report and encode its claims: seconds of work, so before the transaction that saves it."""
    report = render_json(comparison).encode()
    event = comparison.event or {}
    dates = [readout.date for readout in comparison.readouts if readout.date]
    return ReadyComparison(
        engine_id=comparison.id,
        title=event.get("title"),
        date=event.get("date") or min(dates, default=None),
        digest=hashlib.sha256(report).hexdigest(),
        signature=comparison.signature.line,
        report=zlib.compress(report),
        figures=_figures(comparison),
        labels={actor.id: actor.label for actor in comparison.actors},
        pairs=_pairs(comparison),
        claims=_claims(comparison, encoder),
    )


def save_comparison(
    session: Session, project_id: str, event_id: str | None, ready: ReadyComparison
) -> StoredComparison:
    """Store the report, its figures and its claims; every save is a report of its own.

    Raises:
        NotFoundError: this project has no such event.
    """
    if event_id is not None:
        get_event(session, project_id, event_id)
    row = StoredComparison(
        id=new_id("cmp"),
        project_id=project_id,
        event_id=event_id,
        title=ready.title,
        date=ready.date,
        engine_id=ready.engine_id,
        digest=ready.digest,
        signature=ready.signature,
        figures=dict(ready.figures),
        report=ready.report,
        created=now(session),
    )
    session.add(row)
    session.flush()
    session.add_all(PairFigures(comparison_id=row.id, **pair) for pair in ready.pairs)
    claims = [StoredClaim(comparison_id=row.id, project_id=project_id, **claim) for claim in ready.claims]
    session.add_all(claims)
    session.flush()
    save_vectors(session, claims)
    save_labels(session, project_id, ready.labels)
    return row


def get_comparison(session: Session, project_id: str, comparison_id: str) -> StoredComparison:
    """The row of a report.

    Raises:
        NotFoundError: this project has no such comparison.
    """
    row = session.get(StoredComparison, comparison_id)
    if row is None or row.project_id != project_id:
        raise NotFoundError("comparison", comparison_id)
    return row


def load_report(session: Session, project_id: str, comparison_id: str) -> tuple[StoredComparison, bytes]:
    """The row and the report as JSON bytes; ``row.digest`` is their SHA-256.

    Raises:
        NotFoundError: this project has no such comparison.
    """
    row = get_comparison(session, project_id, comparison_id)
    return row, zlib.decompress(row.report)


def list_comparisons(
    session: Session,
    project_id: str,
    event_id: str | None = None,
    *,
    cursor: str | None = None,
    limit: int = 50,
) -> tuple[list[StoredComparison], str | None]:
    """A page of reports, of one event or of all, newest first; and the cursor of the next page."""
    query = select(StoredComparison).where(StoredComparison.project_id == project_id)
    if event_id is not None:
        query = query.where(StoredComparison.event_id == event_id)
    if cursor is not None:
        last = get_comparison(session, project_id, from_cursor(cursor, str)[0])
        place = tuple_(StoredComparison.created, StoredComparison.id)
        query = query.where(place < tuple_(last.created, last.id))
    size = page_size(limit)
    ordered = query.order_by(StoredComparison.created.desc(), StoredComparison.id.desc())
    rows = list(session.scalars(ordered.limit(size + 1)))
    return rows[:size], to_cursor(rows[size - 1].id) if len(rows) > size else None


def _figures(comparison: Comparison) -> Mapping[str, Any]:
    divergence = comparison_to_dict(comparison)["divergence"]
    figures = {"overall": divergence["overall"], **divergence["components"]}
    return figures | (
        {"axes": [_axis(comparison, axis) for axis in comparison.axes]} if comparison.axes else {}
    )


def _axis(comparison: Comparison, axis: AxisPlacement) -> dict[str, Any]:
    stands = []
    for stand in axis.accounts:
        readout = comparison.readout(stand.readout)
        value = stand.position.value
        stands.append(
            {
                "side": readout.actor or readout.source,
                "value": None if value is None else round(value, 6),
                "n": stand.position.n,
            }
        )
    return {"name": axis.name, "low": list(axis.low), "high": list(axis.high), "stands": stands}


def _pairs(comparison: Comparison) -> tuple[Mapping[str, Any], ...]:
    found = []
    for place, pair in enumerate(comparison_to_dict(comparison)["divergence"]["pairs"]):
        a, b = comparison.readout(pair["a"]), comparison.readout(pair["b"])
        figures = {"overall": pair["overall"], **pair["components"]}
        names = {"a": a.source, "b": b.source, "actor_a": a.actor, "actor_b": b.actor}
        found.append({"place": place, **names, "figures": figures})
    return tuple(found)


def _claims(comparison: Comparison, encoder: Encoder) -> tuple[Mapping[str, Any], ...]:
    readouts = [comparison.readout(claim.readout) for claim in comparison.claims]
    words = [comparison.text_of(claim) for claim in comparison.claims]
    if not words:
        return ()
    vectors = encoder.encode(words, [readout.language for readout in readouts]).astype(np.float16)
    date = (comparison.event or {}).get("date")
    return tuple(
        {
            "claim_id": claim.id,
            "source": readout.source,
            "actor": _speaker(claim, readout),
            "language": readout.language,
            "date": date or readout.date,
            "text": text,
            "terms": " ".join(terms_of(text, readout.language)),
            "model": model_of(encoder),
            "vector": vector.tobytes(),
        }
        for claim, readout, text, vector in zip(comparison.claims, readouts, words, vectors, strict=True)
    )


def _speaker(claim: Claim, readout: Readout) -> str | None:
    """Whose words these are: the innermost speaker that is known, else the account's own actor."""
    named = [link.actor for link in claim.chain if link.actor]
    return named[-1] if named else readout.actor
