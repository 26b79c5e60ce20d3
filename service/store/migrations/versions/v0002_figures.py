"""The divergence of a report as a whole, and what its actors are called, beside the report itself."""

from __future__ import annotations

import json
import zlib
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

COMPARISON = sa.table(
    "comparison",
    sa.column("id", sa.String),
    sa.column("project_id", sa.String),
    sa.column("report", sa.LargeBinary),
    sa.column("created", sa.DateTime),
    sa.column("figures", sa.JSON(none_as_null=True)),
)


def upgrade() -> None:
    op.add_column("comparison", sa.Column("figures", sa.JSON(none_as_null=True), nullable=True))
    labels = op.create_table(
        "actor_label",
        sa.Column("project_id", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_actor_label_project_id")),
        sa.PrimaryKeyConstraint("project_id", "actor", name=op.f("pk_actor_label")),
    )
    found = _read_reports(op.get_bind())
    if found:
        rows = [
            {"project_id": project, "actor": actor, "label": label}
            for (project, actor), label in found.items()
        ]
        op.bulk_insert(labels, rows)


def downgrade() -> None:
    op.drop_table("actor_label")
    # Not in a batch: that would drop the table of reports for a moment, and their claims with it.
    op.drop_column("comparison", "figures")


def _read_reports(bind: sa.Connection) -> dict[tuple[str, str], str]:
    """Fill ``figures`` from the stored reports, one at a time; the labels that they give, newest last."""
    labels: dict[tuple[str, str], str] = {}
    ids = bind.scalars(sa.select(COMPARISON.c.id).order_by(COMPARISON.c.created, COMPARISON.c.id)).all()
    for id in ids:
        row = bind.execute(
            sa.select(COMPARISON.c.project_id, COMPARISON.c.report).where(COMPARISON.c.id == id)
        ).one()
        report: dict[str, Any] = json.loads(zlib.decompress(row.report))
        divergence = report["divergence"]
        figures = {"overall": divergence["overall"], **divergence["components"]}
        bind.execute(sa.update(COMPARISON).where(COMPARISON.c.id == id).values(figures=figures))
        for actor in report["actors"]:
            labels[row.project_id, actor["id"]] = actor["label"]
    return labels
