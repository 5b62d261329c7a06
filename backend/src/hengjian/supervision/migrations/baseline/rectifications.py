"""Tables of rectifications, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op


def create() -> None:
    op.create_table(
        "rectification",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("deduction_id", sa.Uuid(), nullable=False),
        sa.Column("deduction_number", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False, comment="as it was called then"),
        sa.Column("rule_code", sa.Text(), nullable=False),
        sa.Column("rule_title", sa.Text(), nullable=False),
        sa.Column("rule_title_en", sa.Text(), nullable=False),
        sa.Column("demand", sa.Text(), nullable=False, comment="what must be put right"),
        sa.Column(
            "due_on", sa.Date(), nullable=False, comment="last day; a failed re-check or an extension sets the next"
        ),
        sa.Column(
            "wanted_due_on",
            sa.Date(),
            nullable=True,
            comment="last day that the unit asks for; null where nothing waits",
        ),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint(
            "state IN ('failed', 'lapsed', 'open', 'overdue', 'passed', 'reported', 'withdrawn')",
            name=op.f("ck_rectification_state_known"),
        ),
        sa.CheckConstraint(
            "wanted_due_on IS NULL OR state IN ('open', 'failed')", name=op.f("ck_rectification_wanted_while_term_runs")
        ),
        sa.ForeignKeyConstraint(
            ["deduction_id"], ["supervision.deduction.id"], name=op.f("fk_rectification_deduction_id_deduction")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rectification")),
        sa.UniqueConstraint("number", name=op.f("uq_rectification_number")),
        schema="supervision",
        comment="what a unit must put right; what was demanded never changes, where it stands is in the steps",
    )
    op.create_index("ix_rectification_due_on_id", "rectification", ["due_on", "id"], unique=False, schema="supervision")
    op.create_index(
        "ix_rectification_extension_asked",
        "rectification",
        ["due_on", "id"],
        unique=False,
        schema="supervision",
        postgresql_where=sa.text("wanted_due_on IS NOT NULL"),
    )
    op.create_index(
        "ix_rectification_running",
        "rectification",
        ["due_on"],
        unique=False,
        schema="supervision",
        postgresql_where=sa.text("state IN ('open', 'failed')"),
    )
    op.create_index(
        "ix_rectification_state_due_on_id",
        "rectification",
        ["state", "due_on", "id"],
        unique=False,
        schema="supervision",
    )
    op.create_index(
        "ix_rectification_unit_code_due_on_id",
        "rectification",
        ["unit_code", "due_on", "id"],
        unique=False,
        schema="supervision",
    )
    op.create_index(
        "ix_rectification_year_due_on_id", "rectification", ["year", "due_on", "id"], unique=False, schema="supervision"
    )
    op.create_index(
        "uq_rectification_deduction",
        "rectification",
        ["deduction_id"],
        unique=True,
        schema="supervision",
        postgresql_where=sa.text("state <> 'withdrawn'"),
    )
    op.create_table(
        "rectification_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rectification_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Text(),
            server_default="moved",
            nullable=False,
            comment="moved to a state, or about another last day",
        ),
        sa.Column("state", sa.Text(), nullable=False, comment="state after the step"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("office", sa.Text(), nullable=False, comment="role in which the person acted, or system"),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True, comment="last day that this step set, or asked for"),
        sa.CheckConstraint(
            "kind IN ('moved', 'extension_asked', 'extended', 'extension_declined')",
            name=op.f("ck_rectification_step_kind_known"),
        ),
        sa.ForeignKeyConstraint(
            ["rectification_id"],
            ["supervision.rectification.id"],
            name=op.f("fk_rectification_step_rectification_id_rectification"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rectification_step")),
        schema="supervision",
        comment="append only: each station of a rectification",
    )
    op.create_index(
        op.f("ix_rectification_step_rectification_id"),
        "rectification_step",
        ["rectification_id"],
        unique=False,
        schema="supervision",
    )
