"""An event: its accounts, its comparisons, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from fastapi import APIRouter, Request
from pydantic import TypeAdapter, ValidationError
from starlette.responses import Response

from compare.framing.axes import write_axis
from service.api.caller import Admin, Caller, Contributor, Reader
from service.api.given import Axes
from service.api.parameters import Id
from service.api.services import Built, Services, in_thread
from service.dashboard.errors import PageRoute
from service.dashboard.forms import read_form
from service.dashboard.guess import names_of
from service.dashboard.pages import page, redirect
from service.examples import INVENTED
from service.jobs import enqueue, list_jobs
from service.requests import request_of_event
from service.store.actors import actor_labels
from service.store.comparisons import list_comparisons
from service.store.events import delete_event, get_event, update_event
from service.store.readouts import delete_readout, list_readouts
from service.store.series import event_points
from service.store.tables import StoredComparison
from service.store.texts import texts

router = APIRouter(prefix="/events/{event_id}", route_class=PageRoute)


@router.get("")
def show(request: Request, event_id: Id, caller: Reader, services: Built) -> Response:
    """The event with its accounts and comparisons."""
    return _shown(request, event_id, caller, services)


def _shown(
    request: Request,
    event_id: str,
    caller: Caller,
    services: Services,
    *,
    axes: str | None = None,
    problem: str | None = None,
) -> Response:
    """The page; ``axes`` are those that were just asked for and, by ``problem``, cannot be had."""
    with services.store.session() as session:
        event = get_event(session, caller.project, event_id)
        readouts, _ = list_readouts(session, caller.project, event_id, limit=500)
        lengths = {
            key: len(text.split()) for key, text in texts(session, [r.text_sha256 for r in readouts]).items()
        }
        comparisons, _ = list_comparisons(session, caller.project, event_id, limit=20)
        jobs, _ = list_jobs(session, caller.project, event_id, limit=20)
        labels = actor_labels(session, caller.project)
        point = next((p for p in event_points(session, caller.project) if p.event_id == event_id), None)
    return page(
        request,
        "event.html",
        status=422 if problem else 200,
        problem=problem,
        axes="\n".join(_axes_of(comparisons)) if axes is None else axes,
        event=event,
        names=names_of(event.participants, labels, services.settings.resources),
        invented=INVENTED in event.tags,
        readouts=readouts,
        lengths=lengths,
        comparisons=comparisons,
        unfinished=[job for job in jobs if job.state in ("queued", "running")],
        failed=jobs[0] if jobs and jobs[0].state == "failed" else None,
        point=point,
    )


@router.post("")
async def change(request: Request, event_id: Id, caller: Contributor, services: Built) -> Response:
    """Another title or date."""
    form = await read_form(request)
    changes = {"title": str(form.get("title", "")).strip(), "date": str(form.get("date", "")).strip() or None}

    def work() -> None:
        with services.store.begin() as session:
            update_event(session, caller.project, event_id, changes)

    await in_thread(work)
    return redirect(f"/events/{event_id}")


@router.post("/compare")
async def compare(request: Request, event_id: Id, caller: Contributor, services: Built) -> Response:
    """Compare the accounts as they are now, between the poles that are written a line each."""
    form = await read_form(request)
    text = str(form.get("axes") or "")
    try:
        axes = TypeAdapter(Axes).validate_python([line for line in text.splitlines() if line.strip()])
    except ValidationError as error:
        problem = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        return await in_thread(
            partial(_shown, request, event_id, caller, services, axes=text, problem=problem)
        )
    return redirect(f"/jobs/{await in_thread(_queued, services, caller, event_id, axes)}")


@router.post("/delete")
async def delete(request: Request, event_id: Id, caller: Admin, services: Built) -> Response:
    """Delete the event with all that belongs to it."""
    await read_form(request)

    def work() -> None:
        with services.store.begin() as session:
            delete_event(session, caller.project, event_id)

    await in_thread(work)
    return redirect("/")


@router.post("/accounts/{readout_id}/delete")
async def delete_account(
    request: Request, event_id: Id, readout_id: Id, caller: Admin, services: Built
) -> Response:
    """Delete one account; comparisons stay as they are."""
    await read_form(request)

    def work() -> None:
        with services.store.begin() as session:
            delete_readout(session, caller.project, event_id, readout_id)

    await in_thread(work)
    return redirect(f"/events/{event_id}")


def _axes_of(comparisons: Sequence[StoredComparison]) -> list[str]:
    """The axes of the newest comparison, so that the next one has them too."""
    axes = (comparisons[0].figures or {}).get("axes", ()) if comparisons else ()
    return [write_axis(axis["name"], axis["low"], axis["high"]) for axis in axes]


def _queued(services: Services, caller: Caller, event_id: str, axes: Sequence[str]) -> str:
    with services.store.begin() as session:
        wanted = request_of_event(session, caller.project, event_id, axes=axes)
        return enqueue(session, caller.project, event_id, wanted).id
