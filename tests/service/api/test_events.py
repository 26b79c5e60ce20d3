"""Events and readouts: made, changed, uploaded, split, deleted, asked for twice."""

from __future__ import annotations

import io

import pytest
from docx import Document as WordDocument
from starlette.testclient import TestClient

from service.store.engine import Store
from tests.service.api.conftest import NORLAND, SUDMARK


def make(client: TestClient, **event: object) -> dict[str, object]:
    answer = client.post("/api/v1/events", json={"title": "Call", **event})
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_an_event_is_made_read_changed_and_deleted(client: TestClient) -> None:
    made = client.post("/api/v1/events", json={"title": "Дзвінок", "date": "2031-02-12", "tags": ["calls"]})
    event = made.json()
    place = made.headers["location"]
    assert (made.status_code, place, made.headers["etag"]) == (201, f"/api/v1/events/{event['id']}", '"1"')
    assert client.get(place).json() == event
    assert client.get(place, headers={"If-None-Match": 'W/"1"'}).status_code == 304

    changed = client.patch(place, json={"tags": []}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.headers["etag"]) == (200, '"2"')
    assert (changed.json()["title"], changed.json()["tags"]) == ("Дзвінок", [])
    late = client.patch(place, json={"title": "Call"}, headers={"If-Match": '"1"'})
    assert (late.status_code, late.json()["errors"][0]["header"]) == (412, "If-Match")

    assert client.delete(place).status_code == 204
    gone = client.get(place)
    assert gone.status_code == 404
    assert gone.headers["content-type"] == "application/problem+json"
    assert gone.json() == {
        "type": "urn:rashomon:problem:not-found",
        "title": "Not Found",
        "status": 404,
        "detail": f"there is no event '{event['id']}'",
        "request_id": gone.headers["x-request-id"],
    }


def test_events_are_filtered_and_come_in_pages(client: TestClient) -> None:
    for day in range(1, 6):
        make(client, title=f"Summit {day}", date=f"2030-01-0{day}", tags=["summit"], participants=["Norland"])
    page = client.get("/api/v1/events", params={"tag": "summit", "limit": 2}).json()
    titles = [event["title"] for event in page["items"]]
    while page["next"]:
        page = client.get(
            "/api/v1/events", params={"tag": "summit", "limit": 2, "cursor": page["next"]}
        ).json()
        titles += [event["title"] for event in page["items"]]
    assert titles == [f"Summit {day}" for day in (5, 4, 3, 2, 1)]
    chosen = {"actor": "Norland", "from": "2030-01-02", "to": "2030-01-03", "q": "sUMMIT"}
    found = client.get("/api/v1/events", params=chosen).json()
    assert [event["title"] for event in found["items"]] == ["Summit 3", "Summit 2"]


def test_an_upload_keeps_the_text_verbatim_and_is_kept_once(client: TestClient) -> None:
    event = make(client)
    odd = "Le président — l’Élysée\r\n\tl'a dit…  \u00a0deux fois. Ё\u0301 🙂\n"
    sent = {"source": "Élysée", "text": odd, "url": "https://example.org/call", "date": "2031-02-12"}
    first = client.post(f"/api/v1/events/{event['id']}/readouts", json=sent)
    assert (first.status_code, first.json()["created"]) == (201, 1)
    readout = client.get(first.headers["location"]).json()
    assert (readout["text"], readout["language"], readout["url"]) == (odd, "fr", sent["url"])
    again = client.post(f"/api/v1/events/{event['id']}/readouts", json=sent)
    assert (again.status_code, again.json()["created"]) == (200, 0)
    assert again.json()["items"] == first.json()["items"]
    other = client.post(f"/api/v1/events/{event['id']}/readouts", json={**sent, "source": "Another outlet"})
    assert (other.status_code, other.json()["created"]) == (201, 1)


def word(text: str) -> bytes:
    document = WordDocument()
    document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf(text: str) -> bytes:
    """A page in one of the fonts that every reader has."""
    shown = f"BT /F1 12 Tf 40 700 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R "
        b"/Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
    ]
    content, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        content
        + b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (
            table,
            len(content),
        )
    )


def test_every_kind_of_file_is_read(client: TestClient) -> None:
    event = make(client)
    page = f"<html><body><article><p>{SUDMARK}</p></article></body></html>"
    sentence = "The two presidents spoke for 100 minutes on Monday and agreed to meet again in May."
    answer = client.post(
        f"/api/v1/events/{event['id']}/readouts",
        files=[
            ("files", ("a.txt", NORLAND.encode("utf-16"), "text/plain")),
            ("files", ("b.html", page.encode("cp1252"), "text/html; charset=windows-1252")),
            ("files", ("c.docx", word(sentence), "application/octet-stream")),
            ("files", ("d.pdf", pdf(sentence), "application/pdf")),
        ],
        data={"source": ["Norland", "Sudmark", "", ""], "date": ["2031-02-12", "", "", ""]},
    )
    assert answer.status_code == 201, answer.text
    items = answer.json()["items"]
    assert [(each["source"], each["language"], each["date"]) for each in items][:2] == [
        ("Norland", "en", "2031-02-12"),
        ("Sudmark", "fr", None),
    ]
    texts = [
        client.get(f"/api/v1/events/{event['id']}/readouts/{each['id']}").json()["text"].strip()
        for each in items
    ]
    assert texts == [NORLAND, SUDMARK, sentence, sentence]
    listed = client.get(f"/api/v1/events/{event['id']}/readouts", params={"limit": 3}).json()
    rest = client.get(f"/api/v1/events/{event['id']}/readouts", params={"cursor": listed["next"]}).json()
    assert listed["items"] + rest["items"] == items


def test_of_several_files_all_are_stored_or_none(client: TestClient) -> None:
    event = make(client)
    answer = client.post(
        f"/api/v1/events/{event['id']}/readouts",
        files=[("files", ("a.txt", NORLAND.encode())), ("files", ("b.bin", bytes(range(256)) * 9))],
    )
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "#/files/1"
    assert client.get(f"/api/v1/events/{event['id']}/readouts").json() == {"items": [], "next": None}


def test_an_article_is_taken_apart_when_it_comes(client: TestClient) -> None:
    event = make(client)
    article = (
        "The presidents spoke on Monday. “We support dialogue,” the Kremlin said. "
        "“There will be no dialogue under threats,” the White House said."
    )
    sent = {"source": "Courier", "text": article, "split": True}
    answer = client.post(f"/api/v1/events/{event['id']}/readouts", json=sent)
    assert answer.status_code == 201, answer.text
    items = answer.json()["items"]
    assert len(items) == 2
    assert {each["derived"] for each in items} == {True}
    alone = client.post(
        f"/api/v1/events/{event['id']}/readouts", json={"source": "A", "text": "It rained.", "split": True}
    )
    assert alone.status_code == 422
    assert alone.json()["errors"][0]["pointer"] == "#/text"


@pytest.mark.parametrize("path", ["/api/v1/events", "readouts", "comparisons"])
def test_a_request_with_a_key_is_carried_out_once(client: TestClient, store: Store, path: str) -> None:
    bodies = {
        "/api/v1/events": ({"title": "Once"}, {"title": "Twice"}),
        "readouts": ({"source": "A", "text": NORLAND}, {"source": "A", "text": SUDMARK}),
        "comparisons": ({}, {"options": {"seed": 2}}),
    }
    event = make(client)
    for text in (NORLAND + " Today.", SUDMARK + " Hier."):
        assert client.post(
            f"/api/v1/events/{event['id']}/readouts", json={"source": "S", "text": text}
        ).is_success
    place = path if path.startswith("/") else f"/api/v1/events/{event['id']}/{path}"
    once, other = bodies[path]
    headers = {"Idempotency-Key": f"key-{path}"}
    first = client.post(place, json=once, headers=headers)
    assert first.is_success, first.text
    again = client.post(place, json=once, headers=headers)
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert again.headers["location"] == first.headers["location"]
    assert (first.headers.get("idempotent-replayed"), again.headers["idempotent-replayed"]) == (None, "true")
    wrong = client.post(place, json=other, headers=headers)
    assert (wrong.status_code, wrong.json()["errors"][0]["header"]) == (409, "Idempotency-Key")


def test_a_job_that_waits_is_cancelled(client: TestClient) -> None:
    event = make(client)
    few = client.post(f"/api/v1/events/{event['id']}/comparisons")
    assert (few.status_code, "has 0 readouts" in few.json()["detail"]) == (422, True)
    for source, text in (("A", NORLAND), ("B", SUDMARK)):
        client.post(f"/api/v1/events/{event['id']}/readouts", json={"source": source, "text": text})
    job = client.post(f"/api/v1/events/{event['id']}/comparisons")
    assert (job.status_code, job.json()["state"]) == (202, "queued")
    assert client.get("/api/v1/jobs", params={"event": event["id"]}).json()["items"] == [job.json()]
    cancelled = client.delete(job.headers["location"])
    assert (cancelled.status_code, cancelled.json()["state"]) == (202, "cancelled")
    stream = client.get(f"{job.headers['location']}/events").text
    assert stream.count("event: job") == 2
    assert client.get(f"/api/v1/events/{event['id']}/comparisons").json()["items"] == []
