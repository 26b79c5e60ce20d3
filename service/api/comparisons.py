"""Stored reports: asked for, listed, read in every format."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any

from fastapi import APIRouter, Body, Header, Response
from sqlalchemy.orm import Session

from compare.errors import OptionError, RecordError
from service.api.caller import Contributor, Reader
from service.api.given import ComparisonIn
from service.api.idempotency import Answer, Key, carry_out
from service.api.models import ComparisonOut, Format, JobOut, Page
from service.api.openapi import BODY_PROBLEMS, REPORT
from service.api.parameters import Cursor, EventId, Id, Limit
from service.api.reading import options_problem
from service.api.report import MEDIA_TYPES, etag_of, matches, rendered, report_response
from service.api.services import Built, in_few_threads, in_thread
from service.jobs import enqueue
from service.problems import Problem
from service.requests import request_of_event
from service.store.comparisons import get_comparison, list_comparisons, load_report
from service.store.events import get_event
from service.store.tables import StoredComparison

router = APIRouter(tags=["comparisons"])
_EXAMPLE = {"the usual settings": {"summary": "the usual settings", "value": {}}}
_READ: dict[int | str, dict[str, Any]] = {
    200: {**REPORT, "content": {kind.partition(";")[0]: {"schema": {}} for kind in MEDIA_TYPES.values()}},
    304: {"description": "You have it."},
}


@router.post(
    "/events/{event_id}/comparisons", status_code=202, response_model=JobOut, responses=BODY_PROBLEMS
)
def order(
    event_id: EventId,
    caller: Contributor,
    services: Built,
    wanted: Annotated[ComparisonIn | None, Body(openapi_examples=_EXAMPLE)] = None,
    key: Key = None,
) -> Response:
    """Compare all readouts of an event, as they are now: a job."""
    wanted = wanted or ComparisonIn.model_validate({})
    options, axes = wanted.options, wanted.axes
    content = f"POST {event_id}/comparisons\n{json.dumps([options, axes], sort_keys=True)}"

    def queue(session: Session) -> Answer:
        try:
            request = request_of_event(session, caller.project, event_id, options=options, axes=axes)
        except RecordError as error:
            told = {"detail": str(error), "parameter": "event_id"}
            raise Problem(422, str(error), errors=[told]) from error
        try:
            request.compare_options()
        except (RecordError, OptionError) as error:
            raise options_problem(error) from error
        job = JobOut.of(enqueue(session, caller.project, event_id, request))
        return Answer(202, job.model_dump(mode="json"), job.href)

    digest = hashlib.sha256(content.encode()).hexdigest()
    answer = carry_out(services.store, caller, key, digest, queue)
    return Response(
        JobOut.model_validate(answer.body).model_dump_json(), 202, answer.headers, "application/json"
    )


@router.get("/comparisons")
def find(caller: Reader, services: Built, cursor: Cursor = None, limit: Limit = 50) -> Page[ComparisonOut]:
    """Stored reports, newest first."""
    with services.store.session() as session:
        rows, following = list_comparisons(session, caller.project, cursor=cursor, limit=limit)
    return Page(items=[ComparisonOut.of(row) for row in rows], next=following)


@router.get("/events/{event_id}/comparisons")
def of_event(
    event_id: EventId, caller: Reader, services: Built, cursor: Cursor = None, limit: Limit = 50
) -> Page[ComparisonOut]:
    """Stored reports of an event, newest first."""
    with services.store.session() as session:
        get_event(session, caller.project, event_id)
        rows, following = list_comparisons(session, caller.project, event_id, cursor=cursor, limit=limit)
    return Page(items=[ComparisonOut.of(row) for row in rows], next=following)


@router.get("/comparisons/{comparison_id}", response_model=None, responses=_READ)
async def read(
    comparison_id: Id,
    caller: Reader,
    services: Built,
    format: Format = "json",
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """A stored report, immutable: JSON as it was stored, or any format of the command line."""

    def row_of() -> StoredComparison:
        with services.store.session() as session:
            return get_comparison(session, caller.project, comparison_id)

    def content_of() -> tuple[StoredComparison, bytes]:
        with services.store.session() as session:
            return load_report(session, caller.project, comparison_id)

    if if_none_match is not None:
        row = await in_thread(row_of)
        if matches(if_none_match, etag_of(row, format)):
            return report_response(row, b"", format=format, status=304)
    row, content = await in_thread(content_of)
    if format != "json":
        content = await in_few_threads(services, rendered, content, format)
    return report_response(row, content, format=format)
