"""Copies of a SQLite database, made and put back while it is in use (SQLite's online backup)."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from compare.errors import InputError
from service.store.engine import open_store, parse_url
from service.store.errors import DatabaseError

BUSY_SECONDS = 30.0
"""How long another writer may keep a backup or restore waiting."""


def backup(url: str, path: Path) -> None:
    """Copy the database at ``url`` into the file ``path``, whole or not at all.

    Raises:
        InputError: the database is not SQLite or not there, or ``path`` cannot be written.
        DatabaseError: the database is damaged or busy.
    """
    source = _file(url)
    if not source.is_file():
        raise InputError(f"{source}: there is no database; check the URL")
    half = path.with_name(path.name + ".part")
    try:
        half.unlink(missing_ok=True)
        _copy(source, half)
        _one_file(half)
        _check(half)
        with half.open("rb+") as written:
            os.fsync(written.fileno())
        half.replace(path)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be written ({error.strerror}); check the folder and the disk"
        ) from error
    finally:
        half.unlink(missing_ok=True)


def restore(path: Path, url: str) -> None:
    """Make the database at ``url`` what the backup in ``path`` says, in one step, and bring it up to date.

    What the database holds now is lost: back it up first.

    Raises:
        InputError: there is no such backup, or the database is not SQLite.
        DatabaseError: the backup is damaged or of a newer version, or the database is busy.
    """
    target = _file(url)
    if not path.is_file():
        raise InputError(f"{path}: there is no such file; name a backup")
    _check(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    _copy(path, target)
    open_store(url).close()


def _file(url: str) -> Path:
    parsed = parse_url(url)
    if parsed.drivername != "sqlite":
        raise InputError(f"{parsed}: backup is for SQLite; use pg_dump and pg_restore for PostgreSQL")
    return Path(str(parsed.database))


def _copy(source: Path, target: Path) -> None:
    try:
        with (
            closing(sqlite3.connect(source, timeout=BUSY_SECONDS)) as one,
            closing(sqlite3.connect(target, timeout=BUSY_SECONDS)) as other,
        ):
            one.backup(other)
    except sqlite3.Error as error:
        raise DatabaseError(f"{source}: cannot be copied to {target} ({error}); check both files") from error


def _one_file(path: Path) -> None:
    """Leave the write-ahead log: a backup is a single file, readable where nothing may be written."""
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA journal_mode = DELETE")


def _check(path: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
            result = file.execute("PRAGMA integrity_check").fetchone()[0]
            ours = file.execute(
                "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
            ).fetchone()[0]
    except sqlite3.Error as error:
        raise DatabaseError(f"{path}: is damaged or no SQLite database ({error})") from error
    if result != "ok" or not ours:
        problem = f"is damaged ({result})" if result != "ok" else "is not a database of Rashomon"
        raise DatabaseError(f"{path}: {problem}; take another backup")
