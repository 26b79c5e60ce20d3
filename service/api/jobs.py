"""Jobs: how far they are, followed live, cancelled."""

from __future__ import annotations

from collections.abc import AsyncIterable
from typing import Annotated

import anyio
from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from service.api.caller import Caller, Contributor, Reader
from service.api.models import JobOut, Page
from service.api.parameters import Cursor, Id, Limit
from service.api.services import Built, Services, in_thread
from service.jobs import FINISHED, cancel, events_since, get_job, list_jobs
from service.store.tables import JobEvent

router = APIRouter(prefix="/jobs", tags=["jobs"])
PAUSE = 0.3
"""Seconds between two looks at a job that somebody follows."""
RETRY_MILLISECONDS = 2000


@router.get("")
def find(
    caller: Reader,
    services: Built,
    event: Annotated[
        str | None, Query(max_length=40, pattern="^[!-~]+$", description="Id of an event.")
    ] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[JobOut]:
    """Jobs, newest first."""
    with services.store.session() as session:
        rows, following = list_jobs(session, caller.project, event, cursor=cursor, limit=limit)
    return Page(items=[JobOut.of(row) for row in rows], next=following)


@router.get("/{job_id}")
def read(job_id: Id, caller: Reader, services: Built) -> JobOut:
    """A job as it stands."""
    with services.store.session() as session:
        return JobOut.of(get_job(session, caller.project, job_id))


@router.delete("/{job_id}", status_code=202)
def stop(job_id: Id, caller: Contributor, services: Built) -> JobOut:
    """Cancel a job: at once if it waits, at its next step if it runs; one that has ended stays as it is."""
    with services.store.begin() as session:
        return JobOut.of(cancel(session, caller.project, job_id))


def _followed(job_id: Id, caller: Reader, services: Built) -> str:
    """The job's id, once it is known to exist: after the first byte of a stream no status can be sent."""
    with services.store.session() as session:
        return get_job(session, caller.project, job_id).id


@router.get("/{job_id}/events", response_class=EventSourceResponse)
async def follow(
    job_id: Annotated[str, Depends(_followed)],
    request: Request,
    caller: Reader,
    services: Built,
    last_event_id: Annotated[
        int | None,
        Header(ge=0, le=2**31 - 1, description="The last event that came; the stream goes on after it."),
    ] = None,
) -> AsyncIterable[ServerSentEvent]:
    """What happens to a job, live (server-sent events); the stream ends with the job.

    The `data` of each is the job as it stood: state, stage, done, total, attempts, comparison, problem.
    """
    number = last_event_id or 0
    while True:
        news, over = await in_thread(_news, services, caller, job_id, number)
        for each in news:
            number = each.number
            yield ServerSentEvent(data=each.data, event="job", id=str(number), retry=RETRY_MILLISECONDS)
        if over or services.stopping.is_set() or await request.is_disconnected():
            return
        await anyio.sleep(PAUSE)


def _news(services: Services, caller: Caller, job_id: str, number: int) -> tuple[list[JobEvent], bool]:
    with services.store.session() as session:
        over = get_job(session, caller.project, job_id).state in FINISHED
        return events_since(session, caller.project, job_id, number), over
