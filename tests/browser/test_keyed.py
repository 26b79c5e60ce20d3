"""A service with keys in a real browser: asked once, live progress and downloads with the session, and out again."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import uvicorn

from compare.records import Readout
from service.app import create_app
from service.jobs import enqueue
from service.keys import create_key
from service.requests import request_of_event
from service.settings import Settings
from service.store.engine import open_store
from service.store.events import create_event
from service.store.readouts import add_readout
from tests.browser.conftest import NORLAND, SUDMARK


@pytest.fixture
def keyed(tmp_path: Path) -> Iterator[tuple[str, str, str]]:
    """The address, the secret of a reader's key, and a job that waits for ever."""
    settings = Settings(database=f"sqlite:///{tmp_path / 'keyed.db'}", requests_per_minute=100_000)
    store = open_store(settings.database)
    key, secret = create_key(store, "a project", "a reader", "reader")
    with store.begin() as session:
        event = create_event(session, key.project_id, title="Talks behind a door")
        for source, text in (("Norland", NORLAND), ("Sudmark", SUDMARK)):
            add_readout(session, key.project_id, event.id, Readout(source=source, text=text, language="en"))
        wanted = request_of_event(session, key.project_id, event.id)
        job = enqueue(session, key.project_id, event.id, wanted).id
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(settings, store), log_config=None, access_log=False))
    thread = Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}", secret, job
    server.should_exit = True
    thread.join()
    listening.close()
    store.close()


def test_the_key_is_asked_for_once_and_stays_out_of_the_browser(
    chromium: Any, keyed: tuple[str, str, str]
) -> None:
    home, secret, job = keyed
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{home}/jobs/{job}")
    assert page.url == f"{home}/key?next=%2Fjobs%2F{job}"
    page.locator("input[name=key]").fill("rashomon_wrong")
    page.keyboard.press("Enter")
    page.wait_for_selector(".problem")
    page.locator("input[name=key]").fill(secret)
    with page.expect_response(f"**/api/v1/jobs/{job}/events") as live:
        page.keyboard.press("Enter")
    assert live.value.status == 200
    assert page.url == f"{home}/jobs/{job}"
    assert page.get_by_role("button", name="Cancel").count() == 0  # a reader may not
    cookies = {each["name"]: each for each in context.cookies()}
    assert cookies["rashomon_session"]["httpOnly"]
    assert cookies["rashomon_session"]["sameSite"] == "Strict"
    assert secret not in str(cookies)
    assert page.evaluate("document.cookie") == ""
    assert (
        page.evaluate(
            "fetch('/api/v1/events', { method: 'POST', body: '{}' }).then((answer) => answer.status)"
        )
        == 401
    )
    page.goto(home)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/key")
    page.goto(home)
    assert page.url == f"{home}/key"
    context.close()
