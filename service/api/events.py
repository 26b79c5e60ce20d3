"""Events: made, listed, read, changed, deleted."""

from __future__ import annotations

import hashlib
from typing import Annotated

from fastapi import APIRouter, Body, Header, Query, Response

from service.api.caller import Admin, Contributor, Reader
from service.api.given import EventChange, EventIn, IsoDate
from service.api.idempotency import Answer, Key, carry_out
from service.api.models import EventOut, Page
from service.api.openapi import BODY_PROBLEMS, CHANGED, EVENT_EXAMPLE
from service.api.parameters import Cursor, EventId, Limit, Words, version_of
from service.api.report import matches
from service.api.services import Built
from service.store.events import (
    EventFilters,
    create_event,
    delete_event,
    get_event,
    list_events,
    update_event,
)

router = APIRouter(prefix="/events", tags=["events"])
_EXAMPLE = {"a call": {"summary": "a call", "value": {**EVENT_EXAMPLE, "tags": ["calls"]}}}
_CHANGE = {"new tags": {"summary": "new tags", "value": {"tags": ["calls", "reviewed"]}}}


@router.post("", status_code=201, response_model=EventOut, responses=BODY_PROBLEMS)
def create(
    event: Annotated[EventIn, Body(openapi_examples=_EXAMPLE)],
    caller: Contributor,
    services: Built,
    key: Key = None,
) -> Response:
    """Make an event."""
    digest = hashlib.sha256(b"POST events\n" + event.model_dump_json().encode()).hexdigest()

    def work(session):  # type: ignore[no-untyped-def]
        row = create_event(session, caller.project, **event.model_dump())
        return Answer(201, EventOut.of(row).model_dump(mode="json"), f"/api/v1/events/{row.id}")

    answer = carry_out(services.store, caller, key, digest, work)
    return _response(EventOut.model_validate(answer.body), status=answer.status, headers=answer.headers)


@router.get("")
def find(
    caller: Reader,
    services: Built,
    actor: Annotated[Words, Query(description="A participant, or an actor or source of a readout.")] = None,
    since: Annotated[IsoDate | None, Query(alias="from", description="First day.")] = None,
    until: Annotated[IsoDate | None, Query(alias="to", description="Last day.")] = None,
    tag: Words = None,
    q: Annotated[Words, Query(description="Part of the title, whatever its case.")] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[EventOut]:
    """Events, newest first, those without a date last."""
    filters = EventFilters(actor=actor, since=since, until=until, tag=tag, q=q)
    with services.store.session() as session:
        rows, following = list_events(session, caller.project, filters, cursor=cursor, limit=limit)
    return Page(items=[EventOut.of(row) for row in rows], next=following)


@router.get(
    "/{event_id}", response_model=EventOut, responses={304: {"description": "You have this version."}}
)
def read(
    event_id: EventId,
    caller: Reader,
    services: Built,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """One event; its ETag is its version."""
    with services.store.session() as session:
        event = EventOut.of(get_event(session, caller.project, event_id))
    if matches(if_none_match, _etag(event)):
        return Response(None, 304, {"ETag": _etag(event)})
    return _response(event)


@router.patch("/{event_id}", response_model=EventOut, responses=BODY_PROBLEMS | CHANGED)
def change(
    event_id: EventId,
    changes: Annotated[EventChange, Body(openapi_examples=_CHANGE)],
    caller: Contributor,
    services: Built,
    if_match: Annotated[str | None, Header(description="The ETag of the version that you read.")] = None,
) -> Response:
    """Change some fields; with `If-Match` only if nobody else changed the event meanwhile."""
    with services.store.begin() as session:
        row = update_event(
            session,
            caller.project,
            event_id,
            changes.model_dump(exclude_unset=True),
            version=version_of(if_match),
        )
    return _response(EventOut.of(row))


@router.delete("/{event_id}", status_code=204)
def delete(event_id: EventId, caller: Admin, services: Built) -> None:
    """Delete an event with its readouts and comparisons; its jobs are cancelled."""
    with services.store.begin() as session:
        delete_event(session, caller.project, event_id)


def _response(event: EventOut, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    found = {"ETag": _etag(event), "Cache-Control": "private, no-cache", **(headers or {})}
    return Response(event.model_dump_json(), status, found, "application/json")


def _etag(event: EventOut) -> str:
    return f'"{event.version}"'
