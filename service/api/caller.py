"""Who calls: the project and the role behind a request, and the gate that every request passes.

A key travels as ``Authorization: Bearer rashomon_…``; a browser that has shown one holds a session instead,
which reads everything but changes something only through the forms of our own pages. Without any key in the
store the service works for the one person at this computer: then only loopback is served, and only under a
loopback name, so that no page of another site can reach it through the person's browser.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.security import HTTPBearer
from sqlalchemy import select
from sqlalchemy.orm import Session

from service.keys import LOCAL_PROJECT
from service.problems import Problem
from service.sessions import session_key
from service.settings import LOOPBACK
from service.store.engine import Store
from service.store.keys import ROLES, authenticate, ensure_project
from service.store.tables import ApiKey, Project

_ASK = {"WWW-Authenticate": 'Bearer realm="rashomon"'}
_SAFE = ("GET", "HEAD", "OPTIONS")
API = "/api/"
"""Where a session may only read: forms of our pages, with their tokens, go elsewhere."""


@dataclass(frozen=True, slots=True)
class Caller:
    """``project`` is an id; ``role`` reader, contributor or admin; ``key`` is None for the local person."""

    project: str
    role: str
    key: str | None


def identify(
    store: Store, headers: Mapping[str, str], method: str, path: str, *, loopback: bool, seal: bytes
) -> Caller:
    """The caller behind these headers (lower-case names); ``seal`` signs the sessions.

    Raises:
        Problem: 401 without a valid key where one is needed; 403 for a request that a foreign page sent.
        DatabaseError: the keys cannot be looked up.
    """
    secret = _secret(headers.get("authorization"))
    with store.session() as session:
        if secret is not None:
            key = authenticate(session, secret)
            if key is None:
                raise Problem(401, "this key is unknown or revoked; ask for a new one", headers=_ASK)
            return Caller(key.project_id, key.role, key.id)
        if method in _SAFE or not path.startswith(API):
            key = session_key(session, headers.get("cookie"), seal)
            if key is not None:
                return Caller(key.project_id, key.role, key.id)
        if not loopback or _keys_were_made(session):
            raise Problem(401, "send a key: Authorization: Bearer rashomon_…", headers=_ASK)
        project = session.scalar(select(Project.id).where(Project.name == LOCAL_PROJECT))
    _refuse_foreign_pages(headers, method)
    if project is None:
        with store.begin() as session:
            project = ensure_project(session, LOCAL_PROJECT).id
    return Caller(project, "admin", None)


def _secret(authorization: str | None) -> str | None:
    if authorization is None:
        return None
    scheme, _, secret = authorization.partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise Problem(401, "write the key as: Authorization: Bearer rashomon_…", headers=_ASK)
    return secret.strip()


def _keys_were_made(session: Session) -> bool:
    """Revoking the last key closes the service; it does not open it to everybody."""
    return session.scalar(select(ApiKey.id).limit(1)) is not None


def _refuse_foreign_pages(headers: Mapping[str, str], method: str) -> None:
    host = headers.get("host", "")
    if urlsplit(f"//{host}").hostname not in LOOPBACK:
        raise Problem(403, f"this service answers on {', '.join(LOOPBACK)} only; make a key for other names")
    origin = headers.get("origin")
    if origin is not None and method not in _SAFE and urlsplit(origin).netloc != host:
        raise Problem(403, "pages of other sites may not change anything here")


def current_caller(request: Request) -> Caller:
    """Whom the gate let in."""
    caller: Caller = request.state.caller
    return caller


_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="key",
    description="A key made by `rashomon keys create`; on loopback without keys none is needed.",
)


def _at_least(role: str) -> Callable[..., Caller]:
    def allowed(request: Request, _: Annotated[object, Depends(_bearer)]) -> Caller:
        caller = current_caller(request)
        if ROLES.index(caller.role) < ROLES.index(role):
            raise Problem(403, f"this needs a key with the role {role}; yours is {caller.role}")
        return caller

    return allowed


Reader = Annotated[Caller, Depends(_at_least("reader"))]
"""May read everything of the project."""
Contributor = Annotated[Caller, Depends(_at_least("contributor"))]
"""May also compare, make and change events, upload, and run and cancel jobs."""
Admin = Annotated[Caller, Depends(_at_least("admin"))]
"""May also delete events and readouts."""
