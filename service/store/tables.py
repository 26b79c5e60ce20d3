"""The tables, one model file for SQLite and PostgreSQL.

Texts are stored once, verbatim, by their SHA-256, as the bytes that the hash was taken of: so any text
survives, even one with a NUL or half a surrogate pair, which PostgreSQL's text cannot hold. A comparison is
stored whole, as the bytes that the engine rendered, beside the few columns that lists, series and search
query. Jobs are rows with a lease and a fencing token: a worker may write only while it holds the newest one.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

STATES = ("queued", "running", "done", "failed", "cancelled")


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; SQLite stores no zone, so it is taken off on the way in and put on on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        found: datetime = value
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


class Verbatim(TypeDecorator[str]):
    """Text as UTF-8 bytes; a lone surrogate is kept as the three bytes that stand for it."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else value.encode("utf-8", "surrogatepass")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        return None if value is None else bytes(value).decode("utf-8", "surrogatepass")


class Base(DeclarativeBase):
    """Columns are declared once; ids are strings made by the caller (prefix and random hex)."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Project(Base):
    """Whose objects they are; another project's objects do not exist for a key."""

    __tablename__ = "project"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    created: Mapped[datetime] = mapped_column(Instant)


class ApiKey(Base):
    """A key: only the SHA-256 of the secret is kept; ``hint`` is its first characters, for lists."""

    __tablename__ = "api_key"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    project_id: Mapped[str] = mapped_column(ForeignKey("project.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    hint: Mapped[str] = mapped_column(String(12))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    created: Mapped[datetime] = mapped_column(Instant)
    revoked: Mapped[datetime | None] = mapped_column(Instant)
    __table_args__ = (CheckConstraint("role IN ('reader', 'contributor', 'admin')", name="role_known"),)


class StoredText(Base):
    """A text, once, whoever uses it."""

    __tablename__ = "text"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    text: Mapped[str] = mapped_column(Verbatim)


class Event(Base):
    """What the accounts are accounts of. ``version`` grows with each change (for ``If-Match``).

    ``folded`` is the case-folded title, for a search that knows Cyrillic capitals on every database.
    """

    __tablename__ = "event"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    project_id: Mapped[str] = mapped_column(ForeignKey("project.id"))
    title: Mapped[str] = mapped_column(String(500))
    date: Mapped[str | None] = mapped_column(String(10))
    participants: Mapped[list[str]] = mapped_column(JSON, default=list)
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    folded: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer, default=1)
    created: Mapped[datetime] = mapped_column(Instant)
    updated: Mapped[datetime] = mapped_column(Instant)
    __table_args__ = (Index("event_of_project", "project_id", "date", "id"),)


class StoredReadout(Base):
    """One account of an event; ``derivation`` leads back into ``document_sha256`` for a split article."""

    __tablename__ = "readout"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    event_id: Mapped[str] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    source: Mapped[str] = mapped_column(String(300))
    text_sha256: Mapped[str] = mapped_column(ForeignKey("text.sha256"), index=True)
    language: Mapped[str | None] = mapped_column(String(8))
    actor: Mapped[str | None] = mapped_column(String(100))
    side: Mapped[str | None] = mapped_column(String(100))
    title: Mapped[str | None] = mapped_column(String(500))
    date: Mapped[str | None] = mapped_column(String(10))
    url: Mapped[str | None] = mapped_column(Text)
    document_sha256: Mapped[str | None] = mapped_column(ForeignKey("text.sha256"), index=True)
    derivation: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    translation_of: Mapped[str | None] = mapped_column(String(40))
    created: Mapped[datetime] = mapped_column(Instant)
    __table_args__ = (UniqueConstraint("event_id", "source", "text_sha256", name="readout_once"),)


class StoredComparison(Base):
    """A report, immutable and whole: ``report`` is the engine's JSON, zlib-compressed.

    ``figures`` is the divergence of the whole: ``overall`` and each component as ``{value, low, high, n}``.
    """

    __tablename__ = "comparison"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    project_id: Mapped[str] = mapped_column(ForeignKey("project.id"))
    event_id: Mapped[str | None] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    title: Mapped[str | None] = mapped_column(String(500))
    date: Mapped[str | None] = mapped_column(String(10))
    engine_id: Mapped[str] = mapped_column(String(40))
    digest: Mapped[str] = mapped_column(String(64))
    signature: Mapped[str] = mapped_column(Text)
    figures: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    report: Mapped[bytes] = mapped_column(LargeBinary)
    created: Mapped[datetime] = mapped_column(Instant)
    __table_args__ = (Index("comparison_of_project", "project_id", "created", "id"),)


class ActorLabel(Base):
    """What reports call an actor; the newest report's word stands."""

    __tablename__ = "actor_label"
    project_id: Mapped[str] = mapped_column(ForeignKey("project.id"), primary_key=True)
    actor: Mapped[str] = mapped_column(String(100), primary_key=True)
    label: Mapped[str] = mapped_column(Text)


class ActorCorrections(Base):
    """What a project corrects about actors by hand: the tables of :mod:`corpora.corrections`."""

    __tablename__ = "actor_corrections"
    project_id: Mapped[str] = mapped_column(ForeignKey("project.id"), primary_key=True)
    tables: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(Integer, default=1)
    updated: Mapped[datetime] = mapped_column(Instant)


class PairFigures(Base):
    """The divergence of two accounts of a comparison, by source and actor: what a series is drawn from."""

    __tablename__ = "pair_figures"
    comparison_id: Mapped[str] = mapped_column(
        ForeignKey("comparison.id", ondelete="CASCADE"), primary_key=True
    )
    place: Mapped[int] = mapped_column(Integer, primary_key=True)
    a: Mapped[str] = mapped_column(String(300), index=True)
    b: Mapped[str] = mapped_column(String(300), index=True)
    actor_a: Mapped[str | None] = mapped_column(String(100), index=True)
    actor_b: Mapped[str | None] = mapped_column(String(100), index=True)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)


class StoredClaim(Base):
    """A claim of a stored comparison, for search and terms; ``vector`` is float16, unit length.

    ``actor`` is whose words these are, ``terms`` the folded lemmas in order, one space between them.
    """

    __tablename__ = "claim"
    row: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    comparison_id: Mapped[str] = mapped_column(ForeignKey("comparison.id", ondelete="CASCADE"), index=True)
    project_id: Mapped[str] = mapped_column(ForeignKey("project.id"), index=True)
    claim_id: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(String(300))
    actor: Mapped[str | None] = mapped_column(String(100))
    language: Mapped[str | None] = mapped_column(String(8))
    date: Mapped[str | None] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Verbatim)
    terms: Mapped[str] = mapped_column(Text)
    model: Mapped[str] = mapped_column(String(120))
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    __table_args__ = (
        Index("claim_of_actor", "project_id", "actor", "language"),
        Index("claim_of_source", "project_id", "source", "language"),
    )


class Job(Base):
    """Work to do. Claimed by a conditional update; a lost lease is claimed anew with a higher ``fence``."""

    __tablename__ = "job"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    project_id: Mapped[str] = mapped_column(ForeignKey("project.id"), index=True)
    event_id: Mapped[str | None] = mapped_column(String(40), index=True)
    request: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(12), default="queued")
    cancel: Mapped[bool] = mapped_column(default=False)
    stage: Mapped[str | None] = mapped_column(String(40))
    done: Mapped[int] = mapped_column(Integer, default=0)
    total: Mapped[int] = mapped_column(Integer, default=0)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    fence: Mapped[int] = mapped_column(Integer, default=0)
    worker: Mapped[str | None] = mapped_column(String(100))
    lease_until: Mapped[datetime | None] = mapped_column(Instant)
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    comparison_id: Mapped[str | None] = mapped_column(String(40))
    created: Mapped[datetime] = mapped_column(Instant)
    updated: Mapped[datetime] = mapped_column(Instant)
    __table_args__ = (Index("job_to_claim", "state", "lease_until", "created"),)


class JobText(Base):
    """A text that a job still needs: it stays while the job may run."""

    __tablename__ = "job_text"
    job_id: Mapped[str] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("text.sha256"), primary_key=True, index=True)


class JobEvent(Base):
    """What happened to a job, in order: the stream that a client follows and resumes by ``number``."""

    __tablename__ = "job_event"
    job_id: Mapped[str] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)


class IdempotentAnswer(Base):
    """The answer already given to a request that carried this ``Idempotency-Key``."""

    __tablename__ = "idempotent_answer"
    project_id: Mapped[str] = mapped_column(ForeignKey("project.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    request_digest: Mapped[str] = mapped_column(String(64))
    status: Mapped[int] = mapped_column(Integer)
    location: Mapped[str | None] = mapped_column(Text)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    created: Mapped[datetime] = mapped_column(Instant)
