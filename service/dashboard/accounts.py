"""Upload: files and texts come in, a person corrects what was guessed, then they are stored and compared."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Query, Request
from sqlalchemy.orm import Session
from starlette.datastructures import FormData
from starlette.responses import Response

from compare.errors import InputError
from compare.records import Readout
from service.api.caller import Caller, Contributor
from service.api.readouts import corrections_for
from service.api.services import Built, Services, in_few_threads, in_thread
from service.dashboard.drafts import Draft, Refused, drafts_of, read_drafts
from service.dashboard.errors import PageRoute
from service.dashboard.forms import read_form
from service.dashboard.guess import actor_of
from service.dashboard.pages import page, redirect, strings_for
from service.jobs import enqueue
from service.requests import request_of_event
from service.store.events import create_event, get_event
from service.store.readouts import add_readout
from service.store.tables import Event
from service.uploads import Parsed, StoppedError, Upload

router = APIRouter(prefix="/accounts", route_class=PageRoute)
LANGUAGES = ("en", "fr", "ru", "uk")


@router.get("")
def new(
    request: Request, caller: Contributor, services: Built, event: str | None = Query(None, max_length=40)
) -> Response:
    """The form that takes files and texts, for a new event or one that is there."""
    return page(request, "accounts_new.html", event=_event(services, caller, event))


@router.post("")
async def take(request: Request, caller: Contributor, services: Built) -> Response:
    """Read what was sent, and show it with what was guessed."""
    form = await read_form(request)
    event = await in_thread(_event, services, caller, str(form.get("event") or "") or None)
    drafts, refused = await read_drafts(
        services, form, lambda place: strings_for(request)("accounts.account", n=place)
    )
    if not drafts:
        return page(
            request,
            "accounts_new.html",
            status=422 if refused else 200,
            event=event,
            refused=refused,
            empty=True,
        )
    split = event is None and len(drafts) == 1
    return _check(request, drafts, refused, event, split=split, title=_title(drafts), date=_date(drafts))


@router.post("/save")
async def save(request: Request, caller: Contributor, services: Built) -> Response:
    """Store the accounts and queue their comparison."""
    form = await read_form(request)
    event = await in_thread(_event, services, caller, str(form.get("event") or "") or None)
    drafts = drafts_of(form)
    split = form.get("split") == "1"
    problem = _problem(drafts, split=split, there=event is not None)
    parsed: list[Parsed] = []
    if problem is None:
        try:
            corrections = await in_thread(corrections_for, services, caller) if split else {}
            parsed = [
                await in_few_threads(services, _read, services, draft, split, corrections) for draft in drafts
            ]
        except (StoppedError, InputError) as error:
            problem = str(error)
    if problem is None and split and sum(len(each.readouts) for each in parsed) < 2:
        problem = "one_side"
    if problem is None:
        try:
            job = await in_thread(_stored, services, caller, event, form, parsed)
        except InputError as error:
            problem = str(error)
        else:
            return redirect(f"/jobs/{job}")
    title, date = str(form.get("event_title") or ""), str(form.get("event_date") or "")
    return _check(
        request, drafts, [], event, split=split, title=title, date=date, problem=problem, status=422
    )


def _check(
    request: Request,
    drafts: list[Draft],
    refused: list[Refused],
    event: Event | None,
    *,
    split: bool,
    title: str,
    date: str,
    problem: str | None = None,
    status: int = 200,
) -> Response:
    return page(
        request,
        "accounts_check.html",
        status=status,
        drafts=drafts,
        refused=refused,
        event=event,
        split=split,
        title=title,
        date=date,
        problem=problem,
        languages=LANGUAGES,
    )


def _event(services: Services, caller: Caller, event_id: str | None) -> Event | None:
    if event_id is None:
        return None
    with services.store.session() as session:
        return get_event(session, caller.project, event_id)


def _problem(drafts: list[Draft], *, split: bool, there: bool) -> str | None:
    if any(draft.problems for draft in drafts):
        return "fields"
    if not drafts or (len(drafts) < 2 and not split and not there):
        return "too_few"
    return None


def _read(services: Services, draft: Draft, split: bool, corrections: dict[str, Any]) -> Parsed:
    actor, side = actor_of(draft.source, services.settings.resources)
    told: dict[str, Any] = {
        name: value or None for name, value in asdict(draft).items() if name not in ("text", "problems")
    }
    if not split:
        return Parsed((Readout(**told, text=draft.text, actor=actor, side=side),), ())
    content = draft.text.encode("utf-8", "replace")
    return services.parser.read(
        Upload(name=draft.source, content=content, verbatim=True, split=True, corrections=corrections, **told)
    )


def _stored(
    services: Services, caller: Caller, event: Event | None, form: FormData, parsed: list[Parsed]
) -> str:
    """The id of the job, all stored in one transaction: of a slip in one account nothing stays."""
    with services.store.begin() as session:
        event_id = event.id if event else _new_event(session, caller, form, parsed)
        for each in parsed:
            documents = {document.id: document for document in each.documents}
            for readout in each.readouts:
                document = documents[readout.derived_from.document] if readout.derived_from else None
                add_readout(session, caller.project, event_id, readout, document)
        wanted = request_of_event(session, caller.project, event_id)
        return enqueue(session, caller.project, event_id, wanted).id


def _new_event(session: Session, caller: Caller, form: FormData, parsed: list[Parsed]) -> str:
    sources = list(dict.fromkeys(readout.source for each in parsed for readout in each.readouts))
    return create_event(
        session,
        caller.project,
        title=str(form.get("event_title") or "").strip() or " · ".join(sources)[:500],
        date=str(form.get("event_date") or "").strip() or None,
        participants=[source[:100] for source in sources],
    ).id


def _title(drafts: list[Draft]) -> str:
    return next((draft.title for draft in drafts if draft.title), "")


def _date(drafts: list[Draft]) -> str:
    return min((draft.date for draft in drafts if draft.date), default="")
