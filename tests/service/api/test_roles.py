"""Each role on each route; projects that do not see each other; and who is let in at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient

from service.keys import create_key, local_project, revoke_key
from service.store.engine import Store, open_store
from tests.service.api.conftest import NORLAND, PAIR, serving, settings_at

ROLES = ("reader", "contributor", "admin")
NEEDED = {
    ("POST", "/api/v1/compare"): "contributor",
    ("GET", "/api/v1/events"): "reader",
    ("POST", "/api/v1/events"): "contributor",
    ("GET", "/api/v1/events/{event_id}"): "reader",
    ("PATCH", "/api/v1/events/{event_id}"): "contributor",
    ("DELETE", "/api/v1/events/{event_id}"): "admin",
    ("GET", "/api/v1/events/{event_id}/readouts"): "reader",
    ("POST", "/api/v1/events/{event_id}/readouts"): "contributor",
    ("GET", "/api/v1/events/{event_id}/readouts/{readout_id}"): "reader",
    ("DELETE", "/api/v1/events/{event_id}/readouts/{readout_id}"): "admin",
    ("GET", "/api/v1/events/{event_id}/comparisons"): "reader",
    ("POST", "/api/v1/events/{event_id}/comparisons"): "contributor",
    ("GET", "/api/v1/comparisons"): "reader",
    ("GET", "/api/v1/comparisons/{comparison_id}"): "reader",
    ("GET", "/api/v1/jobs"): "reader",
    ("GET", "/api/v1/jobs/{job_id}"): "reader",
    ("DELETE", "/api/v1/jobs/{job_id}"): "contributor",
    ("GET", "/api/v1/jobs/{job_id}/events"): "reader",
    ("GET", "/api/v1/actors/corrections"): "reader",
    ("PUT", "/api/v1/actors/corrections"): "contributor",
    ("GET", "/api/v1/divergence"): "reader",
    ("GET", "/api/v1/terms"): "reader",
    ("GET", "/api/v1/search"): "reader",
    ("GET", "/metrics"): "reader",
    ("GET", "/healthz"): None,
    ("GET", "/readyz"): None,
    ("GET", "/api/v1/metrics"): "reader",
    ("GET", "/api/v1/healthz"): None,
    ("GET", "/api/v1/readyz"): None,
    ("GET", "/openapi.json"): None,
}
TITLE = "A call that only our project knows of"
BODIES = {
    "/api/v1/compare": {"readouts": PAIR},
    "/api/v1/events": {"title": TITLE},
    "/api/v1/events/{event_id}": {"title": TITLE},
    "/api/v1/events/{event_id}/readouts": {"source": "A", "text": NORLAND},
    "/api/v1/events/{event_id}/comparisons": {},
    "/api/v1/actors/corrections": {"assign": [{"actor": "x-karo-vell", "side": "norland"}]},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("roles")


@pytest.fixture(scope="module")
def keyed(folder: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{folder / 'rashomon.db'}")
    yield store
    store.close()


@pytest.fixture(scope="module")
def client(folder: Path, keyed: Store) -> Iterator[TestClient]:
    settings = settings_at(folder, host="0.0.0.0", requests_per_minute=100_000, answer_at_once_seconds=0)
    with serving(settings, keyed) as client:
        yield client


@pytest.fixture(scope="module")
def keys(keyed: Store) -> dict[str, str]:
    """A secret of each role in one project, and of an admin of another."""
    found = {role: create_key(keyed, "ours", role, role)[1] for role in ROLES}
    return found | {"other": create_key(keyed, "theirs", "other", "admin")[1]}


def send(client: TestClient, key: str | None, method: str, path: str, **ids: str):
    headers = {} if key is None else {"Authorization": f"Bearer {key}"}
    body = BODIES.get(path) if method in ("POST", "PATCH", "PUT") else None
    params = (
        {"a": "A", "b": "B", "q": "dialogue", "by": "words"} if path.endswith(("terms", "search")) else None
    )
    return client.request(method, path.format(**ids), headers=headers, json=body, params=params)


def objects(client: TestClient, key: str) -> dict[str, str]:
    """An event with two readouts and a job, of the key's project."""
    event = send(client, key, "POST", "/api/v1/events").json()["id"]
    for source in ("A", "B"):
        readouts = client.post(
            f"/api/v1/events/{event}/readouts",
            json={"source": source, "text": NORLAND},
            headers={"Authorization": f"Bearer {key}"},
        ).json()["items"]
    job = send(client, key, "POST", "/api/v1/events/{event_id}/comparisons", event_id=event).json()["id"]
    return {"event_id": event, "readout_id": readouts[0]["id"], "job_id": job, "comparison_id": "cmp-none"}


def routes(client: TestClient) -> set[tuple[str, str]]:
    """Every route of the app, but those of the pages."""
    return {each for each in all_routes(client) if each[1].startswith("/api/") or each in NEEDED}


def all_routes(client: TestClient) -> set[tuple[str, str]]:
    return {
        (method, str(route.path))
        for route in iter_route_contexts(client.app.routes)
        for method in (route.methods or ("GET",))
        if method != "HEAD"
    }


def test_the_matrix_knows_every_route(client: TestClient) -> None:
    assert routes(client) == set(NEEDED)
    told = client.get("/openapi.json").json()["paths"]
    assert {(method.upper(), path) for path, methods in told.items() for method in methods} <= set(NEEDED)


@pytest.mark.parametrize(("method", "path"), NEEDED, ids=lambda value: value.replace("/api/v1", ""))
def test_each_role_may_do_what_it_needs_and_no_more(
    client: TestClient, keys: dict[str, str], method: str, path: str
) -> None:
    needed = NEEDED[method, path]
    ids = objects(client, keys["admin"])
    if path.endswith("/jobs/{job_id}/events"):  # the stream ends with the job
        send(client, keys["admin"], "DELETE", "/api/v1/jobs/{job_id}", **ids)
    for role in ROLES:
        status = send(client, keys[role], method, path, **ids).status_code
        if needed is not None and ROLES.index(role) < ROLES.index(needed):
            assert (role, status) == (role, 403)
        else:
            expected = (404,) if "{comparison_id}" in path else (200, 201, 202, 204)
            assert status in expected, (role, status)
    nobody = send(client, None, method, path, **ids)
    assert nobody.status_code == (200 if needed is None else 401)
    if needed is not None:
        assert nobody.headers["www-authenticate"] == 'Bearer realm="rashomon"'


def test_no_page_shows_or_changes_anything_for_who_has_no_key_to_it(
    client: TestClient, keys: dict[str, str]
) -> None:
    """The pages, whichever there are: nobody's and another project's visits, by every method they know."""
    ids = objects(client, keys["admin"])
    before = send(client, keys["admin"], "GET", "/api/v1/events").json()
    for method, path in sorted(all_routes(client) - routes(client)):
        for visitor in (None, keys["other"]):
            filled = re.sub(r"\{(\w+)[^}]*\}", lambda name: ids.get(name[1], "something"), path)
            answer = send(client, visitor, method, filled)
            assert answer.status_code < 500, (method, path)
            assert TITLE not in answer.text, (method, path)
            if visitor is not None and "_id}" in path:
                assert answer.status_code in (403, 404, 405, 422), (method, path)
    assert send(client, keys["admin"], "GET", "/api/v1/events").json() == before


@pytest.mark.parametrize(
    ("method", "path"),
    [each for each in NEEDED if "{" in each[1]],
    ids=lambda value: value.replace("/api/v1", ""),
)
def test_objects_of_another_project_do_not_exist(
    client: TestClient, keys: dict[str, str], method: str, path: str
) -> None:
    ids = objects(client, keys["admin"])
    answer = send(client, keys["other"], method, path, **ids)
    assert answer.status_code == 404
    assert TITLE not in answer.text
    assert (
        client.get("/api/v1/jobs", headers={"Authorization": f"Bearer {keys['other']}"}).json()["items"] == []
    )


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic abc", "Bearer rashomon_wrong", "Bearer \xff"]
)
def test_a_key_that_is_none_is_refused(client: TestClient, keys: dict[str, str], header: str) -> None:
    answer = client.get("/api/v1/events", headers={"Authorization": header.encode("latin-1")})
    assert (answer.status_code, answer.json()["type"]) == (401, "urn:rashomon:problem:key-needed")


def test_a_key_that_is_revoked_opens_nothing_any_more(client: TestClient, keyed: Store) -> None:
    row, secret = create_key(keyed, "ours", "leaves", "reader")
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.get("/api/v1/events", headers=headers).status_code == 200
    revoke_key(keyed, row.id)
    assert client.get("/api/v1/events", headers=headers).status_code == 401


def test_on_loopback_one_person_works_without_keys_until_there_are_some(tmp_path: Path) -> None:
    with serving(settings_at(tmp_path)) as client:
        assert client.post("/api/v1/events", json={"title": "Call"}).status_code == 201
        store = client.app.state.services.store
        row, secret = create_key(store, "local", "me", "admin")
        assert client.get("/api/v1/events").status_code == 401
        mine = client.get("/api/v1/events", headers={"Authorization": f"Bearer {secret}"})
        assert [event["title"] for event in mine.json()["items"]] == ["Call"]
        assert row.project_id == local_project(store).id
        revoke_key(store, row.id)
        assert client.get("/api/v1/events").status_code == 401


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("GET", {"Host": "127.0.0.1:8470"}, 200),
        ("GET", {"Host": "localhost:8470"}, 200),
        ("GET", {"Host": "[::1]:8470"}, 200),
        ("GET", {"Host": "rebound.example:8470"}, 403),
        ("POST", {"Origin": "http://127.0.0.1:8470"}, 201),
        ("POST", {"Origin": "https://evil.example"}, 403),
        ("POST", {"Origin": "null"}, 403),
    ],
)
def test_pages_of_other_sites_reach_nothing_through_the_browser(
    tmp_path: Path, method, headers, status
) -> None:
    with serving(settings_at(tmp_path)) as client:
        body = {"title": "Call"} if method == "POST" else None
        answer = client.request(method, "/api/v1/events", json=body, headers=headers)
        assert answer.status_code == status
