"""Poles in a researcher's own words: asked for with a comparison, in its report, and in the series."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.service.api.conftest import NORLAND, PAIR, SUDMARK

pytestmark = pytest.mark.usefixtures("worker")
STANCE = "stance: dialogue, cooperation / confrontation, escalation"


def test_a_report_places_the_accounts_between_poles_of_any_language(client: TestClient) -> None:
    poles = [STANCE, "диалог/конфронтация"]
    answer = client.post("/api/v1/compare", json={"readouts": PAIR, "axes": poles})

    assert answer.status_code == 200, answer.text
    stance, second = answer.json()["axes"]
    assert (stance["name"], stance["low"]) == ("stance", ["dialogue", "cooperation"])
    assert second["name"] == "диалог/конфронтация"
    positions = [account["position"]["value"] for account in stance["accounts"]]
    assert all(-1 <= position <= 1 for position in positions)
    assert len(set(positions)) == 2
    page = client.get(answer.headers["content-location"], params={"format": "html"}).text
    assert "Between two poles" in page


def test_a_form_takes_several_pairs_of_poles(client: TestClient) -> None:
    files = [("files", (f"{name}.txt", text.encode())) for name, text in (("n", NORLAND), ("s", SUDMARK))]
    answer = client.post("/api/v1/compare", files=files, data={"axes": [STANCE, "war/peace"]})

    assert answer.status_code == 200, answer.text
    assert [axis["name"] for axis in answer.json()["axes"]] == ["stance", "war/peace"]


@pytest.mark.parametrize(
    ("axes", "pointer", "told"),
    [
        (["war/peace", "one pole"], "#/axes/1", "two poles"),
        (["a: war/peace", "a: rich/poor"], "#/axes", "twice"),
        (["war/peace"] * 11, "#/axes", "10"),
        ("war/peace", "#/axes", "list"),
        (["w\x00/peace"], "#/axes/0", "NUL"),
    ],
)
def test_bad_poles_are_named_and_nothing_is_queued(client: TestClient, axes, pointer, told) -> None:
    before = client.get("/api/v1/jobs").json()["items"]
    answer = client.post("/api/v1/compare", json={"readouts": PAIR, "axes": axes})

    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["pointer"] == pointer
    assert told in error["detail"]
    assert client.get("/api/v1/jobs").json()["items"] == before


def test_poles_that_mean_the_same_are_refused_with_the_reason(client: TestClient) -> None:
    answer = client.post("/api/v1/compare", json={"readouts": PAIR, "axes": ["peace/peace"]})

    assert answer.status_code == 422
    assert "both poles mean the same" in answer.json()["detail"]


def test_the_series_tells_where_each_side_stands_over_events(client: TestClient) -> None:
    event = client.post("/api/v1/events", json={"title": "Poles", "date": "2031-05-01"}).json()["id"]
    for readout in PAIR:
        client.post(f"/api/v1/events/{event}/readouts", json=readout)
    job = client.post(f"/api/v1/events/{event}/comparisons", json={"axes": [STANCE]}).json()
    while job["state"] in ("queued", "running"):
        job = client.get(job["href"]).json()
    assert job["state"] == "done", job
    report = client.get(f"/api/v1/comparisons/{job['comparison']}").json()

    series = client.get("/api/v1/divergence", params={"from": "2031-05-01", "to": "2031-05-01"}).json()

    (axis,) = series["axes"]
    assert (axis["name"], axis["high"]) == ("stance", ["confrontation", "escalation"])
    told = {
        next(each["source"] for each in report["readouts"] if each["id"] == account["readout"]): account[
            "position"
        ]["value"]
        for account in report["axes"][0]["accounts"]
    }
    assert {side["side"]: side["value"] for side in axis["sides"]} == pytest.approx(told)
    assert [side["value"] for side in axis["sides"]] == sorted(told.values())
    assert {(side["n"], side["low"]) for side in axis["sides"]} == {(1, None)}
