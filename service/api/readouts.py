"""Readouts of an event: uploaded, listed, read, deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from service.api.body import Given, read_uploads
from service.api.caller import Admin, Caller, Contributor, Reader
from service.api.fetching import fetch_upload
from service.api.idempotency import Answer, Key, answered_before, carry_out
from service.api.models import Page, ReadoutOut, ReadoutWithText, UploadOut
from service.api.openapi import UPLOAD
from service.api.parameters import Cursor, EventId, Id, Limit
from service.api.reading import parse_all, parse_one
from service.api.services import Built, Services, in_thread
from service.store.actors import corrections_of_project
from service.store.events import get_event
from service.store.readouts import add_readout, delete_readout, get_readout, list_readouts, to_readout
from service.uploads import Parsed

router = APIRouter(prefix="/events/{event_id}/readouts", tags=["readouts"])


@router.post("", status_code=201, response_model=UploadOut, **UPLOAD)
async def upload(
    event_id: EventId, request: Request, caller: Contributor, services: Built, key: Key = None
) -> Response:
    """Add accounts: a text in JSON, files as multipart, or (if enabled) the address of a page to fetch.

    With `split` each is a mixed article and one readout a side is stored. The same event, source and text
    twice is one readout (200, nothing created). Of several files all are stored or none.
    """
    await in_thread(_check_event, services, caller, event_id)
    given = await read_uploads(request, services.settings)
    answer = await in_thread(answered_before, services.store, caller, key, given.digest)
    if answer is None:
        parsed = await _parsed(services, caller, given)

        def store(session: Session) -> Answer:
            return _stored(session, caller, event_id, parsed)

        answer = await in_thread(carry_out, services.store, caller, key, given.digest, store)
    content = UploadOut.model_validate(answer.body).model_dump_json()
    return Response(content, answer.status, answer.headers, "application/json")


@router.get("")
def find(
    event_id: EventId, caller: Reader, services: Built, cursor: Cursor = None, limit: Limit = 50
) -> Page[ReadoutOut]:
    """The readouts of an event in the order in which they came, without their texts."""
    with services.store.session() as session:
        rows, following = list_readouts(session, caller.project, event_id, cursor=cursor, limit=limit)
    return Page(items=[ReadoutOut.of(row) for row in rows], next=following)


@router.get("/{readout_id}")
def read(event_id: EventId, readout_id: Id, caller: Reader, services: Built) -> ReadoutWithText:
    """One readout with its text, verbatim."""
    with services.store.session() as session:
        row = get_readout(session, caller.project, event_id, readout_id)
        return ReadoutWithText.with_text(row, to_readout(row, session).text)


@router.delete("/{readout_id}", status_code=204)
def delete(event_id: EventId, readout_id: Id, caller: Admin, services: Built) -> None:
    """Delete a readout; stored comparisons stay as they are."""
    with services.store.begin() as session:
        delete_readout(session, caller.project, event_id, readout_id)


def _check_event(services: Services, caller: Caller, event_id: str) -> None:
    with services.store.session() as session:
        get_event(session, caller.project, event_id)


async def _parsed(services: Services, caller: Caller, given: Given) -> list[Parsed]:
    corrections = await in_thread(corrections_for, services, caller) if given.split else {}
    if given.fetch is None:
        return await parse_all(services, given, split=given.split, corrections=corrections)
    page = await fetch_upload(services, given.fetch)
    return [await parse_one(services, replace(page, corrections=corrections), "/url")]


def corrections_for(services: Services, caller: Caller) -> dict[str, Any]:
    """The corrections of actors that the caller's project has now."""
    with services.store.session() as session:
        return corrections_of_project(session, caller.project)[0]


def _stored(session: Session, caller: Caller, event_id: str, parsed: list[Parsed]) -> Answer:
    items, created = [], 0
    for each in parsed:
        documents = {document.id: document for document in each.documents}
        for readout in each.readouts:
            document = documents[readout.derived_from.document] if readout.derived_from else None
            row, new = add_readout(session, caller.project, event_id, readout, document)
            items.append(ReadoutOut.of(row))
            created += new
    body = UploadOut(items=items, created=created).model_dump(mode="json")
    location = f"/api/v1/events/{event_id}/readouts"
    if len(items) == 1:
        location += f"/{items[0].id}"
    return Answer(201 if created else 200, body, location)
