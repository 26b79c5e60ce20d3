"""Claims are counted and found by who speaks without reading them."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("claim_of_actor", "claim", ["project_id", "actor", "language"], unique=False)
    op.create_index("claim_of_source", "claim", ["project_id", "source", "language"], unique=False)


def downgrade() -> None:
    op.drop_index("claim_of_source", table_name="claim")
    op.drop_index("claim_of_actor", table_name="claim")
