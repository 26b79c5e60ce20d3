"""The store: one database, opened once, with sessions for reading and for writing.

SQLite keeps a write-ahead log, so that readers never wait, and lets one writer in at a time: a writer takes
its place in the queue when it begins (``BEGIN IMMEDIATE``), not at its first change, where waiting would
deadlock.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session, sessionmaker

from compare.errors import MissingExtraError, OptionError, RecordError
from service.store.errors import DatabaseError
from service.store.migrations import has_vectors, upgrade
from service.store.rows import check_rows

BUSY_SECONDS = 30.0
"""How long a writer waits for its turn before it gives up."""


class Store:
    """A database that is open. Thread-safe; a session belongs to one thread."""

    def __init__(self, engine: Engine, *, vectors: bool) -> None:
        self._engine = engine
        self._readers = sessionmaker(_for_reading(engine), expire_on_commit=False, info={"vectors": vectors})
        self._writers = sessionmaker(_for_writing(engine), expire_on_commit=False, info={"vectors": vectors})
        self._turn: AbstractContextManager[Any] = (
            _Turns() if engine.dialect.name == "sqlite" else nullcontext()
        )
        event.listen(self._writers, "before_flush", check_rows)

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name

    @property
    def url(self) -> URL:
        """The address of the database; its password is hidden when it is printed."""
        return self._engine.url

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session for reading: a write in it is an error. Rows stay usable after its end.

        Raises:
            DatabaseError: the database is out of reach.
        """
        with _translated(), self._readers() as session:
            yield session

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """A session for writing: commits at its end, rolls back on an error. Rows stay usable after its end.

        Keep it short and compute nothing slow in it: on SQLite every other writer waits.

        Raises:
            DatabaseError: the database is out of reach, or was busy for :data:`BUSY_SECONDS`.
        """
        # SQLite lets writers in by chance; within a process the lock lets them in as they come.
        with _translated(), self._turn, self._writers() as session, session.begin():
            session.connection()  # begins now
            yield session

    def close(self) -> None:
        """Let all connections go."""
        self._engine.dispose()


class _Turns:
    """One writer at a time within this process."""

    def __init__(self) -> None:
        self._lock = Lock()

    def __enter__(self) -> None:
        if not self._lock.acquire(timeout=BUSY_SECONDS):
            raise DatabaseError(f"no turn to write within {BUSY_SECONDS:.0f} s; try again later")

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def open_store(url: str, *, migrate: bool = True) -> Store:
    """The store at ``sqlite:///FILE`` or ``postgresql://…``, its tables brought up to date.

    Several processes may open one database at the same moment: one of them makes the tables.

    Raises:
        OptionError: the URL is not one of a database that the service knows.
        MissingExtraError: the driver of PostgreSQL is not installed.
        DatabaseError: the database cannot be opened, or a newer version of Rashomon has written it.
    """
    engine = _engine(parse_url(url))
    try:
        with _translated():
            if engine.dialect.name == "sqlite":
                _keep_log(engine)
            with _for_writing(engine).begin() as connection:
                upgrade(connection, to_head=migrate)
                vectors = has_vectors(connection)
            return Store(engine, vectors=vectors)
    except BaseException:
        engine.dispose()
        raise


def parse_url(url: str) -> URL:
    """The URL with the driver that the service uses.

    Raises:
        OptionError: the URL is not one of a database that the service knows, or names no file.
        MissingExtraError: the driver of PostgreSQL is not installed.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise OptionError("database", url, "give sqlite:///FILE or postgresql+psycopg://…") from error
    if parsed.drivername == "sqlite":
        if not parsed.database or parsed.database == ":memory:":
            raise OptionError("database", url, "name a file: sqlite:///rashomon.db")
        return parsed
    if parsed.drivername in ("postgresql", "postgresql+psycopg"):
        if find_spec("psycopg") is None:
            raise MissingExtraError("PostgreSQL", "postgres")
        return parsed.set(drivername="postgresql+psycopg")
    raise OptionError("database", url, "give sqlite:///FILE or postgresql+psycopg://…")


def _engine(url: URL) -> Engine:
    if url.drivername != "sqlite":
        return create_engine(url, pool_size=10, max_overflow=20, pool_pre_ping=True)
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url, pool_size=10, max_overflow=40, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}
    )
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _for_reading(engine: Engine) -> Engine:
    return engine.execution_options(postgresql_readonly=True)


def _for_writing(engine: Engine) -> Engine:
    return engine.execution_options(writes=True)


def _prepare_connection(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # transactions begin where _begin says, not where the driver guesses
    connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")  # what was acknowledged survives a loss of power


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql(f"PRAGMA query_only = {0 if writes else 1}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _keep_log(engine: Engine) -> None:
    """Turn the write-ahead log on; SQLite does not wait by itself when two processes do it at once."""
    patience = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            raw = engine.raw_connection()
            try:
                raw.cursor().execute("PRAGMA journal_mode = WAL")
            finally:
                raw.close()
            return
        except (sqlite3.DatabaseError, DBAPIError) as error:
            if "locked" not in str(error) or time.monotonic() > patience:
                reason = f"{engine.url.database}: cannot be opened ({error}); check the file"
                raise DatabaseError(reason) from error
            time.sleep(0.02)


@contextmanager
def _translated() -> Iterator[None]:
    """Errors of the driver as ours: what cannot be looked up is bad input, what cannot be mended is no
    database."""
    try:
        yield
    except (DataError, UnicodeEncodeError) as error:
        problem = "a value has a NUL character or half a surrogate pair"
        raise RecordError("request", None, problem, "take it out") from error
    except (OperationalError, PoolTimeout) as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise DatabaseError(f"the database cannot be used now ({reason}); try again later") from error
