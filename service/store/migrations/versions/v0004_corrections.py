"""Actors corrected by hand, a set for each project."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "actor_corrections",
        sa.Column("project_id", sa.String(length=40), nullable=False),
        sa.Column("tables", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_actor_corrections_project_id")),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_actor_corrections")),
    )


def downgrade() -> None:
    op.drop_table("actor_corrections")
