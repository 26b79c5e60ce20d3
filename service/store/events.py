"""Events: made, read, listed, changed and deleted within a project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, or_, select, tuple_, update
from sqlalchemy.orm import Session

from compare.errors import RecordError
from service.store.errors import ChangedError, NotFoundError
from service.store.rows import check_date, from_cursor, new_id, now, page_size, to_cursor
from service.store.tables import Event, Job, JobText, StoredReadout
from service.store.texts import forget_texts

CHANGEABLE = ("title", "date", "participants", "tags")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilters:
    """Which events a list shows; None: all.

    ``actor``: a participant, or an actor or source of one of the readouts; ``since`` and ``until`` are ISO
    dates, both inclusive; ``q`` is a part of the title, whatever its case.
    """

    actor: str | None = None
    since: str | None = None
    until: str | None = None
    tag: str | None = None
    q: str | None = None


def create_event(
    session: Session,
    project_id: str,
    *,
    title: str,
    date: str | None = None,
    participants: Sequence[str] = (),
    tags: Sequence[str] = (),
) -> Event:
    """A new event, version 1.

    Raises:
        RecordError: the title is empty or too long, or the date is no ISO date.
    """
    _check(title, date)
    moment = now(session)
    event = Event(
        id=new_id("ev"),
        project_id=project_id,
        title=title,
        date=date,
        participants=list(participants),
        tags=list(tags),
        folded=title.casefold(),
        version=1,
        created=moment,
        updated=moment,
    )
    session.add(event)
    session.flush()
    return event


def get_event(session: Session, project_id: str, event_id: str) -> Event:
    """The event.

    Raises:
        NotFoundError: this project has no such event.
    """
    event = session.get(Event, event_id)
    if event is None or event.project_id != project_id:
        raise NotFoundError("event", event_id)
    return event


def list_events(
    session: Session,
    project_id: str,
    filters: EventFilters | None = None,
    *,
    cursor: str | None = None,
    limit: int = 50,
) -> tuple[list[Event], str | None]:
    """A page of events, newest date first, those without a date last; and the cursor of the next page."""
    date = func.coalesce(Event.date, "")
    query = select(Event).where(
        Event.project_id == project_id, *_conditions(session, filters or EventFilters())
    )
    if cursor is not None:
        query = query.where(tuple_(date, Event.id) < tuple_(*from_cursor(cursor, str, str)))
    size = page_size(limit)
    rows = list(session.scalars(query.order_by(date.desc(), Event.id.desc()).limit(size + 1)))
    more = len(rows) > size
    return rows[:size], to_cursor(rows[size - 1].date or "", rows[size - 1].id) if more else None


def update_event(
    session: Session,
    project_id: str,
    event_id: str,
    changes: Mapping[str, Any],
    *,
    version: int | None = None,
) -> Event:
    """The event with ``changes`` of title, date, participants or tags, one version higher.

    Args:
        version: the one that the caller saw; None changes whatever is there.

    Raises:
        NotFoundError: this project has no such event.
        ChangedError: the event has another version by now.
        RecordError: a field that cannot be changed, or a value that it cannot have.
    """
    for field in changes:
        if field not in CHANGEABLE:
            raise RecordError("event", None, f"{field} cannot be changed", f"change {', '.join(CHANGEABLE)}")
    event = get_event(session, project_id, event_id)
    _check(changes.get("title", event.title), changes.get("date", event.date))
    seen = event.version if version is None else version
    claimed = session.execute(
        update(Event)
        .where(Event.id == event_id, Event.version == seen)
        .values(version=seen + 1, updated=now(session))
        .execution_options(synchronize_session=False)
    )
    session.refresh(event)
    if claimed.rowcount != 1:  # type: ignore[attr-defined]
        raise ChangedError("event", event_id, seen, event.version)
    for field, value in changes.items():
        setattr(event, field, list(value) if field in ("participants", "tags") else value)
    event.folded = event.title.casefold()
    session.flush()
    return event


def delete_event(session: Session, project_id: str, event_id: str) -> None:
    """Delete the event with its readouts and comparisons; jobs that still work on it are cancelled.

    Raises:
        NotFoundError: this project has no such event.
    """
    from service.jobs import cancel

    event = get_event(session, project_id, event_id)
    unfinished = select(Job.id).where(Job.event_id == event_id, Job.state.in_(("queued", "running")))
    used: list[str | None] = []
    for job_id in session.scalars(unfinished.order_by(Job.id)).all():
        used += session.scalars(select(JobText.sha256).where(JobText.job_id == job_id))
        cancel(session, project_id, job_id)
    rows = select(StoredReadout.text_sha256, StoredReadout.document_sha256).where(
        StoredReadout.event_id == event_id
    )
    used += [digest for row in session.execute(rows) for digest in row]
    session.expunge(event)
    session.execute(delete(Event).where(Event.id == event_id))
    forget_texts(session, used)


def _check(title: str, date: str | None) -> None:
    if not title.strip():
        raise RecordError("event", None, "title is empty", "give it a title")
    check_date("event", date)


def _conditions(session: Session, filters: EventFilters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.actor is not None:
        speaks = exists().where(
            StoredReadout.event_id == Event.id,
            or_(StoredReadout.actor == filters.actor, StoredReadout.source == filters.actor),
        )
        found.append(or_(speaks, _has(session, Event.participants, filters.actor)))
    if filters.since is not None:
        found.append(Event.date >= filters.since)
    if filters.until is not None:
        found.append(Event.date <= filters.until)
    if filters.tag is not None:
        found.append(_has(session, Event.tags, filters.tag))
    if filters.q is not None:
        found.append(Event.folded.contains(filters.q.casefold(), autoescape=True))
    return found


def _has(session: Session, column: Any, value: str) -> ColumnElement[bool]:
    """Is the string in the JSON array?"""
    sqlite = session.get_bind().dialect.name == "sqlite"
    elements = (func.json_each if sqlite else func.json_array_elements_text)(column).table_valued("value")
    return exists(select(1).select_from(elements).where(elements.c.value == value))
