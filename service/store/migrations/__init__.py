"""Versions of the tables, in order, and how a database is brought to the newest one."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text

from service.store.errors import DatabaseError

_LOCK = 0x7261_7368_6F6D_6F6E  # "rashomon": the advisory lock under which PostgreSQL is migrated


def upgrade(connection: Connection, *, to_head: bool = True) -> None:
    """Bring the tables to the newest version, inside the caller's transaction and alone.

    Args:
        connection: in a transaction for writing, which on SQLite lets nobody else write.
        to_head: False only checks that the tables are at the newest version.

    Raises:
        DatabaseError: a newer version of Rashomon wrote this database, or it is old and may not be changed.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    head = ScriptDirectory.from_config(configuration(connection)).get_current_head()
    current = MigrationContext.configure(connection).get_current_revision()
    if current == head:
        return
    if not to_head:
        raise DatabaseError(f"the tables are of version {current}, not {head}; start the service to migrate")
    try:
        command.upgrade(configuration(connection), "head")
    except CommandError as error:
        problem = f"the tables are of version {current}, which this version of Rashomon does not know"
        raise DatabaseError(f"{problem}; install a newer one") from error


def has_vectors(connection: Connection) -> bool:
    """Does this database compare vectors itself (pgvector)?"""
    if connection.dialect.name != "postgresql":
        return False
    found = connection.scalar(
        text(
            "SELECT count(*) FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND table_name = 'claim' AND column_name = 'embedding'"
        )
    )
    return bool(found)


def configuration(connection: Connection) -> Config:
    """Alembic's settings for this connection; there is no ini file."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
