"""Objects as the API tells them, as pydantic models."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, Field

from service.api.given import CorrectionsIn
from service.jobs import job_state
from service.store.claims import Hit
from service.store.tables import Event, Job, StoredComparison, StoredReadout

T = TypeVar("T")
Format = Literal["json", "html", "markdown", "csv", "text"]


class CorrectionsOut(CorrectionsIn):
    """The corrections of a project; ``sha256`` is what the signature of a report calls ``corrections``."""

    version: int
    sha256: str


class EventOut(BaseModel):
    """An event as it is kept; ``version`` grows with each change and is its ETag."""

    id: str
    title: str
    date: str | None
    participants: list[str]
    tags: list[str]
    version: int
    created: datetime
    updated: datetime

    @classmethod
    def of(cls, row: Event) -> Self:
        return cls(
            id=row.id,
            title=row.title,
            date=row.date,
            participants=row.participants,
            tags=row.tags,
            version=row.version,
            created=row.created,
            updated=row.updated,
        )


class ReadoutOut(BaseModel):
    """A readout as it is kept, without its text; ``sha256`` is the text's."""

    id: str
    event: str
    source: str
    sha256: str
    language: str | None
    actor: str | None
    side: str | None
    title: str | None
    date: str | None
    url: str | None
    derived: bool = Field(description="Was it split from a mixed article?")
    created: datetime

    @classmethod
    def of(cls, row: StoredReadout) -> Self:
        return cls(**_of(row))


class ReadoutWithText(ReadoutOut):
    """A readout with its text, verbatim."""

    text: str

    @classmethod
    def with_text(cls, row: StoredReadout, text: str) -> Self:
        return cls(**_of(row), text=text)


def _of(row: StoredReadout) -> dict[str, Any]:
    return {
        "id": row.id,
        "event": row.event_id,
        "source": row.source,
        "sha256": row.text_sha256,
        "language": row.language,
        "actor": row.actor,
        "side": row.side,
        "title": row.title,
        "date": row.date,
        "url": row.url,
        "derived": row.derivation is not None,
        "created": row.created,
    }


class UploadOut(BaseModel):
    """The readouts of an upload; those that were there already are not ``created``."""

    items: list[ReadoutOut]
    created: int


class ComparisonOut(BaseModel):
    """A stored report; the report itself is at ``href``. ``engine_id`` is the id inside it."""

    id: str
    href: str
    event: str | None
    title: str | None
    date: str | None
    engine_id: str
    sha256: str = Field(description="Of the report's JSON.")
    signature: str
    created: datetime

    @classmethod
    def of(cls, row: StoredComparison) -> Self:
        return cls(
            id=row.id,
            href=f"/api/v1/comparisons/{row.id}",
            event=row.event_id,
            title=row.title,
            date=row.date,
            engine_id=row.engine_id,
            sha256=row.digest,
            signature=row.signature,
            created=row.created,
        )


class JobOut(BaseModel):
    """A job as it stands; ``comparison`` is the id of its report once it is done."""

    id: str
    href: str
    event: str | None
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    cancelling: bool = Field(description="Cancelled while it ran; it ends at its next step.")
    stage: str | None
    done: int
    total: int
    attempts: int
    comparison: str | None
    problem: dict[str, Any] | None
    created: datetime
    updated: datetime

    @classmethod
    def of(cls, job: Job) -> Self:
        return cls(
            id=job.id,
            href=f"/api/v1/jobs/{job.id}",
            event=job.event_id,
            cancelling=job.cancel and job.state == "running",
            created=job.created,
            updated=job.updated,
            **job_state(job),
        )


class Page(BaseModel, Generic[T]):
    """A page of a list; ``next`` is the cursor of the page after it, null on the last."""

    items: list[T]
    next: str | None = None


class Found(BaseModel):
    """A claim that was found; ``score`` orders one list: BM25 by words, cosine by meaning."""

    comparison: str
    claim: str
    text: str
    source: str
    actor: str | None
    language: str | None
    date: str | None
    score: float

    @classmethod
    def of(cls, hit: Hit) -> Self:
        claim = hit.claim
        return cls(
            comparison=claim.comparison_id,
            claim=claim.claim_id,
            text=claim.text,
            source=claim.source,
            actor=claim.actor,
            language=claim.language,
            date=claim.date,
            score=hit.score,
        )


class SearchOut(BaseModel):
    """Claims by words and by meaning; null where that was not asked for."""

    q: str
    words: list[Found] | None
    meaning: list[Found] | None


class ProblemError(BaseModel):
    """What is wrong; ``pointer`` (JSON pointer into the body), ``parameter`` or ``header`` says where."""

    detail: str
    pointer: str | None = None
    parameter: str | None = None
    header: str | None = None


class ProblemOut(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[ProblemError] | None = None
    request_id: str | None = None
