"""Keys from the command line and for each request: created, listed, revoked, checked."""

from __future__ import annotations

from service.store.engine import Store
from service.store.keys import add_key, any_key, authenticate, ensure_project, keys_of, revoke
from service.store.tables import ApiKey, Project

__all__ = [
    "LOCAL_PROJECT",
    "authenticate",
    "create_key",
    "has_keys",
    "list_keys",
    "local_project",
    "revoke_key",
]

LOCAL_PROJECT = "local"
"""The project of the one person who works on loopback without keys."""


def create_key(store: Store, project_name: str, name: str, role: str) -> tuple[ApiKey, str]:
    """A new key of a project (made if there is none) and its secret, which cannot be read again later.

    Raises:
        RecordError: the role is not reader, contributor or admin, or a name is empty or too long.
    """
    with store.begin() as session:
        return add_key(session, project_name, name, role)


def list_keys(store: Store) -> list[ApiKey]:
    """All keys, oldest first, with the revoked ones; never their secrets."""
    with store.session() as session:
        return keys_of(session)


def revoke_key(store: Store, key_id: str) -> ApiKey:
    """Make a key useless from now on.

    Raises:
        NotFoundError: there is no such key.
    """
    with store.begin() as session:
        return revoke(session, key_id)


def has_keys(store: Store) -> bool:
    """May the service listen on another address than loopback?"""
    with store.session() as session:
        return any_key(session)


def local_project(store: Store) -> Project:
    """The project for work without keys, made at the first call."""
    with store.begin() as session:
        return ensure_project(session, LOCAL_PROJECT)
