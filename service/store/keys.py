"""Projects and the keys that open them."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from compare.errors import RecordError
from service.store.errors import NotFoundError
from service.store.rows import new_id, now
from service.store.tables import ApiKey, Project

ROLES = ("reader", "contributor", "admin")
SECRET_PREFIX = "rashomon_"


def ensure_project(session: Session, name: str) -> Project:
    """The project of this name, made if there is none.

    Raises:
        RecordError: the name is empty or too long.
    """
    if not name.strip():
        raise RecordError("project", None, "the name is empty", "give it a name")
    named = select(Project).where(Project.name == name)
    found = session.scalar(named)
    if found is not None:
        return found
    try:
        with session.begin_nested():
            project = Project(id=new_id("pr"), name=name, created=now(session))
            session.add(project)
        return project
    except IntegrityError:
        return session.scalars(named).one()  # another process made it at the same moment


def add_key(session: Session, project_name: str, name: str, role: str) -> tuple[ApiKey, str]:
    """A new key and its secret, which is shown this once: only its SHA-256 is kept.

    Raises:
        RecordError: the role is unknown, or a name is empty or too long.
    """
    if role not in ROLES:
        raise RecordError("key", None, f"role is {role!r}", f"take one of {', '.join(ROLES)}")
    if not name.strip():
        raise RecordError("key", None, "the name is empty", "say whose key it is")
    secret = SECRET_PREFIX + secrets.token_urlsafe(32)
    row = ApiKey(
        id=new_id("key"),
        project_id=ensure_project(session, project_name).id,
        name=name,
        role=role,
        hint=secret[len(SECRET_PREFIX) :][:6],
        digest=_digest(secret),
        created=now(session),
        revoked=None,
    )
    session.add(row)
    session.flush()
    return row, secret


def keys_of(session: Session, project_id: str | None = None) -> list[ApiKey]:
    """The keys of a project, or of all, oldest first; revoked ones too."""
    query = select(ApiKey).order_by(ApiKey.created, ApiKey.id)
    return list(
        session.scalars(query if project_id is None else query.where(ApiKey.project_id == project_id))
    )


def revoke(session: Session, key_id: str, project_id: str | None = None) -> ApiKey:
    """Make a key useless from now on; a second time changes nothing.

    Raises:
        NotFoundError: there is no such key (in this project).
    """
    row = session.get(ApiKey, key_id)
    if row is None or project_id not in (None, row.project_id):
        raise NotFoundError("key", key_id)
    row.revoked = row.revoked or now(session)
    session.flush()
    return row


def authenticate(session: Session, secret: str) -> ApiKey | None:
    """The key with this secret, None if there is none or it was revoked."""
    digest = _digest(secret)
    row = session.scalar(select(ApiKey).where(ApiKey.digest == digest))
    if row is None or row.revoked is not None or not hmac.compare_digest(row.digest, digest):
        return None
    return row


def any_key(session: Session) -> bool:
    """Is there a key that still opens something?"""
    return session.scalar(select(ApiKey.id).where(ApiKey.revoked.is_(None)).limit(1)) is not None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
