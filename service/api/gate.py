"""What every request passes, outermost first: a request id, a log line, a count; who it is, and how often."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from compare.errors import RashomonError
from service.api.caller import identify
from service.api.services import Services, in_thread
from service.limits import RateLimit
from service.logging import where
from service.problems import Problem, Refuse, problem_of, problem_response

OPEN = frozenset({"/healthz", "/readyz", "/api/v1/healthz", "/api/v1/readyz", "/openapi.json"})
"""Paths that need no key and are not counted; nor are the files of the pages, under :data:`FILES`."""
FILES, DOOR = "/static/", "/key"
"""The door is the page that asks for a key: it lets everybody knock, as often as the limit allows."""
_SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "private, no-store",
}
_SANE = re.compile(r"[A-Za-z0-9._-]{1,64}")

Find = Callable[[], Services]
"""The services of the app, which exist once it has started."""


class RequestLog:
    """ASGI: gives each request an id, logs it without content, counts it, and answers what nobody caught."""

    def __init__(self, app: ASGIApp, *, find: Find) -> None:
        self._app = app
        self._find = find
        self._log = structlog.get_logger("rashomon.web")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _SANE.fullmatch(given) else secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started, status = time.perf_counter(), 0

        async def marking(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = request_id
                for name, value in _SECURITY.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, marking)
        except Problem as problem:
            if status == 0:
                await problem_response(problem, request_id)(scope, receive, marking)
        except Exception as error:
            self._log.error("request failed", error=type(error).__name__, at=where(error))
            if status == 0:
                await problem_response(problem_of(RashomonError()), request_id)(scope, receive, marking)
        finally:
            seconds = time.perf_counter() - started
            route = _route(scope)
            method = scope["method"] if scope["method"] in _METHODS else "other"
            self._find().metrics.answered(method, route, status, seconds)
            self._log.info("request", method=method, route=route, status=status, seconds=round(seconds, 4))


def _route(scope: Scope) -> str:
    """The template of the path, so that no id and no word of a query becomes a label."""
    if "endpoint" not in scope:
        return "none"
    named = {str(value): f"{{{name}}}" for name, value in scope.get("path_params", {}).items()}
    return "/".join(named.get(part, part) for part in scope["path"].split("/"))


_METHODS = ("GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS")


class Gate:
    """ASGI: lets a request in with its caller in ``request.state.caller``, or answers 401, 403 or 429."""

    def __init__(self, app: ASGIApp, *, find: Find, refuse: Refuse) -> None:
        self._app = app
        self._find = find
        self._refusal = refuse
        self._limit: RateLimit | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in OPEN or scope["path"].startswith(FILES):
            await self._app(scope, receive, send)
            return
        services = self._find()
        if self._limit is None:
            self._limit = RateLimit(services.settings.requests_per_minute)
        address = f"address {(scope.get('client') or ('none',))[0]}"
        try:
            self._limit.check(address)
            try:
                caller = await in_thread(
                    identify,
                    services.store,
                    Headers(scope=scope),
                    scope["method"],
                    scope["path"],
                    loopback=services.settings.loopback,
                    seal=services.seal,
                )
            except Problem as problem:
                self._limit.count(address)
                if problem.status_code == 401 and scope["path"] == DOOR:
                    await self._app(scope, receive, send)
                    return
                raise
            self._limit.count(address if caller.key is None else f"key {caller.key}")
        except RashomonError as error:
            await self._refuse(problem_of(error), scope, receive, send)
            return
        except Problem as problem:
            await self._refuse(problem, scope, receive, send)
            return
        scope.setdefault("state", {})["caller"] = caller
        await self._app(scope, receive, send)

    async def _refuse(self, problem: Problem, scope: Scope, receive: Receive, send: Send) -> None:
        response = self._refusal(scope, problem)
        if response is None:
            response = problem_response(problem, scope.get("state", {}).get("request_id"))
        await response(scope, receive, send)
