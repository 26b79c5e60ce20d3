"""What actors are called, and what a project corrects about them by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from service.store.errors import ChangedError
from service.store.rows import now
from service.store.tables import ActorCorrections, ActorLabel


def save_labels(session: Session, project_id: str, labels: Mapping[str, str]) -> None:
    """Keep what a report calls its actors; a newer word replaces an older one."""
    if not labels:
        return
    rows = [
        {"project_id": project_id, "actor": actor, "label": label}
        for actor, label in sorted(labels.items())  # one order for all writers, so that none wait in a ring
    ]
    insert = (sqlite if session.get_bind().dialect.name == "sqlite" else postgresql).insert(ActorLabel)
    session.execute(
        insert.on_conflict_do_update(
            index_elements=["project_id", "actor"], set_={"label": insert.excluded.label}
        ),
        rows,
    )


def actor_labels(session: Session, project_id: str) -> dict[str, str]:
    """The label of each actor that a report of the project names, by id."""
    query = select(ActorLabel.actor, ActorLabel.label).where(ActorLabel.project_id == project_id)
    return {row.actor: row.label for row in session.execute(query)}


def corrections_of_project(session: Session, project_id: str) -> tuple[dict[str, Any], int]:
    """The tables of the project's corrections, as they were put in, and their version; without any: 0."""
    row = session.get(ActorCorrections, project_id)
    return ({}, 0) if row is None else (row.tables, row.version)


def put_corrections(
    session: Session, project_id: str, tables: Mapping[str, Any], *, version: int | None = None
) -> int:
    """Replace the project's corrections; comparisons that are ordered from now on use them. The new version.

    Raises:
        ChangedError: they do not have the ``version`` that the caller saw.
    """
    row = session.get(ActorCorrections, project_id, with_for_update=True)
    current = 0 if row is None else row.version
    if version is not None and version != current:
        raise ChangedError("set of corrections", "actors", version, current)
    if row is None:
        row = ActorCorrections(project_id=project_id)
        session.add(row)
    row.tables, row.version, row.updated = dict(tables), current + 1, now(session)
    session.flush()
    return row.version
