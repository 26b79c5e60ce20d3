"""How far a comparison is: followed live over the job's event stream, cancelled, and what came of it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.api.caller import Contributor, Reader
from service.api.parameters import Id
from service.api.services import Built, in_thread
from service.dashboard.errors import PageRoute
from service.dashboard.forms import read_form
from service.dashboard.pages import page, redirect
from service.jobs import cancel, get_job
from service.store.tables import Event

router = APIRouter(prefix="/jobs/{job_id}", route_class=PageRoute)
STAGES = ("claims", "embedding", "alignment", "relations", "framing", "divergence", "saving")
"""The stages of a comparison in their order; the engine may know others, which are shown by their names."""


@router.get("")
def show(request: Request, job_id: Id, caller: Reader, services: Built) -> Response:
    """The job as it stands; one that is done leads to its comparison."""
    with services.store.session() as session:
        job = get_job(session, caller.project, job_id)
        event = session.get(Event, job.event_id) if job.event_id else None
    if job.state == "done" and job.comparison_id:
        return redirect(f"/comparisons/{job.comparison_id}/read")
    return page(request, "progress.html", job=job, event=event, stages=STAGES)


@router.post("/cancel")
async def stop(request: Request, job_id: Id, caller: Contributor, services: Built) -> Response:
    """Cancel the job."""
    await read_form(request)

    def work() -> None:
        with services.store.begin() as session:
            cancel(session, caller.project, job_id)

    await in_thread(work)
    return redirect(f"/jobs/{job_id}")
