"""The engine's bad inputs, sent to the API: a problem that points to the field, and nothing stored."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from service.store.engine import Store
from service.store.tables import Base
from tests.compare.test_cli_bad_input import BAD_FILES, GOOD, OTHER, broken_docx
from tests.service.api.conftest import PAIR

ARTICLE = "The bakery on Lime Street sells rye bread on Mondays. Its oven was built in 1911."

SENDABLE = [name for name, content in BAD_FILES.items() if content not in (None, "dir")]


@pytest.fixture(scope="module")
def event(client: TestClient) -> str:
    return str(client.post("/api/v1/events", json={"title": "Call"}).json()["id"])


@pytest.fixture
def unchanged(store: Store, event: str) -> Iterator[None]:
    """The rows of every table are as many after the test as before it."""
    before = counts(store)
    yield
    assert counts(store) == before


def counts(store: Store) -> dict[str, int]:
    with store.session() as session:
        return {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Base.metadata.tables.items()
        }


def content_of(name: str, folder: Path) -> bytes:
    if BAD_FILES[name] == "docx":
        broken_docx(folder / name)
        return (folder / name).read_bytes()
    return BAD_FILES[name]


def points_to(answer: httpx.Response, pointer: str, status: int = 422) -> str:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    (error, *_) = answer.json()["errors"]
    assert error["pointer"] == pointer
    return str(error["detail"])


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("name", SENDABLE)
def test_a_file_that_cannot_be_read(client: TestClient, event: str, tmp_path: Path, name: str) -> None:
    good, bad = ("good.txt", GOOD.encode()), (name, content_of(name, tmp_path))
    compared = client.post("/api/v1/compare", files=[("files", good), ("files", bad)])
    uploaded = client.post(f"/api/v1/events/{event}/readouts", files=[("files", good), ("files", bad)])
    for answer in (compared, uploaded):
        told = points_to(answer, "#/files/1")
        assert name in told
        assert ";" in told, "the way out follows the problem"


@pytest.mark.usefixtures("unchanged")
def test_no_file_at_all(client: TestClient, event: str) -> None:
    for path in ("/api/v1/compare", f"/api/v1/events/{event}/readouts"):
        boundary = {"Content-Type": "multipart/form-data; boundary=x"}
        body = b'--x\r\nContent-Disposition: form-data; name="source"\r\n\r\n\r\n--x--\r\n'
        answer = client.post(path, content=body, headers=boundary)
        assert answer.status_code == 422, answer.text
        assert answer.json()["errors"][0]["pointer"] in ("#/files", "#/source")


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("text", ["", " \n\t\u00a0\n", "…?!", 7, None])
def test_a_text_that_is_none(client: TestClient, event: str, text: object) -> None:
    readouts = [PAIR[0], {"source": "B", "text": text}]
    points_to(client.post("/api/v1/compare", json={"readouts": readouts}), "#/readouts/1/text")
    answer = client.post(f"/api/v1/events/{event}/readouts", json={"source": "B", "text": text})
    points_to(answer, "#" if text is None else "#/text")


@pytest.mark.usefixtures("unchanged")
def test_ten_megabytes_of_text(client: TestClient, event: str) -> None:
    huge = (GOOD + "\n") * (10_500_000 // len(GOOD))
    readouts = [PAIR[0], {"source": "B", "text": huge}]
    answer = client.post("/api/v1/compare", json={"readouts": readouts})
    assert "more than 1,000,000" in points_to(answer, "#/readouts/1/text")
    parts = [("files", ("a.txt", GOOD.encode())), ("files", ("huge.txt", huge.encode()))]
    answer = client.post("/api/v1/compare", files=parts)
    assert "huge.txt" in points_to(answer, "#/files/1")


@pytest.mark.usefixtures("unchanged")
def test_a_text_longer_than_one_comparison_takes(client: TestClient) -> None:
    long = {"source": "B", "text": GOOD * 10}
    wanted = {"readouts": [PAIR[0], long], "options": {"max_characters": 2000}}
    assert "more than 2,000" in points_to(client.post("/api/v1/compare", json=wanted), "#/readouts/1")


@pytest.mark.usefixtures("unchanged")
def test_an_event_with_one_readout_is_no_comparison(client: TestClient, event: str) -> None:
    answer = client.post(f"/api/v1/events/{event}/comparisons")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == "event_id"
    assert "add one" in answer.json()["detail"]


@pytest.mark.usefixtures("unchanged")
def test_an_article_without_sides_is_not_taken_apart(client: TestClient, event: str) -> None:
    article = {"source": "Courier", "text": ARTICLE, "split": True}
    told = points_to(client.post(f"/api/v1/events/{event}/readouts", json=article), "#/text")
    assert "quotes two sides" in told


def test_an_article_without_sides_cannot_be_compared(client: TestClient, worker: None, store: Store) -> None:
    reports = counts(store)["comparison"]
    wanted = {"readouts": [{"source": "Courier", "text": ARTICLE}], "split": True}
    assert "quotes two sides" in points_to(client.post("/api/v1/compare", json=wanted), "#/readouts")
    assert (counts(store)["comparison"], counts(store)["text"]) == (reports, 0)


def test_a_lying_charset_is_not_turned_into_mojibake(client: TestClient, event: str) -> None:
    text = "Канцлер Орська заявила, що переговори про північний перехід тривали сорок хвилин і нічого не вирішили."
    page = (
        f"<html><head><meta charset='utf-8'></head><body><article><p>{text}</p><p>{text}</p></article></body>"
    )
    parts = [("files", ("page.html", page.encode("cp1251"), "text/html; charset=utf-8"))]
    answer = client.post(f"/api/v1/events/{event}/readouts", files=parts)
    if answer.status_code == 201:
        (item,) = answer.json()["items"]
        told = client.get(f"/api/v1/events/{event}/readouts/{item['id']}").json()["text"]
        assert "північний перехід" in told
        assert client.delete(f"/api/v1/events/{event}/readouts/{item['id']}").status_code == 204
    else:
        assert "page.html" in points_to(answer, "#/files/0")


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        (GOOD, GOOD, "same text"),
        (GOOD, ARTICLE, None),
        ("The call took place.", "They did not speak.", None),
        (GOOD, "Der Kanzler erklärte am Dienstag, dass die Gespräche gescheitert seien.", "language"),
        (GOOD, OTHER + " Канцлер заявила, что переговоры были полезными. Le blocus continue.", None),
    ],
    ids=["identical", "unrelated", "one sentence", "german", "mixed languages"],
)
def test_odd_but_lawful_readouts_are_compared(
    client: TestClient, worker: None, a: str, b: str, told: str | None
) -> None:
    wanted = {
        "readouts": [{"source": "A", "text": a}, {"source": "B", "text": b}],
        "options": {"bootstrap_samples": 50},
    }
    answer = client.post("/api/v1/compare", json=wanted)
    assert answer.status_code == 200, answer.text
    assert told is None or any(told in warning for warning in answer.json()["warnings"])


FULL = """
import resource, sys, uvicorn
from service.app import create_app
from service.settings import Settings
from service.store.engine import open_store
open_store(sys.argv[1]).close()
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
uvicorn.run(create_app(Settings(database=sys.argv[1])), port=int(sys.argv[2]), log_level="error")
"""


def test_a_full_disk_is_told_and_leaves_nothing_half_written(tmp_path: Path, free_port: int) -> None:
    """No file of this service may grow beyond 2 MB: what the kernel says then is what a full disk says."""
    command = [sys.executable, "-c", FULL, f"sqlite:///{tmp_path / 'rashomon.db'}", str(free_port)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{free_port}", timeout=60) as client:
            _until_ready(client)
            event = client.post("/api/v1/events", json={"title": "Call"}).json()["id"]
            place = f"/api/v1/events/{event}/readouts"
            huge = {"source": "A", "text": "words " * 150_000}
            answers = [client.post(place, json={**huge, "text": f"{n} {huge['text']}"}) for n in range(4)]
            refused = [answer for answer in answers if answer.status_code != 201]
            assert refused
            for answer in refused:
                assert answer.status_code == 503, answer.text
                assert answer.headers["content-type"] == "application/problem+json"
            assert len(client.get(place).json()["items"]) == len(answers) - len(refused)
            assert client.get("/readyz").status_code == 200
    finally:
        process.kill()
        process.communicate()


def _until_ready(client: httpx.Client) -> None:
    patience = time.monotonic() + 60
    while True:
        try:
            if client.get("/readyz").status_code == 200:
                return
        except httpx.TransportError:
            if time.monotonic() > patience:
                raise
        time.sleep(0.1)
