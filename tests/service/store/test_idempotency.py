"""A request that comes twice with one key is carried out once."""

from __future__ import annotations

import threading

import pytest

from service.store.engine import Store
from service.store.errors import ConflictError
from service.store.events import create_event, list_events
from service.store.idempotency import answer_given, remember_answer


def carry_out(store: Store, project: str, key: str, digest: str) -> str:
    """Create an event unless the key has its answer; the event's id."""
    with store.begin() as session:
        given = answer_given(session, project, key, digest)
        if given is None:
            event = create_event(session, project, title="Talks")
            given = remember_answer(
                session, project, key, request_digest=digest, status=201, body={"id": event.id}, location="/x"
            )
        return str(given.body["id"])


def test_twins_get_one_answer(store: Store, project: str) -> None:
    answers: list[str] = []
    threads = [
        threading.Thread(target=lambda: answers.append(carry_out(store, project, "key", "d")))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [answers[0]] * 4
    with store.session() as session:
        assert [event.id for event in list_events(session, project)[0]] == answers[:1]


def test_a_key_belongs_to_one_request(store: Store, project: str) -> None:
    carry_out(store, project, "key", "one")
    with pytest.raises(ConflictError, match="'key' was used for another request"):
        carry_out(store, project, "key", "two")
    carry_out(store, project, "another key", "two")


def test_a_request_that_failed_leaves_no_answer(store: Store, project: str) -> None:
    def fail() -> None:
        with store.begin() as session:
            remember_answer(session, project, "key", request_digest="d", status=201, body={})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.session() as session:
        assert answer_given(session, project, "key", "d") is None
