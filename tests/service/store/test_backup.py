"""Backup and restore while the database is in use."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from compare.errors import InputError
from service.backup import backup, restore
from service.keys import local_project
from service.store.engine import open_store
from service.store.errors import DatabaseError
from service.store.events import create_event, list_events
from service.store.tables import Event


def titles(url: str) -> list[str]:
    """The titles of all events of the local project."""
    store = open_store(url)
    project = local_project(store).id
    found: list[str] = []
    cursor = None
    with store.session() as session:
        while True:
            page, cursor = list_events(session, project, cursor=cursor, limit=500)
            found += [event.title for event in page]
            if cursor is None:
                break
    store.close()
    return sorted(found)


def test_there_and_back_while_others_write(new_database: Callable[[str], str], tmp_path: Path) -> None:
    url, copy = new_database("sqlite"), tmp_path / "copy.db"
    store = open_store(url)
    project = local_project(store).id
    over = threading.Event()

    def write() -> None:
        number = 0
        while not over.is_set():
            with store.begin() as session:
                create_event(session, project, title=f"event {number:05d}")
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(titles(url)) < 5:
            over.wait(0.01)
        backup(url, copy)
    finally:
        over.set()
        writer.join()
    saved = titles(f"sqlite:///{copy}")
    everything = titles(url)
    assert len(saved) >= 5
    assert saved == everything[: len(saved)]
    with store.begin() as session:
        create_event(session, project, title="too late for the backup")
    restore(copy, url)
    assert titles(url) == saved
    with store.session() as session:  # a store that stayed open sees it too
        assert session.scalar(select(func.count()).select_from(Event)) == len(saved)
    store.close()


def test_a_backup_is_one_whole_file(new_database: Callable[[str], str], tmp_path: Path) -> None:
    url, copy = new_database("sqlite"), tmp_path / "copy.db"
    open_store(url).close()
    for _ in range(2):
        backup(url, copy)
    assert [file.name for file in tmp_path.iterdir()] == ["copy.db"]
    with closing(sqlite3.connect(copy)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert file.execute("PRAGMA journal_mode").fetchall() == [("delete",)]


def test_a_restore_makes_a_database_where_there_is_none(
    new_database: Callable[[str], str], tmp_path: Path
) -> None:
    url = new_database("sqlite")
    store = open_store(url)
    project = local_project(store).id
    with store.begin() as session:
        create_event(session, project, title="Talks")
    store.close()
    backup(url, tmp_path / "copy.db")
    elsewhere = f"sqlite:///{tmp_path / 'new' / 'rashomon.db'}"
    restore(tmp_path / "copy.db", elsewhere)
    assert titles(elsewhere) == ["Talks"]


def test_what_cannot_be_backed_up(new_database: Callable[[str], str], tmp_path: Path) -> None:
    url = new_database("sqlite")
    with pytest.raises(InputError, match="there is no database"):
        backup(url, tmp_path / "copy.db")
    open_store(url).close()
    with pytest.raises((InputError, DatabaseError), match="cannot be"):
        backup(url, tmp_path / "nowhere" / "copy.db")
    with pytest.raises(InputError, match="use pg_dump"):
        backup("postgresql://user:secret@localhost/x", tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


def test_a_bad_backup_changes_nothing(new_database: Callable[[str], str], tmp_path: Path) -> None:
    url = new_database("sqlite")
    store = open_store(url)
    project = local_project(store).id
    with store.begin() as session:
        create_event(session, project, title="Talks")
    store.close()
    notes, other, damaged = tmp_path / "notes.txt", tmp_path / "other.db", tmp_path / "damaged.db"
    notes.write_text("Not a database.\n" * 100)
    with closing(sqlite3.connect(other)) as file:
        file.execute("CREATE TABLE x (y)")
    backup(url, damaged)
    content = bytearray(damaged.read_bytes())
    content[4096 * 3 : 4096 * 6] = bytes(4096 * 3)
    damaged.write_bytes(content)
    for bad, problem in (
        (notes, "is damaged or no SQLite"),
        (other, "is not a database of"),
        (damaged, "is damaged"),
    ):
        with pytest.raises(DatabaseError, match=problem):
            restore(bad, url)
    with pytest.raises(InputError, match="there is no such file"):
        restore(tmp_path / "missing.db", url)
    assert titles(url) == ["Talks"]
