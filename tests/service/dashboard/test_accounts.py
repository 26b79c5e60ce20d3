"""Upload: read, guess, correct, store; whatever is wrong is told where it is, and nothing half is stored."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.dashboard.guess import actor_of, guess_source
from service.settings import Settings
from service.store.engine import Store
from tests.service.dashboard.conftest import NORLAND, SUDMARK, token_in

Files = list[tuple[str, tuple[str, bytes, str]]]


def sent(client: TestClient, files: Files, **data: Any) -> str:
    token = token_in(client.get("/accounts").text)
    answer = client.post("/accounts", files=files or None, data={**data, "token": token})
    assert answer.status_code == 200, answer.text
    return answer.text


def values(page: str, name: str) -> list[str]:
    """What the fields of this name hold, as a browser reads them."""
    inputs = re.findall(rf'<input[^>]*\bname="{name}"[^>]*\bvalue="([^"]*)"', page)
    areas = re.findall(rf'<textarea[^>]*\bname="{name}"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    selects = [
        re.findall(r'value="([^"]*)" selected', each)
        for each in re.findall(rf'<select name="{name}">(.*?)</select>', page, re.DOTALL)
    ]
    return [html.unescape(each) for each in (*inputs, *areas, *(found[0] for found in selects))]


def form_of(page: str) -> dict[str, Any]:
    fields = ("source", "language", "title", "date", "url", "text")
    form: dict[str, Any] = {name: values(page, name) for name in fields}
    form["event_title"], form["event_date"] = values(page, "event_title")[0], values(page, "event_date")[0]
    return form | {"token": token_in(page)}


def pair(client: TestClient) -> dict[str, Any]:
    files: Files = [("files", ("norland.txt", NORLAND.encode(), "text/plain"))]
    return form_of(sent(client, files, pasted=["", SUDMARK.replace(". ", ".\r\n")]))


def test_files_and_pasted_texts_are_read_and_guessed(client: TestClient) -> None:
    form = pair(client)
    assert form["language"] == ["en", "fr"]
    assert form["source"] == ["norland", "Account 2"]
    assert form["text"] == [NORLAND, SUDMARK.replace(". ", ".\n")]


def test_what_a_person_corrects_is_stored_and_its_comparison_queued(client: TestClient) -> None:
    form = pair(client)
    form |= {
        "source": ["Élysée Palace", "Sudmark"],
        "date": ["2031-02-12", ""],
        "event_title": "Call",
        "event_date": "2031-02-12",
    }
    answer = client.post("/accounts/save", data=form)
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"].startswith("/jobs/job-")
    events = client.get("/api/v1/events").json()["items"]
    assert [(each["title"], each["date"], each["participants"]) for each in events] == [
        ("Call", "2031-02-12", ["Élysée Palace", "Sudmark"])
    ]
    readouts = client.get(f"/api/v1/events/{events[0]['id']}/readouts").json()["items"]
    assert [(each["source"], each["actor"], each["language"], each["date"]) for each in readouts] == [
        ("Élysée Palace", "france", "en", "2031-02-12"),
        ("Sudmark", None, "fr", None),
    ]
    job = client.get("/api/v1/jobs").json()["items"][0]
    assert (job["event"], job["state"]) == (events[0]["id"], "queued")
    progress = client.get(answer.headers["location"])
    assert "Waiting for its turn" in progress.text


def test_a_wrong_field_is_told_beside_it_and_nothing_is_stored(client: TestClient) -> None:
    form = pair(client)
    form |= {"source": ["Norland", "  "], "date": ["12 February", ""], "url": ["javascript:alert(1)", ""]}
    answer = client.post("/accounts/save", data=form)
    assert answer.status_code == 422
    assert "write the date as YYYY-MM-DD" in answer.text
    assert answer.text.count('aria-invalid="true"') == 3
    assert "is needed" in answer.text
    assert client.get("/api/v1/events").json()["items"] == []


def test_an_account_that_is_taken_out_is_not_stored(client: TestClient) -> None:
    form = pair(client)
    answer = client.post("/accounts/save", data=form | {"out": "1"})
    assert answer.status_code == 422
    assert "needs two accounts or more" in answer.text


def test_one_article_is_taken_apart_by_side(client: TestClient) -> None:
    article = (
        "The two presidents spoke on Monday. “There will be no talks under threats,” the Élysée said. "
        "The Kremlin said that the allegations of an invasion were a provocation."
    )
    page = sent(client, [("files", ("article.txt", article.encode(), "text/plain"))])
    assert 'name="split" value="1" checked' in page
    answer = client.post("/accounts/save", data=form_of(page) | {"split": "1"})
    assert answer.status_code == 303, answer.text
    event = client.get("/api/v1/events").json()["items"][0]
    readouts = client.get(f"/api/v1/events/{event['id']}/readouts").json()["items"]
    assert {"France", "Russia"} <= {each["source"] for each in readouts}
    assert all(each["derived"] for each in readouts)


def test_a_file_that_cannot_be_read_is_named_and_the_others_stay(client: TestClient) -> None:
    files: Files = [
        ("files", ("empty.txt", b"  ", "text/plain")),
        ("files", ("norland.txt", NORLAND.encode(), "text/plain")),
    ]
    page = sent(client, files)
    assert "Not read: empty.txt" in page
    assert values(page, "text") == [NORLAND]


def test_nothing_sent_is_told(client: TestClient) -> None:
    assert "No file and no text came" in sent(client, [], pasted=[" "])


@pytest.mark.parametrize(
    ("name", "text", "source"),
    [
        ("kremlin_readout.ru.txt", "Some words.", "Kremlin"),
        ("a.txt", "PARIS, 12 February (TASS) – The two leaders spoke.", "TASS"),
        ("readout_norland.txt", "Nobody is named.", "readout norland"),
    ],
)
def test_the_source_is_guessed_from_name_head_and_foot(name: str, text: str, source: str) -> None:
    assert guess_source(name, None, text) == source


def test_a_known_source_speaks_as_its_side_and_an_unknown_one_as_itself() -> None:
    assert actor_of("Élysée Palace") == ("france", "france")
    assert actor_of("Nobody's Gazette") == (None, None)


def test_the_example_is_stored_once_and_opened(client: TestClient, store: Store) -> None:
    for _ in range(2):
        answer = client.post("/examples/open", data={"token": token_in(client.get("/").text)})
        assert answer.headers["location"].startswith("/jobs/")
    events = client.get("/api/v1/events").json()["items"]
    assert len(events) == 1
    for path in ("/", f"/events/{events[0]['id']}"):
        page = client.get(path).text  # not compared yet: the gazetteer tells what its actors are called
        assert "France · Russia" in page
        assert events[0]["title"] in page
    assert len(client.get("/api/v1/jobs").json()["items"]) == 1


def test_a_job_is_cancelled(client: TestClient) -> None:
    where = client.post("/examples/open", data={"token": token_in(client.get("/").text)}).headers["location"]
    page = client.get(where).text
    assert client.post(f"{where}/cancel", data={"token": token_in(page)}).status_code == 303
    assert "Cancelled" in client.get(where).text


def test_a_body_that_is_too_large_is_told_as_a_page(client: TestClient, settings: Settings) -> None:
    token = token_in(client.get("/accounts").text)
    data = {"pasted": "a" * (settings.max_body_bytes + 1), "token": token}
    answer = client.post("/accounts", data=data)
    assert answer.status_code == 413
    assert "Too large" in answer.text
    assert answer.headers["content-type"].startswith("text/html")
