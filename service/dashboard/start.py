"""The start: what is here, and where to begin."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.api.caller import Reader
from service.api.services import Built
from service.dashboard.errors import PageRoute
from service.dashboard.pages import page
from service.store.events import EventFilters, list_events

router = APIRouter(route_class=PageRoute)


@router.get("/")
def start(request: Request, caller: Reader, services: Built) -> Response:
    """Events, newest first."""
    with services.store.session() as session:
        rows, _ = list_events(session, caller.project, EventFilters())
    return page(request, "start.html", events=rows)
