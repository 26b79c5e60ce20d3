"""``POST /compare``: accounts in, the report out; a long comparison becomes a job."""

from __future__ import annotations

import time

import anyio
from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from compare.errors import OptionError, RecordError
from service.api.body import Given, read_accounts
from service.api.caller import Caller, Contributor
from service.api.idempotency import Answer, Key, answered_before, carry_out
from service.api.models import JobOut
from service.api.openapi import COMPARE
from service.api.reading import accounts, options_problem
from service.api.report import report_response
from service.api.services import Built, Services, in_thread
from service.jobs import FINISHED, TEXTS_REFUSED, cancel, enqueue, get_job
from service.problems import Problem, at
from service.requests import CompareRequest
from service.store.comparisons import load_report
from service.store.tables import Job, StoredComparison

router = APIRouter(tags=["compare"])
FIRST_LOOK, LONGEST_PAUSE = 0.05, 0.5
"""Seconds between two looks at a job: they grow from the first to the second."""


@router.post("/compare", **COMPARE)
async def compare(request: Request, caller: Contributor, services: Built, key: Key = None) -> Response:
    """Compare two or more accounts: JSON texts, or files (text, HTML, PDF, DOCX) as multipart.

    Up to `answer_at_once_characters` in all the report itself is the answer (200), with its permalink in
    `Content-Location`. Above, or when no worker is free within `answer_at_once_seconds`, a job is (202).
    """
    given = await read_accounts(request, services.settings)
    answer = await in_thread(answered_before, services.store, caller, key, given.digest)
    if answer is None:
        wanted = await _wanted(services, given)

        def queue(session: Session) -> Answer:
            job = enqueue(session, caller.project, None, wanted)
            long = (
                sum(len(each.text) for each in wanted.readouts) > services.settings.answer_at_once_characters
            )
            return Answer(202, {"job": job.id, "wait": not long}, f"/api/v1/jobs/{job.id}")

        answer = await in_thread(carry_out, services.store, caller, key, given.digest, queue)
    job = await _wait(request, services, caller, answer, keep=key is not None)
    if job.state == "failed":
        raise failure(job, _place(given))
    if job.state != "done" or job.comparison_id is None:
        body = JobOut.of(job).model_dump_json()
        return Response(body, 202, answer.headers, "application/json")
    row, content = await in_thread(_report, services, caller, job.comparison_id)
    again = {name: value for name, value in answer.headers.items() if name != "Location"}
    return report_response(
        row, content, headers={"Content-Location": f"/api/v1/comparisons/{row.id}", **again}
    )


async def _wanted(services: Services, given: Given) -> CompareRequest:
    readouts, documents = await accounts(services, given)
    wanted = CompareRequest(
        readouts=readouts,
        documents=documents,
        event=given.event,
        options=given.options,
        split=given.split,
        axes=given.axes,
    )
    try:
        most = wanted.compare_options().max_characters
    except (RecordError, OptionError) as error:
        raise options_problem(error) from error
    for readout, pointer in zip(readouts, given.pointers, strict=True):
        if len(readout.text) > most:
            way_out = "cut the text, or raise the option max_characters"
            raise at(pointer, f"has {len(readout.text):,} characters, more than {most:,}; {way_out}")
    return wanted


def _place(given: Given) -> str:
    """Where in the body the accounts stand."""
    return given.pointers[0].rpartition("/")[0]


async def _wait(request: Request, services: Services, caller: Caller, answer: Answer, *, keep: bool) -> Job:
    """The job once it has ended, or as it stands when waiting is over; nobody waits for a long one.

    If the client leaves and has no idempotency key to come back with, the job is cancelled.
    """
    until = time.monotonic() + (services.settings.answer_at_once_seconds if answer.body["wait"] else 0)
    pause = FIRST_LOOK
    while True:
        job = await in_thread(_look, services, caller, answer.body["job"])
        if job.state in FINISHED or time.monotonic() >= until or services.stopping.is_set():
            return job
        if not keep and await request.is_disconnected():
            return await in_thread(_cancelled, services, caller, job.id)
        await anyio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


def failure(job: Job, place: str) -> Problem:
    """Why a job has no report, as the answer to the request that gave it the accounts at ``place``."""
    problem = job.problem or {}
    detail = str(problem.get("detail", "the comparison failed"))
    if problem.get("title") == TEXTS_REFUSED:
        return at(place, detail)
    return Problem(500, detail)


def _look(services: Services, caller: Caller, job_id: str) -> Job:
    with services.store.session() as session:
        return get_job(session, caller.project, job_id)


def _cancelled(services: Services, caller: Caller, job_id: str) -> Job:
    with services.store.begin() as session:
        return cancel(session, caller.project, job_id)


def _report(services: Services, caller: Caller, comparison_id: str) -> tuple[StoredComparison, bytes]:
    with services.store.session() as session:
        return load_report(session, caller.project, comparison_id)
