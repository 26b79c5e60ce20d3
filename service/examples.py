"""The example events, put into a project: one call does it, and a second one changes nothing.

The events are those of ``corpora/examples``. All get the tag :data:`EXAMPLE`, those between invented states
also :data:`INVENTED`, by which every page can mark them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpora.example_events import ExampleEvent, example_events
from service.jobs import enqueue
from service.requests import request_of_event
from service.store.engine import Store
from service.store.events import EventFilters, create_event, list_events
from service.store.readouts import add_readout
from service.store.rows import MAX_PAGE
from service.store.tables import Event, Job, Project, StoredComparison

EXAMPLE = "example"
"""Tag of every example event."""
INVENTED = "invented"
"""Tag of an event whose states, persons and words are invented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedExamples:
    """What a load did: ids of all example events, oldest first, how many are new, and the jobs queued."""

    events: tuple[str, ...]
    created: int
    jobs: tuple[str, ...]


def load_examples(store: Store, project_id: str, names: Collection[str] | None = None) -> LoadedExamples:
    """Store the example events in the project and queue their comparisons; quick, the worker compares.

    Args:
        names: the folders of those to load; None loads all.

    An event is known by its tag, title and date: what is there is not stored again, what was deleted comes
    back. A comparison is queued for every event that has none and none under way.

    Raises:
        DatabaseError: the database is out of reach.
    """
    # Read before the transaction begins: other writers wait for its end.
    examples = [each for each in example_events() if names is None or each.name in names]
    with store.begin() as session:
        session.execute(select(Project.id).where(Project.id == project_id).with_for_update())
        known = {(each.title, each.date): each for each in _stored(session, project_id)}
        events, jobs, created = [], [], 0
        for example in examples:
            event = known.get((example.title, example.date))
            if event is None:
                event = _created(session, project_id, example)
                created += 1
            if not _compared(session, event.id):
                request = request_of_event(session, project_id, event.id)
                jobs.append(enqueue(session, project_id, event.id, request).id)
            events.append(event.id)
        return LoadedExamples(events=tuple(events), created=created, jobs=tuple(jobs))


def _stored(session: Session, project_id: str) -> list[Event]:
    return list_events(session, project_id, EventFilters(tag=EXAMPLE), limit=MAX_PAGE)[0]


def _created(session: Session, project_id: str, example: ExampleEvent) -> Event:
    event = create_event(
        session,
        project_id,
        title=example.title,
        date=example.date,
        participants=example.participants,
        tags=(EXAMPLE, INVENTED) if example.invented else (EXAMPLE,),
    )
    documents = {document.id: document for document in example.documents}
    for readout in example.readouts:
        document = documents[readout.derived_from.document] if readout.derived_from else None
        add_readout(session, project_id, event.id, readout, document)
    return event


def _compared(session: Session, event_id: str) -> bool:
    """Is there a comparison of the event, or one under way?"""
    stored = select(StoredComparison.id).where(StoredComparison.event_id == event_id).limit(1)
    waiting = select(Job.id).where(Job.event_id == event_id, Job.state.in_(("queued", "running"))).limit(1)
    return session.scalar(stored) is not None or session.scalar(waiting) is not None
