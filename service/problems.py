"""Errors as problem details (RFC 9457), each with a way out and a pointer where a field is to blame."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import Scope

from compare.errors import (
    DocumentError,
    InputError,
    MissingExtraError,
    ModelError,
    OptionError,
    RashomonError,
)
from service.store.errors import ChangedError, ConflictError, DatabaseError, NotFoundError

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5
"""What a client is told to wait when the database is busy or the service stops."""

_NAMES = {
    400: "bad-request",
    401: "key-needed",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    409: "conflict",
    412: "changed",
    413: "too-large",
    415: "media-type",
    422: "invalid",
    429: "too-many-requests",
    500: "internal",
    502: "fetch-failed",
    503: "unavailable",
}


class Problem(HTTPException):
    """What is wrong with a request: an HTTP status, one sentence that a person can act on, and the fields.

    ``errors`` are mappings with ``detail`` and one of ``pointer`` (a JSON pointer as URI fragment into the
    body), ``parameter`` (of the query or path) or ``header``.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: Iterable[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
        name: str | None = None,
    ) -> None:
        super().__init__(status, detail, dict(headers) if headers else None)
        self.errors = [dict(error) for error in errors]
        self.name = name or _NAMES.get(status, "error")


Refuse = Callable[[Scope, Problem], Response | None]
"""The page that tells a visitor of a problem; None where a problem document is the answer."""


def at(pointer: str, detail: str, *, status: int = 422) -> Problem:
    """The problem that one field of the body has; ``pointer`` such as ``/readouts/0/text``."""
    return Problem(status, detail, errors=[{"detail": detail, "pointer": f"#{pointer}"}])


def problem_body(problem: Problem, request_id: str | None = None) -> dict[str, Any]:
    """The members of the problem document."""
    body: dict[str, Any] = {
        "type": f"urn:rashomon:problem:{problem.name}",
        "title": HTTPStatus(problem.status_code).phrase,
        "status": problem.status_code,
        "detail": problem.detail,
    }
    if problem.errors:
        body["errors"] = problem.errors
    if request_id is not None:
        body["request_id"] = request_id
    return body


def problem_response(problem: Problem, request_id: str | None = None) -> Response:
    """The answer; plain ASCII, so that whatever a detail quotes can be sent."""
    content = json.dumps(problem_body(problem, request_id)).encode("ascii")
    return Response(content, problem.status_code, problem.headers, MEDIA_TYPE)


def problem_of(error: RashomonError) -> Problem:
    """What an error of the engine or the store is to a client."""
    if isinstance(error, NotFoundError):
        return Problem(404, str(error))
    if isinstance(error, ChangedError):
        return Problem(412, str(error), errors=[{"detail": str(error), "header": "If-Match"}])
    if isinstance(error, ConflictError):
        return Problem(409, str(error), errors=[{"detail": str(error), "header": "Idempotency-Key"}])
    if isinstance(error, DatabaseError):
        return Problem(503, str(error), headers={"Retry-After": str(RETRY_SECONDS)})
    if isinstance(error, OptionError):
        return at(f"/options/{_escaped(error.option)}", str(error))
    if isinstance(error, DocumentError | InputError):
        return Problem(422, str(error))
    if isinstance(error, ModelError | MissingExtraError):
        return Problem(503, str(error))
    return Problem(500, "the request could not be carried out; the log has the reason under this request id")


def register_problems(app: FastAPI) -> None:
    """Every error that the app answers becomes a problem document."""

    async def refused(request: Request, error: Exception) -> Response:
        if isinstance(error, Problem):
            problem = error
        elif isinstance(error, RequestValidationError):
            problem = _of_validation(error.errors())
        elif isinstance(error, RashomonError):
            problem = problem_of(error)
        else:
            assert isinstance(error, HTTPException)
            problem = Problem(error.status_code, str(error.detail), headers=error.headers)
        return problem_response(problem, getattr(request.state, "request_id", None))

    for kind in (HTTPException, RequestValidationError, RashomonError):
        app.add_exception_handler(kind, refused)


def invalid(errors: Sequence[Mapping[str, Any]], prefix: Sequence[str | int] = ()) -> Problem:
    """The problem for what pydantic found in a body; its messages never quote the input."""
    told = [{"detail": _detail(error), "pointer": _pointer((*prefix, *error["loc"]))} for error in errors]
    return Problem(422, _summary(told), errors=told)


def _of_validation(errors: Sequence[Mapping[str, Any]]) -> Problem:
    told = []
    status = 422
    for error in errors:
        where, *rest = error["loc"]
        detail = _detail(error)
        if error["type"] == "json_invalid":
            status, rest, detail = 400, [], "the body is no JSON document"
        if where == "body":
            told.append({"detail": detail, "pointer": _pointer(rest)})
        elif where == "header":
            told.append({"detail": detail, "header": str(rest[0])})
        else:
            told.append({"detail": detail, "parameter": ".".join(map(str, rest))})
    return Problem(status, _summary(told), errors=told)


def _detail(error: Mapping[str, Any]) -> str:
    if error["type"] in ("model_type", "model_attributes_type", "dict_type"):
        return "must be a JSON object"
    return str(error["msg"]).removeprefix("Value error, ")


def _summary(told: Sequence[Mapping[str, str]]) -> str:
    first = told[0]
    where = first.get("pointer") or first.get("parameter") or first.get("header")
    more = f" (and {len(told) - 1} more)" if len(told) > 1 else ""
    return f"{where}: {first['detail']}{more}"


def _pointer(path: Iterable[str | int]) -> str:
    return "#" + "".join(f"/{_escaped(str(part))}" for part in path)


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")
