"""A real site and a real Chromium: one app with its worker for all browser tests, watched by every page.

A page that a test opens fails the test for an error on the console, a request to another host, or anything
that the Content-Security-Policy had to stop.
"""

from __future__ import annotations

import shutil
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
import uvicorn

from compare.embedding import default_encoder
from compare.pipeline import compare_readouts
from compare.records import Readout
from corpora import load_resources
from service.app import create_app
from service.examples import load_examples
from service.keys import local_project
from service.settings import Settings
from service.store.comparisons import make_ready, save_comparison
from service.store.engine import Store, open_store
from service.store.events import create_event
from service.store.readouts import add_readout
from service.worker import work_once

FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NORLAND = (
    "The two presidents spoke for 100 minutes on Monday. The President stressed that a sincere dialogue cannot "
    "go together with escalation. They agreed to meet in May. Norland will send aid to the flooded villages."
)
SUDMARK = (
    "Les deux présidents se sont entretenus pendant deux heures lundi. Le dirigeant du Sudmark a dénoncé des "
    "spéculations provocatrices sur une prétendue invasion. Ils se rencontreront en mai."
)
OSTRAVIA = (
    "Президенты говорили два часа. Разговор был откровенным. "
    "Президент Суднарка осудил провокационные спекуляции о вторжении."
)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1440, "height": 900}}


@dataclass(frozen=True, slots=True)
class Site:
    """Where the site is, and what it has: an event with three accounts, compared."""

    url: str
    store: Store
    project: str
    event: str
    comparison: str


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A browser, where there is one."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("needs chromium on the path")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The app on a free port, a worker beside it, and one stored comparison."""
    folder = tmp_path_factory.mktemp("site")
    settings = Settings(
        database=f"sqlite:///{folder / 'rashomon.db'}", requests_per_minute=100_000, poll_seconds=0.05
    )
    store, encoder, resources = open_store(settings.database), default_encoder(), load_resources()
    project = local_project(store).id
    event, comparison = _compared(store, project, encoder, resources)
    stop = Event()

    def work() -> None:
        while not stop.is_set():
            if not work_once(store, settings, encoder, resources, stop=stop, name="browser"):
                stop.wait(settings.poll_seconds)

    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(settings, store), log_config=None, access_log=False))
    threads = [Thread(target=work), Thread(target=server.run, kwargs={"sockets": [listening]})]
    for thread in threads:
        thread.start()
    while not server.started:
        time.sleep(0.05)
    yield Site(f"http://127.0.0.1:{listening.getsockname()[1]}", store, project, event, comparison)
    stop.set()
    server.should_exit = True
    for thread in threads:
        thread.join()
    listening.close()
    store.close()


def _compared(store: Store, project: str, encoder: Any, resources: Any) -> tuple[str, str]:
    about = {"title": "Call of two presidents", "date": "2031-02-12", "participants": ["Norland", "Sudmark"]}
    readouts = [
        Readout(source="Norland", text=NORLAND, language="en", date="2031-02-12"),
        Readout(source="Sudmark", text=SUDMARK, language="fr", date="2031-02-12"),
        Readout(source="Ostravia", text=OSTRAVIA, language="ru", date="2031-02-13"),
    ]
    ready = make_ready(compare_readouts(readouts, encoder=encoder, resources=resources, event=about), encoder)
    with store.begin() as session:
        event = create_event(session, project, tags=("example", "invented"), **about)  # type: ignore[arg-type]
        for readout in readouts:
            add_readout(session, project, event.id, readout)
        return event.id, save_comparison(session, project, event.id, ready).id


@pytest.fixture
def open_page(chromium: Any, site: Site) -> Iterator[Callable[..., Any]]:
    """Opens a path of the site; at the end of the test each page must have been quiet."""
    contexts, wrong = [], []

    def open_it(path: str = "/", **options: Any) -> Any:
        context = chromium.new_context(**{"reduced_motion": "reduce", **DESKTOP, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        # Chromium writes every answer of 4xx on the console; those that a test asks for are no slip.
        page.on(
            "console",
            lambda told: (
                told.type in ("error", "warning")
                and "status of 422" not in told.text
                and wrong.append(told.text)
            ),
        )
        page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
        page.on("request", lambda sent: _foreign(sent.url, site.url) and wrong.append(f"request: {sent.url}"))
        page.on("dialog", lambda shown: (wrong.append(f"dialog: {shown.message}"), shown.dismiss()))
        page.add_init_script(
            "addEventListener('securitypolicyviolation', (e) => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))"
        )
        page.goto(site.url + path)
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert not wrong, wrong


def _foreign(url: str, home: str) -> bool:
    return not url.startswith((home + "/", "data:", "blob:", "about:"))


@pytest.fixture(scope="session")
def example(site: Site) -> str:
    """The real example, queued once for all tests: the id of its event."""
    return load_examples(site.store, site.project, names=("2022-02-12-france-russia-call",)).events[0]


@pytest.fixture
def accounts(tmp_path: Path) -> list[str]:
    """Two files to upload."""
    for name, text in (("norland.txt", NORLAND), ("sudmark.txt", SUDMARK)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [str(tmp_path / "norland.txt"), str(tmp_path / "sudmark.txt")]
