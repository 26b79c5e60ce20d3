"""What goes wrong on a page is told as a page; what goes wrong in the API stays a problem document."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Scope

from compare.errors import RashomonError
from service.dashboard.pages import page, redirect
from service.logging import where
from service.problems import Problem, problem_of

_NO_PAGES = ("/api/", "/static/")
_OPERATIONS = ("/healthz", "/readyz", "/metrics", "/openapi.json")
_log = structlog.get_logger("rashomon.dashboard")


def is_page(path: str) -> bool:
    """Is it an address of the dashboard?"""
    return not path.startswith(_NO_PAGES) and path not in _OPERATIONS


class PageRoute(APIRoute):
    """A route whose unexpected errors become a page too."""

    def get_route_handler(self) -> Any:
        handle = super().get_route_handler()

        async def careful(request: Request) -> Response:
            try:
                response: Response = await handle(request)
            except (HTTPException, RequestValidationError, RashomonError):
                raise
            except Exception as error:
                _log.error("page failed", error=type(error).__name__, at=where(error))
                return error_page(request, problem_of(RashomonError()))
            finally:
                await request.close()  # the files of a form
            return response

        return careful


def error_page(request: Request, problem: Problem) -> Response:
    """What is wrong and the way out, as a page; a piece of one where htmx asked."""
    partial = request.headers.get("hx-request") == "true"
    return page(
        request,
        "error_part.html" if partial else "error.html",
        status=problem.status_code,
        headers=problem.headers,
        problem=problem,
        phrase=HTTPStatus(problem.status_code).phrase,
        request_id=getattr(request.state, "request_id", None),
    )


def refused_page(scope: Scope, problem: Problem) -> Response | None:
    """What a visitor gets whom the gate does not let in: the page that asks for a key, or the reason."""
    if not is_page(scope["path"]):
        return None
    request = Request(scope)
    if problem.status_code == 401 and request.method in ("GET", "HEAD"):
        wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return redirect("/key" if wanted == "/" else f"/key?next={quote(wanted, safe='')}")
    return error_page(request, problem)


def register_error_pages(app: FastAPI) -> None:
    """Wrap the app's handlers of errors, so that pages get pages."""
    for kind in (HTTPException, RequestValidationError, RashomonError):
        answer: Any = app.exception_handlers[kind]

        async def told(request: Request, error: Exception, answer: Any = answer) -> Response:
            if not is_page(request.url.path):
                response: Response = await answer(request, error)
                return response
            return error_page(request, _problem(error))

        app.add_exception_handler(kind, told)


def _problem(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, RashomonError):
        return problem_of(error)
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"][1:])
        return Problem(422, f"{place}: {first['msg']}".removeprefix("Value error, "))
    assert isinstance(error, HTTPException)
    return Problem(error.status_code, str(error.detail), headers=error.headers)
