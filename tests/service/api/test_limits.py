"""Each limit, crossed: a problem document that says what to do, and nothing stored."""

from __future__ import annotations

import io
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from compare.errors import RashomonError
from service.limits import RateLimit
from service.problems import Problem
from service.uploads import Parser, StoppedError, Upload
from tests.service.api.conftest import NORLAND, PAIR, SUDMARK, serving, settings_at


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A service that allows little."""
    settings = settings_at(
        tmp_path_factory.mktemp("narrow"),
        max_body_bytes=20_000,
        max_files=3,
        max_text_characters=1000,
        requests_per_minute=10_000,
        answer_at_once_seconds=0,
    )
    with serving(settings) as client:
        yield client


def empty(client: TestClient) -> bool:
    """Was nothing stored, and no job made?"""
    lists = (client.get(f"/api/v1/{kind}").json()["items"] for kind in ("jobs", "comparisons"))
    return not any(lists)


def text(source: str, length: int) -> dict[str, str]:
    return {"source": source, "text": "a" * length}


@pytest.mark.parametrize(
    ("body", "pointer", "told"),
    [
        ({"readouts": []}, "#/readouts", "at least 1 item"),
        ({"readouts": PAIR[:1]}, "#/readouts", "two or more"),
        ({"readouts": [text(f"S{n}", 5) for n in range(4)]}, "#/readouts", "4 accounts given, more than 3"),
        ({"readouts": [PAIR[0], text("B", 1001)]}, "#/readouts/1/text", "1,001 characters, more than 1,000"),
        ({"readouts": [PAIR[0], text("B", 0)]}, "#/readouts/1/text", "at least 1 character"),
        ({"readouts": [PAIR[0], {"source": "B", "text": " …\n"}]}, "#/readouts/1/text", "has no words"),
        ({"readouts": [PAIR[0], {"text": NORLAND}]}, "#/readouts/1/source", "required"),
        ({"readouts": [PAIR[0], {**PAIR[1], "date": "12.2.2022"}]}, "#/readouts/1/date", "YYYY-MM-DD"),
        ({"readouts": [PAIR[0], {**PAIR[1], "date": "2022-02-30"}]}, "#/readouts/1/date", "YYYY-MM-DD"),
        ({"readouts": [PAIR[0], {**PAIR[1], "language": "French"}]}, "#/readouts/1/language", "pattern"),
        ({"readouts": [PAIR[0], {**PAIR[1], "url": "javascript:1"}]}, "#/readouts/1/url", "pattern"),
        ({"readouts": [PAIR[0], {**PAIR[1], "a/b~c": 1}]}, "#/readouts/1/a~1b~0c", "not permitted"),
        ({"readouts": PAIR, "options": {"speed": 1}}, "#/options", "speed"),
        ({"readouts": PAIR, "options": {"max_characters": -1}}, "#/options/max_characters", "max_characters"),
        ({"readouts": PAIR, "split": "yes"}, "#/split", "boolean"),
        ({"readouts": PAIR, "event": {"date": 5}}, "#/event/date", "string"),
        ([], "#", "object"),
    ],
)
def test_a_body_that_is_wrong_points_to_the_field(narrow: TestClient, body, pointer: str, told: str) -> None:
    answer = narrow.post("/api/v1/compare", json=body)
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    (error, *_) = answer.json()["errors"]
    assert error["pointer"] == pointer
    assert told in error["detail"]
    assert empty(narrow)


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"", "application/json", 400),
        (b"{", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b'{"readouts": NaN}', "application/json", 400),
        (b'{"readouts": ["\\ud800"]}', "application/json", 400),
        (b"[" * 15_000, "application/json", 400),
        (b"1" * 15_000, "application/json", 400),
        (b"readouts=1", "application/x-www-form-urlencoded", 415),
        (b"text", "", 415),
        (b"--x\r\n", "multipart/form-data", 400),
        (b"--y\r\n", "multipart/form-data; boundary=x", 400),
        (
            b'--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\ncut',
            "multipart/form-data; boundary=x",
            400,
        ),
    ],
    ids=range(12),
)
def test_a_body_that_cannot_be_read_is_refused(
    narrow: TestClient, content: bytes, kind: str, status: int
) -> None:
    answer = narrow.post("/api/v1/compare", content=content, headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["status"]) == (status, status), answer.text
    assert empty(narrow)


@pytest.mark.parametrize(
    ("files", "data", "status", "pointer"),
    [
        (["one"], {}, 422, "#/files"),
        (["one", "two", "three", "four"], {}, 422, "#/files"),
        (["one", "two", "three", "four", "five"], {}, 413, None),
        (["one", ""], {}, 422, "#/files/1"),
        (["one", "a" * 1001], {}, 422, "#/files/1"),
        (["one", "two"], {"source": ["A"]}, 422, "#/source"),
        (["one", "two"], {"source": ["A", "B", "C"]}, 422, "#/source"),
        (["one", "two"], {"language": ["en", "French"]}, 422, "#/language"),
        (["one", "two"], {"split": "perhaps"}, 422, "#/split"),
        (["one", "two"], {"options": "[]"}, 422, "#/options"),
        (["one", "two"], {"options": "{"}, 422, "#/options"),
        (["one", "two"], {"event": '{"date": "now"}'}, 422, "#/event/date"),
        (["one", "two"], {"speed": "1"}, 422, "#/speed"),
    ],
    ids=range(13),
)
def test_files_that_are_wrong_point_to_the_part(narrow: TestClient, files, data, status, pointer) -> None:
    parts = [
        ("files", (f"{place}.txt", content.encode(), "text/plain")) for place, content in enumerate(files)
    ]
    answer = narrow.post("/api/v1/compare", files=parts, data=data)
    assert answer.status_code == status, answer.text
    assert [error["pointer"] for error in answer.json().get("errors", [])] == ([pointer] if pointer else [])
    assert empty(narrow)


def test_a_large_body_is_refused_declared_or_in_pieces(narrow: TestClient) -> None:
    declared = narrow.post(
        "/api/v1/compare", content=b" " * 20_001, headers={"Content-Type": "application/json"}
    )
    assert declared.status_code == 413
    assert "larger than 20,000 bytes" in declared.json()["detail"]
    pieces = (b" " * 1000 for _ in range(21))
    streamed = narrow.post("/api/v1/events", content=pieces, headers={"Content-Type": "application/json"})
    assert (streamed.status_code, streamed.json()["type"]) == (413, "urn:rashomon:problem:too-large")


def test_more_requests_a_minute_than_allowed_are_refused(tmp_path: Path) -> None:
    with serving(settings_at(tmp_path, requests_per_minute=3)) as client:
        answers = [client.get("/api/v1/events") for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert 1 <= int(answers[3].headers["retry-after"]) <= 60
        assert client.get("/healthz").status_code == 200


def test_one_caller_does_not_use_up_the_requests_of_another() -> None:
    limit = RateLimit(1)
    limit.count("key a")
    limit.count("key b")
    with pytest.raises(Problem, match="more than 1 requests a minute"):
        limit.count("key a")


def bomb_docx(megabytes: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w>" + b"a" * megabytes * 2**20)
    return stream.getvalue()


def bomb_pdf(megabytes: int) -> bytes:
    packed = zlib.compress(b"BT (a) Tj ET " * (megabytes * 2**20 // 13))
    body = b"%%PDF-1.4\n1 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream\nendobj\n" % (
        len(packed),
        packed,
    )
    pages = (
        b"2 0 obj\n<< /Type /Page /Parent 3 0 R /MediaBox [0 0 9 9] /Contents 1 0 R >>\nendobj\n"
        b"3 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 1 >>\nendobj\n"
        b"4 0 obj\n<< /Type /Catalog /Pages 3 0 R >>\nendobj\ntrailer << /Root 4 0 R /Size 5 >>\n%%EOF"
    )
    return body + pages


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.docx", bomb_docx(400)),
        ("bomb.pdf", bomb_pdf(100)),
        ("nested.html", b"<div>" * 200_000 + b"word"),
    ],
    ids=["docx", "pdf", "html"],
)
def test_a_bomb_goes_off_beside_the_service(name: str, content: bytes) -> None:
    """In memory and time that are limited; and the next file is read."""
    parser = Parser(seconds=6, megabytes=256, characters=100_000, processes=1)
    try:
        started = time.monotonic()
        try:
            told = parser.read(Upload(name=name, content=content)).readouts[0].text
        except RashomonError as error:
            told = str(error)
        assert name in told or len(told) <= 100_000
        assert time.monotonic() - started < 60
        assert parser.read(Upload(name="a.txt", content=SUDMARK.encode())).readouts[0].text == SUDMARK
    finally:
        parser.close()


def test_reading_takes_no_longer_than_it_may() -> None:
    parser = Parser(seconds=0.001, megabytes=256, characters=100_000, processes=1)
    try:
        with pytest.raises(
            StoppedError, match=r"a\.pdf: could not be read within 0.001 s; give it as plain text"
        ):
            parser.read(Upload(name="a.pdf", content=bomb_pdf(5)))
    finally:
        parser.close()
