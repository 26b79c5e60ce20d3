"""A client for the pages, of the one person at this computer, and one for a service with keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from compare.embedding import default_encoder
from compare.pipeline import compare_readouts
from compare.records import Readout
from corpora import load_resources
from service.app import create_app
from service.keys import local_project
from service.settings import Settings
from service.store.comparisons import ReadyComparison, make_ready, save_comparison
from service.store.engine import Store, open_store
from service.store.events import create_event

NORLAND = (
    "The two presidents spoke for 100 minutes on Monday. The President stressed that a sincere dialogue cannot "
    "go together with escalation. They agreed to meet in May."
)
SUDMARK = (
    "Les deux présidents se sont entretenus pendant deux heures lundi. Le dirigeant du Sudmark a dénoncé des "
    "spéculations provocatrices sur une prétendue invasion."
)
BASE = "http://127.0.0.1:8470"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database=f"sqlite:///{tmp_path / 'rashomon.db'}", requests_per_minute=100_000)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings.database)
    yield opened
    opened.close()


@pytest.fixture
def client(settings: Settings, store: Store) -> Iterator[TestClient]:
    """Follows no redirect, so that a test sees where a form leads."""
    app = create_app(settings, store)
    with TestClient(app, base_url=BASE, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


def token_in(page: str) -> str:
    """The token of the first form of a page."""
    found = re.search(r'name="token" value="([0-9a-f]{96})"', page)
    assert found, "the page has no form with a token"
    return found[1]


@pytest.fixture(scope="session")
def ready() -> ReadyComparison:
    """The comparison of two accounts in two languages, ready to be stored; made once."""
    encoder, resources = default_encoder(), load_resources()
    readouts = [Readout(source="Norland", text=NORLAND), Readout(source="Sudmark", text=SUDMARK)]
    event = {"title": "Call of two presidents", "date": "2031-02-12", "participants": ["Norland", "Sudmark"]}
    return make_ready(compare_readouts(readouts, encoder=encoder, resources=resources, event=event), encoder)


@pytest.fixture
def stored(store: Store, ready: ReadyComparison) -> str:
    """The id of a comparison of the local person's project."""
    project = local_project(store).id
    with store.begin() as session:
        event = create_event(session, project, title="Call of two presidents", date="2031-02-12")
        return save_comparison(session, project, event.id, ready).id
