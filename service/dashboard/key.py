"""The page that asks for a key, once: then a session stands for it."""

from __future__ import annotations

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from service.api.services import Built, Services, in_thread
from service.dashboard.errors import PageRoute
from service.dashboard.forms import read_form
from service.dashboard.pages import own_path, page, redirect
from service.sessions import COOKIE, SECONDS, new_session
from service.store.keys import authenticate

router = APIRouter(route_class=PageRoute)


@router.get("/key")
def ask(request: Request, next: str = Query("/", max_length=2000)) -> Response:
    """Ask for a key."""
    return page(request, "key.html", next=own_path(next), wrong=False)


@router.post("/key")
async def enter(request: Request, services: Built) -> Response:
    """Let the holder of a key in."""
    form = await read_form(request)
    next = own_path(str(form.get("next", "/")))
    value = await in_thread(_session, services, str(form.get("key", "")).strip())
    if value is None:
        return page(request, "key.html", status=401, next=next, wrong=True)
    response = redirect(next)
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, value, SECONDS, httponly=True, samesite="strict", secure=secure)
    return response


@router.post("/key/leave")
async def leave(request: Request) -> Response:
    """End the session."""
    await read_form(request)
    response = redirect("/key")
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return response


def _session(services: Services, secret: str) -> str | None:
    with services.store.session() as session:
        key = authenticate(session, secret)
    return None if key is None else new_session(key, services.seal)
