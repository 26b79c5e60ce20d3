"""The first tables, and the index of the words of claims."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import DBAPIError

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "project",
    "text",
    "api_key",
    "event",
    "idempotent_answer",
    "job",
    "comparison",
    "job_event",
    "job_text",
    "readout",
    "claim",
    "pair_figures",
)


def upgrade() -> None:
    op.create_table(
        "project",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("name", name=op.f("uq_project_name")),
    )
    op.create_table(
        "text",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_text")),
    )
    op.create_table(
        "api_key",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("project_id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("hint", sa.String(length=12), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role IN ('reader', 'contributor', 'admin')", name=op.f("ck_api_key_role_known")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_api_key_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_key")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_key_digest")),
    )
    op.create_index(op.f("ix_api_key_project_id"), "api_key", ["project_id"], unique=False)
    op.create_table(
        "event",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("project_id", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("date", sa.String(length=10), nullable=True),
        sa.Column("participants", sa.JSON(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_event_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index("event_of_project", "event", ["project_id", "date", "id"], unique=False)
    op.create_table(
        "idempotent_answer",
        sa.Column("project_id", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("request_digest", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("location", sa.Text(), nullable=True),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_idempotent_answer_project_id")),
        sa.PrimaryKeyConstraint("project_id", "key", name=op.f("pk_idempotent_answer")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("project_id", sa.String(length=40), nullable=False),
        sa.Column("event_id", sa.String(length=40), nullable=True),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("cancel", sa.Boolean(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String(length=100), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.JSON(), nullable=True),
        sa.Column("comparison_id", sa.String(length=40), nullable=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_job_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index(op.f("ix_job_event_id"), "job", ["event_id"], unique=False)
    op.create_index(op.f("ix_job_project_id"), "job", ["project_id"], unique=False)
    op.create_index("job_to_claim", "job", ["state", "lease_until", "created"], unique=False)
    op.create_table(
        "comparison",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("project_id", sa.String(length=40), nullable=False),
        sa.Column("event_id", sa.String(length=40), nullable=True),
        sa.Column("title", sa.String(length=500), nullable=True),
        sa.Column("date", sa.String(length=10), nullable=True),
        sa.Column("engine_id", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("report", sa.LargeBinary(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_comparison_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_comparison_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comparison")),
    )
    op.create_index("comparison_of_project", "comparison", ["project_id", "created", "id"], unique=False)
    op.create_index(op.f("ix_comparison_event_id"), "comparison", ["event_id"], unique=False)
    op.create_table(
        "job_event",
        sa.Column("job_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_job_event_job_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("job_id", "number", name=op.f("pk_job_event")),
    )
    op.create_table(
        "job_text",
        sa.Column("job_id", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_job_text_job_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["sha256"], ["text.sha256"], name=op.f("fk_job_text_sha256")),
        sa.PrimaryKeyConstraint("job_id", "sha256", name=op.f("pk_job_text")),
    )
    op.create_index(op.f("ix_job_text_sha256"), "job_text", ["sha256"], unique=False)
    op.create_table(
        "readout",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("event_id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("actor", sa.String(length=100), nullable=True),
        sa.Column("side", sa.String(length=100), nullable=True),
        sa.Column("title", sa.String(length=500), nullable=True),
        sa.Column("date", sa.String(length=10), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("document_sha256", sa.String(length=64), nullable=True),
        sa.Column("derivation", sa.JSON(), nullable=True),
        sa.Column("translation_of", sa.String(length=40), nullable=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_sha256"], ["text.sha256"], name=op.f("fk_readout_document_sha256")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_readout_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["text_sha256"], ["text.sha256"], name=op.f("fk_readout_text_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readout")),
        sa.UniqueConstraint("event_id", "source", "text_sha256", name="readout_once"),
    )
    op.create_index(op.f("ix_readout_document_sha256"), "readout", ["document_sha256"], unique=False)
    op.create_index(op.f("ix_readout_event_id"), "readout", ["event_id"], unique=False)
    op.create_index(op.f("ix_readout_text_sha256"), "readout", ["text_sha256"], unique=False)
    op.create_table(
        "claim",
        sa.Column(
            "row", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("comparison_id", sa.String(length=40), nullable=False),
        sa.Column("project_id", sa.String(length=40), nullable=False),
        sa.Column("claim_id", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("date", sa.String(length=10), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("model", sa.String(length=120), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comparison_id"], ["comparison.id"], name=op.f("fk_claim_comparison_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_claim_project_id")),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_claim")),
    )
    op.create_index(op.f("ix_claim_comparison_id"), "claim", ["comparison_id"], unique=False)
    op.create_index(op.f("ix_claim_project_id"), "claim", ["project_id"], unique=False)
    op.create_table(
        "pair_figures",
        sa.Column("comparison_id", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("a", sa.String(length=300), nullable=False),
        sa.Column("b", sa.String(length=300), nullable=False),
        sa.Column("actor_a", sa.String(length=100), nullable=True),
        sa.Column("actor_b", sa.String(length=100), nullable=True),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comparison_id"],
            ["comparison.id"],
            name=op.f("fk_pair_figures_comparison_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("comparison_id", "place", name=op.f("pk_pair_figures")),
    )
    op.create_index(op.f("ix_pair_figures_a"), "pair_figures", ["a"], unique=False)
    op.create_index(op.f("ix_pair_figures_actor_a"), "pair_figures", ["actor_a"], unique=False)
    op.create_index(op.f("ix_pair_figures_actor_b"), "pair_figures", ["actor_b"], unique=False)
    op.create_index(op.f("ix_pair_figures_b"), "pair_figures", ["b"], unique=False)

    if op.get_bind().dialect.name == "sqlite":
        _index_words_on_sqlite()
    else:
        _index_words_on_postgresql()
        _add_vectors()


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE claim_words")
    for table in reversed(TABLES):
        op.drop_table(table)


def _index_words_on_sqlite() -> None:
    # Terms are cut and folded before they are stored: the tokenizer has only to part them at spaces.
    op.execute(
        """
        CREATE VIRTUAL TABLE claim_words USING fts5(
            terms, content='claim', content_rowid='row', detail='none',
            tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co P* S* M*'"
        )
        """
    )
    op.execute(
        """
        CREATE TRIGGER claim_words_in AFTER INSERT ON claim BEGIN
            INSERT INTO claim_words (rowid, terms) VALUES (new.row, new.terms);
        END
        """
    )
    op.execute(
        """
        CREATE TRIGGER claim_words_out AFTER DELETE ON claim BEGIN
            INSERT INTO claim_words (claim_words, rowid, terms) VALUES ('delete', old.row, old.terms);
        END
        """
    )


def _index_words_on_postgresql() -> None:
    # The same terms as lexemes, without a parser: `simple` would cut "3.7" and "aujourd'hui" in its own way.
    op.execute(
        "CREATE INDEX claim_by_terms ON claim USING gin (array_to_tsvector(string_to_array(terms, ' ')))"
    )


def _add_vectors() -> None:
    """A column that pgvector searches, where the server has pgvector and lets us use it."""
    bind = op.get_bind()
    if bind.scalar(sa.text("SELECT count(*) FROM pg_available_extensions WHERE name = 'vector'")):
        try:
            with bind.begin_nested():
                bind.execute(sa.text("CREATE EXTENSION IF NOT EXISTS vector"))
        except DBAPIError:
            return  # this user may not create extensions: search compares the stored vectors itself
        op.execute("ALTER TABLE claim ADD COLUMN embedding halfvec")
