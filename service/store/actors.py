"""What actors are called: ids belong to columns, labels to people."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from service.store.tables import ActorLabel


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
