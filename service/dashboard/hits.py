"""Stored claims as pages show them: the words looked for marked, whose they are, and where they stand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from compare.reports.accounts import Piece
from service.examples import INVENTED
from service.store.tables import Event, StoredClaim, StoredComparison
from service.store.terms import places_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownClaim:
    """A claim and its event; ``address`` is its place in the reading view."""

    pieces: tuple[Piece, ...]
    language: str | None
    source: str
    actor: str | None
    date: str | None
    title: str | None
    invented: bool
    address: str
    score: float | None = None


def shown_claims(
    session: Session,
    claims: Sequence[StoredClaim],
    marked: Collection[str],
    scores: Sequence[float | None] | None = None,
) -> list[ShownClaim]:
    """The claims in their order; ``marked`` are the terms (folded lemmas) to mark in them."""
    events = _events(session, {claim.comparison_id for claim in claims})
    return [
        ShownClaim(
            pieces=pieces(claim.text, places_of(claim.text, claim.language, marked)),
            language=claim.language,
            source=claim.source,
            actor=claim.actor,
            date=claim.date,
            title=events[claim.comparison_id][0],
            invented=events[claim.comparison_id][1],
            address=f"/comparisons/{claim.comparison_id}/read?claim={claim.claim_id}",
            score=score,
        )
        for claim, score in zip(claims, scores or [None] * len(claims), strict=True)
    ]


def pieces(text: str, places: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """The text, cut where a marked place begins or ends."""
    found, at = [], 0
    for start, end in places:
        found += [Piece(text[at:start], False), Piece(text[start:end], True)]
        at = end
    return tuple(piece for piece in (*found, Piece(text[at:], False)) if piece.text)


def _events(session: Session, comparisons: Collection[str]) -> dict[str, tuple[str | None, bool]]:
    query = (
        select(StoredComparison.id, func.coalesce(Event.title, StoredComparison.title), Event.tags)
        .outerjoin(Event, Event.id == StoredComparison.event_id)
        .where(StoredComparison.id.in_(comparisons))
    )
    return {id: (title, INVENTED in (tags or ())) for id, title, tags in session.execute(query)}
