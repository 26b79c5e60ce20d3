"""Keys open one project; secrets are shown once and kept as hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from sqlalchemy import select

from compare.errors import RecordError
from service.keys import (
    LOCAL_PROJECT,
    authenticate,
    create_key,
    has_keys,
    list_keys,
    local_project,
    revoke_key,
)
from service.store.engine import Store
from service.store.errors import NotFoundError
from service.store.keys import keys_of, revoke
from service.store.tables import ApiKey, Project


def test_a_key_opens_its_project_until_it_is_revoked(fresh_store: Store) -> None:
    assert not has_keys(fresh_store)
    key, secret = create_key(fresh_store, "Sarn valley", "Ann's laptop", "contributor")
    assert has_keys(fresh_store)
    with fresh_store.session() as session:
        opened = authenticate(session, secret)
        assert opened is not None
        assert (opened.id, opened.role, opened.project_id) == (key.id, "contributor", key.project_id)
        assert session.get_one(Project, key.project_id).name == "Sarn valley"
    for _ in range(2):
        assert revoke_key(fresh_store, key.id).revoked is not None
    with fresh_store.session() as session:
        assert authenticate(session, secret) is None
    assert not has_keys(fresh_store)
    assert [each.id for each in list_keys(fresh_store)] == [key.id]


@pytest.mark.parametrize(
    "change", [lambda secret: "", lambda secret: secret + "x", str.upper, lambda secret: "\ud800"]
)
def test_another_secret_opens_nothing(store: Store, project: str, change: Callable[[str], str]) -> None:
    _, secret = create_key(store, "Sarn valley", "a key", "reader")
    with store.session() as session:
        assert authenticate(session, change(secret)) is None


def test_the_secret_is_nowhere_in_the_database(store: Store) -> None:
    key, secret = create_key(store, "Sarn valley", "a key", "reader")
    with store.session() as session:
        row = session.scalars(select(ApiKey).where(ApiKey.id == key.id)).one()
    assert row.digest == hashlib.sha256(secret.encode()).hexdigest()
    assert secret.startswith(f"rashomon_{row.hint}")
    assert len(secret) > len(row.hint) + 45


def test_two_keys_of_one_project(store: Store) -> None:
    one, first = create_key(store, "Two keys", "one", "admin")
    two, second = create_key(store, "Two keys", "two", "reader")
    other, _ = create_key(store, "Another project", "three", "reader")
    assert first != second
    assert one.project_id == two.project_id != other.project_id
    with store.session() as session:
        assert [key.id for key in keys_of(session, one.project_id)] == [one.id, two.id]
    with pytest.raises(NotFoundError, match="there is no key"), store.begin() as session:
        revoke(session, two.id, other.project_id)


@pytest.mark.parametrize(
    ("project_name", "name", "role", "problem"),
    [
        ("Sarn", "a key", "owner", "role is 'owner'; take one of reader, contributor, admin"),
        ("Sarn", " ", "reader", "the name is empty"),
        ("", "a key", "reader", "the name is empty"),
        ("S" * 201, "a key", "reader", "name has 201 characters"),
    ],
)
def test_keys_that_cannot_be(store: Store, project_name: str, name: str, role: str, problem: str) -> None:
    with pytest.raises(RecordError, match=problem):
        create_key(store, project_name, name, role)


def test_the_local_project_is_one(store: Store) -> None:
    assert local_project(store).id == local_project(store).id
    assert local_project(store).name == LOCAL_PROJECT
