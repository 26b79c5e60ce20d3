"""``POST /compare`` and what it leaves behind: the report, its permalink, its claims, its figures."""

from __future__ import annotations

import csv
import io

import pytest
from starlette.testclient import TestClient

from tests.service.api.conftest import NORLAND, PAIR, SUDMARK

pytestmark = pytest.mark.usefixtures("worker")


@pytest.fixture(scope="module")
def answered(client: TestClient, worker: None):
    answer = client.post(
        "/api/v1/compare", json={"readouts": PAIR, "event": {"title": "Call", "date": "2031-02-12"}}
    )
    assert answer.status_code == 200, answer.text
    return answer


def test_two_texts_are_answered_with_the_report_at_its_permalink(client: TestClient, answered) -> None:
    report = answered.json()
    assert report["schema"] == "rashomon.comparison/1"
    assert [readout["source"] for readout in report["readouts"]] == ["Norland", "Sudmark"]
    assert [readout["text"] for readout in report["readouts"]] == [NORLAND, SUDMARK]
    place = answered.headers["content-location"]
    again = client.get(place)
    assert again.content == answered.content
    assert again.headers["etag"] == answered.headers["etag"]
    assert again.headers["cache-control"] == "private, max-age=31536000, immutable"
    unchanged = client.get(place, headers={"If-None-Match": again.headers["etag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")


@pytest.mark.parametrize(
    ("format", "kind", "begins"),
    [
        ("html", "text/html; charset=utf-8", b"<!doctype html>"),
        ("markdown", "text/markdown; charset=utf-8", b"#"),
        ("csv", "text/csv; charset=utf-8", b""),
        ("text", "text/plain; charset=utf-8", b""),
    ],
)
def test_a_report_is_had_in_every_format(client: TestClient, answered, format, kind, begins) -> None:
    answer = client.get(answered.headers["content-location"], params={"format": format})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert answer.content.lower().startswith(begins)
    assert "Sudmark" in answer.text


def test_files_are_compared_like_texts(client: TestClient) -> None:
    page = f"<html><head><title>Call</title></head><body><article><p>{SUDMARK}</p></article></body></html>"
    answer = client.post(
        "/api/v1/compare",
        files=[
            ("files", ("norland.txt", NORLAND.encode(), "text/plain")),
            ("files", ("sudmark.html", page.encode("cp1252"), "text/html; charset=cp1252")),
        ],
        data={"source": ["Norland", ""]},
    )
    assert answer.status_code == 200, answer.text
    readouts = answer.json()["readouts"]
    assert [(each["source"], each["language"]) for each in readouts] == [
        ("Norland", "en"),
        ("sudmark.html", "fr"),
    ]
    assert "dénoncé des spéculations" in readouts[1]["text"]


def test_a_mixed_article_is_taken_apart(client: TestClient) -> None:
    article = (
        "The presidents spoke on Monday. “We support dialogue,” the Kremlin said. "
        "“There will be no dialogue under threats,” the White House said."
    )
    answer = client.post(
        "/api/v1/compare", json={"readouts": [{"source": "Courier", "text": article}], "split": True}
    )
    assert answer.status_code == 200, answer.text
    report = answer.json()
    assert len(report["readouts"]) >= 2
    assert [document["text"] for document in report["documents"]] == [article]


def test_a_long_comparison_becomes_a_job_that_can_be_followed(client: TestClient) -> None:
    texts = [{"source": "A", "text": NORLAND * 9}, {"source": "B", "text": SUDMARK * 9}]
    answer = client.post("/api/v1/compare", json={"readouts": texts})
    assert answer.status_code == 202
    job = answer.json()
    assert answer.headers["location"] == job["href"] == f"/api/v1/jobs/{job['id']}"
    stream = client.get(f"{job['href']}/events")
    assert stream.headers["content-type"].startswith("text/event-stream")
    events = stream.text.strip().split("\n\n")
    assert events[0].startswith("retry: ") or "event: job" in events[0]
    assert '"state":"done"' in events[-1].replace(" ", "")
    last = client.get(f"{job['href']}/events", headers={"Last-Event-ID": str(len(events) - 1)})
    assert last.text.strip() == events[-1]
    done = client.get(job["href"]).json()
    assert done["state"] == "done"
    assert client.get(f"/api/v1/comparisons/{done['comparison']}").json()["schema"] == "rashomon.comparison/1"


def test_its_claims_are_found_by_words_and_by_meaning(client: TestClient, answered) -> None:
    found = client.get("/api/v1/search", params={"q": "sincere dialogue"}).json()
    assert found["q"] == "sincere dialogue"
    assert "sincere dialogue cannot go together with escalation" in found["words"][0]["text"]
    assert "dialogue" in found["meaning"][0]["text"]
    only = client.get("/api/v1/search", params={"q": "dialogue", "by": "words", "actor": "Nobody"}).json()
    assert (only["words"], only["meaning"]) == ([], None)


def test_its_divergence_is_a_point_of_the_series(client: TestClient, answered) -> None:
    series = client.get(
        "/api/v1/divergence", params={"actor": ["Norland", "Sudmark"], "component": "omission"}
    ).json()
    assert series["component"] == "omission"
    mine = [point for point in series["points"] if point["title"] == "Call"]
    assert [(point["a"], point["b"], point["date"]) for point in mine] == [
        ("Norland", "Sudmark", "2031-02-12")
    ]
    assert 0 <= mine[0]["value"] <= 1
    assert client.get("/api/v1/divergence", params={"from": "2032-01-01"}).json()["points"] == []


def test_two_sources_differ_in_terms(client: TestClient, answered) -> None:
    """They share no language: their words are counted, and none is tested."""
    contrast = client.get("/api/v1/terms", params={"a": "Norland", "b": "Sudmark"}).json()
    assert [
        (each["language"], each["words_a"] > 0, each["words_b"] > 0) for each in contrast["languages"]
    ] == [
        ("en", True, False),
        ("fr", False, True),
    ]
    counted = {term["term"]: (term["count_a"] > 0, term["count_b"] > 0) for term in contrast["terms"]}
    assert counted["dialogue"] == (True, False)
    assert contrast["tested"] == 0
    assert {(term["effect"], term["z"], term["q"]) for term in contrast["terms"]} == {(None, None, None)}


def test_figures_as_tables(client: TestClient, answered) -> None:
    answer = client.get("/api/v1/divergence", params={"format": "csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    mine = next(row for row in rows if row["title"] == "Call")
    assert (mine["a"], mine["b"], mine["date"]) == ("Norland", "Sudmark", "2031-02-12")
    assert 0 <= float(mine["overall_value"]) <= 1
    assert mine["signature"].startswith("rashomon:")
    terms = client.get("/api/v1/terms", params={"a": "Norland", "b": "Sudmark", "format": "csv"})
    assert {row["term"]: row["count_a"] for row in csv.DictReader(io.StringIO(terms.text))}["dialogue"] == "1"
