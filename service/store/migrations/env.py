"""Run by Alembic: migrate over the connection that the store hands in."""

from __future__ import annotations

from alembic import context
from sqlalchemy.sql.schema import SchemaItem

from service.store.tables import Base

NOT_OF_THE_MODEL = {"embedding", "claim_by_terms"}
"""What PostgreSQL alone has: the column and index that its own search needs."""


def of_the_model(
    item: SchemaItem, name: str | None, kind: str, reflected: bool, other: SchemaItem | None
) -> bool:
    """The search tables of SQLite and the search columns of PostgreSQL are made by hand."""
    return not (name in NOT_OF_THE_MODEL or (kind == "table" and str(name).startswith("claim_words")))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    include_object=of_the_model,
)
with context.begin_transaction():
    context.run_migrations()
