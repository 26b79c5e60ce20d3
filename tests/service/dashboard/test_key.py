"""A service with keys asks once; what a session may do is what its key may."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from service.keys import create_key, revoke_key
from service.store.engine import Store
from tests.service.dashboard.conftest import token_in


def enter(client: TestClient, secret: str, next: str = "/") -> int:
    form = client.get("/key", params={"next": next})
    answer = client.post("/key", data={"key": secret, "next": next, "token": token_in(form.text)})
    return answer.status_code


def test_pages_ask_for_the_key_once(client: TestClient, store: Store) -> None:
    key, secret = create_key(store, "a project", "reader", "reader")
    asked = client.get("/events/ev-1?tab=2")
    assert asked.status_code == 303
    assert asked.headers["location"] == "/key?next=%2Fevents%2Fev-1%3Ftab%3D2"
    assert client.get("/api/v1/events").status_code == 401

    assert enter(client, "rashomon_wrong") == 401
    assert enter(client, secret) == 303
    cookies = client.cookies
    assert secret not in str(dict(cookies))
    assert client.get("/").status_code == 200
    assert (
        client.get("/api/v1/events").status_code == 200
    )  # downloads and live progress read with the session

    revoke_key(store, key.id)
    assert client.get("/").status_code == 303


def test_a_session_changes_nothing_through_the_api(client: TestClient, store: Store) -> None:
    _, secret = create_key(store, "a project", "admin", "admin")
    assert enter(client, secret) == 303
    assert client.post("/api/v1/events", json={"title": "Talks"}).status_code == 401
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.post("/api/v1/events", json={"title": "Talks"}, headers=headers).status_code == 201


def test_a_session_ends_when_its_holder_leaves(client: TestClient, store: Store) -> None:
    _, secret = create_key(store, "a project", "reader", "reader")
    enter(client, secret)
    left = client.post("/key/leave", data={"token": token_in(client.get("/").text)})
    assert left.status_code == 303
    assert client.get("/").status_code == 303


@pytest.mark.parametrize("change", ["until", "signature", "key"])
def test_a_session_cannot_be_made_up(client: TestClient, store: Store, change: str) -> None:
    _, secret = create_key(store, "a project", "reader", "reader")
    other, _ = create_key(store, "a project", "admin", "admin")
    enter(client, secret)
    value = client.cookies["rashomon_session"]
    id, until, signature = value.split(".")
    forged = {
        "until": f"{id}.{int(until) + 9}.{signature}",
        "signature": f"{id}.{until}.{'0' * 64}",
        "key": f"{other.id}.{until}.{signature}",
    }[change]
    client.cookies.clear()
    client.cookies.set("rashomon_session", forged)
    assert client.get("/").status_code == 303


@pytest.mark.parametrize("path", ["/key", "/key/leave"])
def test_a_form_without_its_token_is_refused(client: TestClient, store: Store, path: str) -> None:
    _, secret = create_key(store, "a project", "reader", "reader")
    enter(client, secret)
    token = token_in(client.get("/").text)
    assert client.post(path, data={"key": secret}).status_code == 403
    assert client.post(path, data={"key": secret, "token": "0" * 96}).status_code == 403
    foreign = client.post(
        path, data={"key": secret, "token": token}, headers={"Origin": "https://evil.example"}
    )
    assert foreign.status_code == 403
    client.cookies.delete("rashomon_form")
    client.cookies.set("rashomon_form", "0" * 32)
    assert client.post(path, data={"key": secret, "token": token}).status_code == 403
