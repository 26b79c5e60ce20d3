"""What OpenAPI says is so: its examples work, and requests made from it get only answers that it tells of."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import one_of
from jsonschema import Draft202012Validator
from schemathesis import GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from tests.service.api.conftest import NORLAND, settings_at

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
)
EXAMPLES = 60
"""Requests that are made from the description of one operation."""


@pytest.fixture(scope="module")
def document(client: TestClient) -> dict[str, Any]:
    return client.get("/openapi.json").json()


@pytest.fixture(scope="module")
def ids(client: TestClient) -> dict[str, str]:
    """An event with two readouts."""
    event = client.post("/api/v1/events", json={"title": "Call"}).json()["id"]
    for source in ("A", "B"):
        readout = {"source": source, "text": NORLAND}
        items = client.post(f"/api/v1/events/{event}/readouts", json=readout).json()["items"]
    return {"event_id": event, "readout_id": items[0]["id"]}


@pytest.fixture(scope="module")
def compared(client: TestClient, worker: None, document: dict[str, Any]) -> dict[str, Any]:
    """The answers to the examples of ``POST /compare``."""
    body = document["paths"]["/api/v1/compare"]["post"]["requestBody"]["content"]["application/json"]
    return {
        name: client.post("/api/v1/compare", json=example["value"])
        for name, example in body["examples"].items()
    }


def test_every_body_that_is_shown_is_taken(
    client: TestClient, compared: dict[str, Any], document: dict[str, Any], ids: dict[str, str]
) -> None:
    sent = 0
    for path, method, operation in operations(document):
        body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        if method in ("post", "patch", "put"):
            assert body["examples"], f"{method} {path} shows no example"
        for name, example in body.get("examples", {}).items():
            answer = compared.get(name) or client.request(method, path.format(**ids), json=example["value"])
            assert answer.status_code in (200, 201, 202), (path, name, answer.text)
            conforms(document, operation, answer)
            sent += 1
    assert sent >= 8


def test_every_query_that_is_shown_finds_something(
    client: TestClient, compared: dict[str, Any], document: dict[str, Any], ids: dict[str, str]
) -> None:
    """What the examples of ``POST /compare`` brought in is found by the examples of the reading routes."""
    asked = 0
    for path, method, operation in operations(document):
        told = [each for each in operation.get("parameters", []) if each["in"] == "query"]
        params = {
            each["name"]: each["schema"]["examples"][0] for each in told if "examples" in each["schema"]
        }
        for each in told:
            assert not each.get("required") or each["name"] in params, f"{path}: no example of {each['name']}"
        if method == "get" and params:
            answer = client.get(path.format(**ids), params=params)
            assert answer.status_code == 200, answer.text
            conforms(document, operation, answer)
            found = answer.json()
            assert any(found.get(kind) for kind in ("items", "points", "terms", "words")), (path, params)
            asked += 1
    assert asked >= 2


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def conforms(document: dict[str, Any], operation: dict[str, Any], answer: Any) -> None:
    told = operation["responses"][str(answer.status_code)]["content"]
    schema = told[answer.headers["content-type"].partition(";")[0]]["schema"]
    Draft202012Validator({**schema, "components": document["components"]}).validate(answer.json())


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service of its own on a real socket, without a worker: jobs wait."""
    folder = tmp_path_factory.mktemp("openapi")
    allowed = settings_at(folder, requests_per_minute=1_000_000, answer_at_once_seconds=0)
    server = uvicorn.Server(uvicorn.Config(create_app(allowed), port=0, log_level="error", ws="none"))
    thread = Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        thread.join(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def existing(live: str) -> dict[str, str]:
    """Ids of objects that are there; a cancelled job, whose events end."""
    import requests

    event = requests.post(f"{live}/api/v1/events", json={"title": "Call"}).json()["id"]
    for source in ("A", "B"):
        readout = {"source": source, "text": NORLAND}
        items = requests.post(f"{live}/api/v1/events/{event}/readouts", json=readout).json()["items"]
    job = requests.post(f"{live}/api/v1/events/{event}/comparisons").json()["id"]
    requests.delete(f"{live}/api/v1/jobs/{job}")
    return {"event_id": event, "readout_id": items[0]["id"], "job_id": job}


def described() -> dict[str, schemathesis.APIOperation]:
    """The operations by name. None of them asks for a key: invented ones would all be answered 401."""
    document = create_app(Settings(database="sqlite:///unused.db")).openapi()
    for _, _, operation in operations(document):
        operation.pop("security", None)
    found = schemathesis.openapi.from_dict(document).get_all_operations()
    return {operation.label: operation for operation in (each.ok() for each in found)}


OPERATIONS = described()
NEVER = (
    "DELETE /api/v1/events/{event_id}",
    "DELETE /api/v1/events/{event_id}/readouts/{readout_id}",
    "DELETE /api/v1/jobs/{job_id}",
    "GET /api/v1/comparisons/{comparison_id}",
    "POST /api/v1/events/{event_id}/readouts",
)
"""Operations on objects that are left alone here or are not there, and uploads, which chance seldom makes whole."""


def modes_of(label: str) -> list[GenerationMode]:
    """What can be wrong in a request without body or parameters?"""
    operation = OPERATIONS[label]
    right_or_wrong = any((operation.path_parameters, operation.query, operation.body))
    return [GenerationMode.POSITIVE, *([GenerationMode.NEGATIVE] if right_or_wrong else [])]


@pytest.mark.parametrize("label", OPERATIONS)
def test_requests_made_from_the_description(label: str, live: str, existing: dict[str, str]) -> None:
    """No unexpected 5xx, no undocumented answer; every other id is one that exists."""
    answered: set[int] = set()

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=one_of(OPERATIONS[label].as_strategy(generation_mode=mode) for mode in modes_of(label)))
    def send(case: schemathesis.Case) -> None:
        for name, value in (case.path_parameters or {}).items():
            if len(str(value)) % 2 and case.method != "DELETE":
                case.path_parameters[name] = existing.get(name, value)
        answered.add(case.call_and_validate(base_url=live, checks=CHECKS).status_code)

    send()
    assert label in NEVER or min(answered) < 300, answered
