"""Tables of results, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def create() -> None:
    op.create_table(
        "final_result",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("result_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("scheme_code", sa.Text(), nullable=False),
        sa.Column("class_code", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False, comment="unit or cadre"),
        sa.Column("result_version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("is_ordinary", sa.Boolean(), nullable=False, comment="ordinary cadres ranked inside their own unit"),
        sa.Column("is_current", sa.Boolean(), nullable=False, comment="false once a newer version has come"),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column(
            "proposed_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when proposals were made from it; office time",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_final_result")),
        sa.UniqueConstraint(
            "year", "class_code", "result_version", name=op.f("uq_final_result_year_class_code_result_version")
        ),
        schema="personnel",
        comment="a sealed final result as it arrived; its content cannot change",
    )
    op.create_index(
        "ix_final_result_pending",
        "final_result",
        ["id"],
        unique=False,
        schema="personnel",
        postgresql_where=sa.text("proposed_at IS NULL AND is_current"),
    )
    op.create_index(
        "uq_final_result_current",
        "final_result",
        ["year", "class_code"],
        unique=True,
        schema="personnel",
        postgresql_where=sa.text("is_current"),
    )
    op.create_table(
        "linkage_rules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("document", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "articles",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="the document in words, as it is cited",
        ),
        sa.Column("title", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("writers", postgresql.ARRAY(sa.Text()), nullable=False, comment="whoever has worked at the draft"),
        sa.Column("decision_number", sa.Text(), nullable=True),
        sa.Column("issued_by", sa.Text(), nullable=True),
        sa.Column("issued_by_name", sa.Text(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True, comment="office time"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("state IN ('draft', 'issued')", name=op.f("ck_linkage_rules_state_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_linkage_rules")),
        sa.UniqueConstraint("year", name=op.f("uq_linkage_rules_year")),
        schema="personnel",
        comment="how one year's results are used; cannot change once issued",
    )
    op.create_table(
        "final_line",
        sa.Column("final_result_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("total", sa.Numeric(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("of_count", sa.Integer(), nullable=False),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("flags", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["final_result_id"], ["personnel.final_result.id"], name=op.f("fk_final_line_final_result_id_final_result")
        ),
        sa.PrimaryKeyConstraint("final_result_id", "code", name=op.f("pk_final_line")),
        schema="personnel",
        comment="append only: one subject of a final result",
    )
