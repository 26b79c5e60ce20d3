"""Every form that changes something refuses what our own page did not send."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from service.dashboard import dashboard
from service.keys import create_key
from service.store.engine import Store
from tests.service.dashboard.conftest import token_in


def posts() -> Iterator[str]:
    for route in _routes(dashboard.routes):
        if "POST" in route.methods:
            yield route.path


def _routes(found: object) -> Iterator[APIRoute]:
    for each in found:  # type: ignore[attr-defined]
        if isinstance(each, APIRoute):
            yield each
        else:
            yield from _routes(
                each.original_router.routes if hasattr(each, "original_router") else each.routes
            )


def test_all_forms_are_known() -> None:
    assert len(set(posts())) >= 11


@pytest.mark.parametrize("path", sorted(set(posts())))
@pytest.mark.parametrize(
    "attack", ["no token", "made-up token", "token of another page's cookie", "no cookie", "another site"]
)
def test_a_forged_form_changes_nothing(client: TestClient, stored: str, path: str, attack: str) -> None:
    event = client.get("/api/v1/events").json()["items"][0]["id"]
    path = path.format(event_id=event, job_id="job-1", readout_id="ro-1", comparison_id=stored)
    token = token_in(client.get("/accounts").text)
    headers = {}
    data = {"token": token, "title": "Taken over"}
    if attack == "no token":
        del data["token"]
    elif attack == "made-up token":
        data["token"] = "0" * 96
    elif attack == "another site":
        headers["Origin"] = "https://evil.example"
    else:
        client.cookies.delete("rashomon_form")
        if attack != "no cookie":
            client.cookies.set("rashomon_form", "0" * 32)
    answer = client.post(path, data=data, headers=headers)
    assert answer.status_code == 403, answer.text
    assert answer.headers["content-type"].startswith("text/html")
    after = client.get("/api/v1/events").json()["items"]
    assert [(each["id"], each["title"]) for each in after] == [(event, "Call of two presidents")]
    assert client.get("/api/v1/jobs").json()["items"] == []


def test_a_form_of_another_caller_is_refused(client: TestClient, store: Store) -> None:
    _, one = create_key(store, "a project", "one", "admin")
    _, other = create_key(store, "a project", "other", "admin")
    first = {"Authorization": f"Bearer {one}"}
    token = token_in(client.get("/accounts", headers=first).text)
    data = {"token": token}
    second = {"Authorization": f"Bearer {other}"}
    assert client.post("/examples/load", data=data, headers=second).status_code == 403
    assert client.post("/examples/load", data=data, headers=first).status_code == 303


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        ("reader", "/examples/load", 403),
        ("reader", "/events/{event}/compare", 403),
        ("reader", "/events/{event}", 403),
        ("contributor", "/events/{event}/delete", 403),
        ("contributor", "/events/{event}", 303),
        ("admin", "/events/{event}/delete", 303),
    ],
)
def test_pages_obey_the_role_of_the_key(
    client: TestClient, store: Store, role: str, path: str, status: int
) -> None:
    headers = {"Authorization": f"Bearer {create_key(store, 'a project', role, role)[1]}"}
    admin = {"Authorization": f"Bearer {create_key(store, 'a project', 'admin', 'admin')[1]}"}
    event = client.post("/api/v1/events", json={"title": "Talks"}, headers=admin).json()["id"]
    token = token_in(client.get("/key", headers=headers).text)
    answer = client.post(path.format(event=event), data={"token": token, "title": "Talks"}, headers=headers)
    assert answer.status_code == status


def test_a_reader_sees_no_form_that_is_not_for_him(client: TestClient, store: Store) -> None:
    headers = {"Authorization": f"Bearer {create_key(store, 'a project', 'r', 'reader')[1]}"}
    page = client.get("/", headers=headers).text
    assert "/accounts" not in page
    assert "/examples/" not in page
    assert client.get("/accounts", headers=headers).status_code == 403
