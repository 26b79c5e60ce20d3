"""Opening: migrations on both databases, several processes at once, URLs that cannot be used."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from compare.errors import MissingExtraError, OptionError
from service.store.engine import Store, open_store
from service.store.errors import DatabaseError
from service.store.events import create_event, list_events
from service.store.migrations import configuration
from service.store.tables import Base

OPEN = "import sys; from service.store.engine import open_store; open_store(sys.argv[1]).close()"


def test_the_migrations_make_the_tables_of_the_model(store: Store) -> None:
    with warnings.catch_warnings(), store.session() as session:
        warnings.filterwarnings("ignore", message="Did not recognize type 'halfvec'")
        command.check(configuration(session.connection()))


def test_down_and_up_again(fresh_store: Store) -> None:
    with fresh_store.begin() as session:
        command.downgrade(configuration(session.connection()), "base")
        assert set(inspect(session.connection()).get_table_names()) == {"alembic_version"}
    with fresh_store.begin() as session:
        command.upgrade(configuration(session.connection()), "head")
        assert Base.metadata.tables.keys() <= set(inspect(session.connection()).get_table_names())


def test_processes_that_start_at_once_make_the_tables_once(
    database: str, new_database: Callable[[str], str]
) -> None:
    url = new_database(database)
    processes = [
        subprocess.Popen([sys.executable, "-c", OPEN, url], stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert [(process.communicate()[1], process.returncode) for process in processes] == [("", 0)] * 4


def test_a_session_for_reading_refuses_to_write(store: Store, project: str) -> None:
    with pytest.raises((DBAPIError, DatabaseError), match="read"), store.session() as session:
        create_event(session, project, title="Talks")
    with store.session() as session:
        assert list_events(session, project) == ([], None)


def test_an_error_rolls_back(store: Store, project: str) -> None:
    def break_off() -> None:
        with store.begin() as session:
            create_event(session, project, title="Talks")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    with store.session() as session:
        assert list_events(session, project) == ([], None)


def test_four_writers_and_a_reader_meet_no_lock(store: Store, project: str) -> None:
    """Two stores over one database, as in two processes, so that the turns within a process do not do it alone."""
    other = open_store(store.url.render_as_string(hide_password=False))
    trouble: list[BaseException] = []
    over = threading.Event()

    def write(where: Store, name: str) -> None:
        try:
            for number in range(25):
                with where.begin() as session:
                    create_event(session, project, title=f"{name} {number}")
        except BaseException as error:
            trouble.append(error)

    def read() -> None:
        seen = 0
        try:
            while not over.is_set():
                with store.session() as session:
                    found = len(list_events(session, project, limit=500)[0])
                assert found >= seen
                seen = found
                time.sleep(0.002)
        except BaseException as error:
            trouble.append(error)

    writers = [threading.Thread(target=write, args=((store, other)[n % 2], f"writer {n}")) for n in range(4)]
    reader = threading.Thread(target=read)
    for thread in (*writers, reader):
        thread.start()
    for thread in writers:
        thread.join()
    over.set()
    reader.join()
    other.close()
    assert trouble == []
    with store.session() as session:
        assert len(list_events(session, project, limit=500)[0]) == 100


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("sqlite://", "name a file"),
        ("sqlite:///:memory:", "name a file"),
        ("mysql://localhost/x", "give sqlite:///FILE or postgresql"),
        ("not a url", "give sqlite:///FILE or postgresql"),
    ],
)
def test_urls_that_cannot_be_used(url: str, problem: str) -> None:
    with pytest.raises(OptionError, match=problem):
        open_store(url)


def test_without_the_driver_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.store.engine.find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'rashomon-readouts\[postgres\]'"):
        open_store("postgresql://localhost/rashomon")


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Not a database, though it is long enough to be looked at.\n" * 100)
    with pytest.raises(DatabaseError, match="cannot be opened"):
        open_store(f"sqlite:///{file}")


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    pytest.importorskip("psycopg", reason="needs the driver of PostgreSQL")
    with pytest.raises(DatabaseError, match="cannot be used now"):
        open_store(f"postgresql://postgres@/nothing?host={tmp_path}")


def test_a_database_of_a_newer_version_is_left_alone(fresh_store: Store) -> None:
    url = fresh_store.url.render_as_string(hide_password=False)
    with fresh_store.begin() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseError, match="does not know; install a newer one"):
        open_store(url)


def test_an_old_database_is_not_changed_unasked(database: str, new_database: Callable[[str], str]) -> None:
    with pytest.raises(DatabaseError, match="start the service to migrate"):
        open_store(new_database(database), migrate=False)
