"""Actors corrected by hand: kept, checked, used by the comparisons and uploads of this project alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.keys import create_key
from service.store.engine import Store
from service.store.tables import ActorCorrections
from tests.service.api.conftest import NORLAND, serving, settings_at

PATH = "/api/v1/actors/corrections"
KNOWN = {
    "merge": [{"actors": ["x-каро-велл"], "into": "x-karo-vell"}],
    "assign": [
        {"name": "the northern delegation", "actor": "x-karo-vell", "side": "norland", "label": "Karo Vell"}
    ],
}
TOLD = "“We support dialogue,” the northern delegation said. The talks lasted two hours."


@pytest.fixture
def none(store: Store) -> None:
    """Each test begins without corrections."""
    with store.begin() as session:
        session.query(ActorCorrections).delete()


@pytest.mark.usefixtures("none")
def test_they_are_kept_by_version(client: TestClient) -> None:
    before = client.get(PATH)
    assert (before.json()["merge"], before.json()["assign"]) == ([], [])
    assert before.headers["etag"] == '"0"'
    put = client.put(PATH, json=KNOWN, headers={"If-Match": '"0"'})
    assert put.status_code == 200, put.text
    assert client.get(PATH).json() == put.json()
    assert {name: put.json()[name] for name in KNOWN} == KNOWN
    late = client.put(PATH, json={}, headers={"If-Match": '"0"'})
    assert late.status_code == 412
    assert client.get(PATH).json() == put.json()
    assert client.put(PATH, json={}).json()["version"] == 2
    assert client.get(PATH).json()["assign"] == []


@pytest.mark.usefixtures("none")
@pytest.mark.parametrize(
    ("tables", "pointer", "told"),
    [
        ({"assign": [{"name": "they"}]}, "#/assign/0", "says nothing about 'they'"),
        ({"merge": [{"actors": ["x-a"], "into": "nowhere"}]}, "#", "no actor 'nowhere'"),
        ({"merge": [{"actors": [], "into": "x-a"}]}, "#/merge/0/actors", "at least 1 item"),
        ({"merge": [{"actors": ["x-a"], "to": "x-b"}]}, "#/merge/0/into", "required"),
        ({"assign": [{"actor": "x-a", "kind": "ghost"}]}, "#/assign/0", "unknown"),
        ({"assignments": []}, "#/assignments", "not permitted"),
    ],
)
def test_what_cannot_be_meant_is_told(client: TestClient, tables: Any, pointer: str, told: str) -> None:
    answer = client.put(PATH, json=tables)
    assert answer.status_code == 422, answer.text
    (error, *_) = answer.json()["errors"]
    assert error["pointer"] == pointer
    assert told in error["detail"]
    assert client.get(PATH).json()["version"] == 0


@pytest.mark.usefixtures("none", "worker")
def test_comparisons_use_them_and_say_so(client: TestClient) -> None:
    wanted = {"readouts": [{"source": "A", "text": TOLD}, {"source": "B", "text": NORLAND}]}
    plain = client.post("/api/v1/compare", json=wanted).json()
    assert "corrections" not in plain["signature"]["resources"]
    digest = client.put(PATH, json=KNOWN).json()["sha256"]
    report = client.post("/api/v1/compare", json=wanted).json()
    assert report["signature"]["resources"]["corrections"] == digest
    assert {"id": "x-karo-vell", "label": "Karo Vell", "side": "norland"} in report["actors"]
    assert "x-karo-vell" not in {actor["id"] for actor in plain["actors"]}


@pytest.mark.usefixtures("none")
def test_an_article_is_taken_apart_with_them(client: TestClient) -> None:
    article = f"{TOLD} “We support it too,” Karo Vell said. “No,” the presidency of Sudmark said."
    client.put(PATH, json=KNOWN)
    event = client.post("/api/v1/events", json={"title": "Talks"}).json()["id"]
    sent = {"source": "Courier", "text": article, "split": True}
    answer = client.post(f"/api/v1/events/{event}/readouts", json=sent)
    assert answer.status_code == 201, answer.text
    assert "norland" in {item["side"] for item in answer.json()["items"]}


def test_another_project_does_not_see_them(tmp_path: Path) -> None:
    with serving(settings_at(tmp_path)) as client:
        store = client.app.state.services.store
        ours, theirs = (
            {"Authorization": f"Bearer {create_key(store, project, 'key', 'contributor')[1]}"}
            for project in ("ours", "theirs")
        )
        assert client.put(PATH, json=KNOWN, headers=ours).status_code == 200
        assert client.get(PATH, headers=theirs).json()["version"] == 0
