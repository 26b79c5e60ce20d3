"""One app, one worker and one encoder for each module of tests: real ones, in this process."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from starlette.testclient import TestClient

from compare.embedding import Encoder, default_encoder
from corpora import load_resources
from service.app import create_app
from service.settings import Settings
from service.store.engine import Store, open_store
from service.worker import work_once

NORLAND = (
    "The two presidents spoke for 100 minutes on Monday. The President stressed that a sincere dialogue cannot "
    "go together with escalation. They agreed to meet in May."
)
SUDMARK = (
    "Les deux présidents se sont entretenus pendant deux heures lundi. Le dirigeant du Sudmark a dénoncé des "
    "spéculations provocatrices sur une prétendue invasion."
)
PAIR = [{"source": "Norland", "text": NORLAND}, {"source": "Sudmark", "text": SUDMARK}]


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return default_encoder()


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    database = tmp_path_factory.mktemp("api") / "rashomon.db"
    return Settings(
        database=f"sqlite:///{database}",
        requests_per_minute=100_000,
        answer_at_once_characters=2000,
        poll_seconds=0.05,
    )


@pytest.fixture(scope="module")
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings.database)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(settings: Settings, store: Store) -> Iterator[TestClient]:
    """The local person's client; nothing works on jobs until ``worker`` is asked for."""
    with serving(settings, store) as client:
        yield client


@pytest.fixture(scope="module")
def worker(settings: Settings, store: Store, encoder: Encoder) -> Iterator[None]:
    """A worker in a thread, for as long as the module runs."""
    stop = Event()

    def work() -> None:
        while not stop.is_set():
            if not work_once(store, settings, encoder, load_resources(), stop=stop, name="test"):
                stop.wait(settings.poll_seconds)

    thread = Thread(target=work)
    thread.start()
    yield
    stop.set()
    thread.join()


@pytest.fixture
def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
    return port


@contextmanager
def serving(settings: Settings, store: Store | None = None) -> Iterator[TestClient]:
    with TestClient(
        create_app(settings, store), base_url="http://127.0.0.1:8470", raise_server_exceptions=False
    ) as client:
        yield client


def settings_at(folder: Path, **more: object) -> Settings:
    return Settings(database=f"sqlite:///{folder / 'rashomon.db'}", **more)
