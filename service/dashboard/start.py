"""The start: the events that are here, how far their accounts lie apart, and where to begin."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, Query, Request
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.responses import Response

from corpora.example_events import EXAMPLE as REAL
from service.api.caller import Caller, Contributor, Reader
from service.api.services import Built, Services, in_thread
from service.dashboard.errors import PageRoute
from service.dashboard.forms import read_form
from service.dashboard.guess import names_of
from service.dashboard.pages import page, redirect
from service.dashboard.sparklines import Spark, sparks
from service.examples import EXAMPLE, INVENTED, load_examples
from service.jobs import list_jobs
from service.store.actors import actor_labels
from service.store.comparisons import list_comparisons
from service.store.events import EventFilters, list_events
from service.store.series import EventPoint, event_points
from service.store.tables import Event, Job, StoredReadout

router = APIRouter(route_class=PageRoute)
PAGE = 40
"""Events on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An event in the list; ``point`` and ``spark`` are None until it has been compared."""

    event: Event
    names: tuple[str, ...]
    accounts: int
    point: EventPoint | None
    spark: Spark | None

    @property
    def invented(self) -> bool:
        return INVENTED in self.event.tags


@router.get("/")
def start(
    request: Request,
    caller: Reader,
    services: Built,
    q: str | None = Query(None, max_length=300),
    cursor: str | None = Query(None, max_length=2000),
) -> Response:
    """Events, newest first; only the list where htmx asks for it."""
    words = (q or "").replace("\x00", "").strip()
    with services.store.session() as session:
        filters = EventFilters(q=words or None)
        events, following = list_events(session, caller.project, filters, cursor=cursor, limit=PAGE)
        points = event_points(session, caller.project) if events else []
        rows = _rows(session, caller.project, events, points, services.settings.resources)
        waiting, done = _jobs(session, caller.project)
        examples = _examples(session, caller.project)
    partial = request.headers.get("hx-request") == "true"
    return page(
        request,
        "start_events.html" if partial else "start.html",
        rows=rows,
        compared=len(points),
        following=following,
        q=words,
        waiting=waiting,
        done=done,
        examples=examples,
    )


@router.post("/examples/open")
async def open_example(request: Request, caller: Contributor, services: Built) -> Response:
    """Lead to the real example: stored and compared at the first call."""
    await read_form(request)
    return redirect(await in_thread(_opened, services, caller))


@router.post("/examples/load")
async def load(request: Request, caller: Contributor, services: Built) -> Response:
    """Store all examples; a second time changes nothing."""
    await read_form(request)
    await in_thread(load_examples, services.store, caller.project)
    return redirect("/")


def _opened(services: Services, caller: Caller) -> str:
    event = load_examples(services.store, caller.project, names=(REAL,)).events[0]
    with services.store.session() as session:
        found, _ = list_comparisons(session, caller.project, event, limit=1)
        if found:
            return f"/comparisons/{found[0].id}/read"
        jobs, _ = list_jobs(session, caller.project, event, limit=1)
        return f"/jobs/{jobs[0].id}" if jobs else f"/events/{event}"


def _rows(
    session: Session, project: str, events: list[Event], points: list[EventPoint], folder: Path | None
) -> list[Row]:
    counted = select(StoredReadout.event_id, func.count()).group_by(StoredReadout.event_id)
    ids = [event.id for event in events]
    accounts = {row[0]: row[1] for row in session.execute(counted.where(StoredReadout.event_id.in_(ids)))}
    labels = actor_labels(session, project)
    by_event = {point.event_id: point for point in points}
    drawn = sparks(points, ids)
    return [
        Row(
            event=event,
            names=names_of(event.participants, labels, folder),
            accounts=accounts.get(event.id, 0),
            point=by_event.get(event.id),
            spark=drawn.get(event.id),
        )
        for event in events
    ]


def _jobs(session: Session, project: str) -> tuple[int, int]:
    """How many comparisons are under way, and how many are done."""
    counted = select(Job.state, func.count()).where(Job.project_id == project).group_by(Job.state)
    states = {row[0]: row[1] for row in session.execute(counted)}
    return states.get("queued", 0) + states.get("running", 0), states.get("done", 0)


def _examples(session: Session, project: str) -> int:
    """How many examples the project has."""
    return len(list_events(session, project, EventFilters(tag=EXAMPLE), limit=500)[0])
