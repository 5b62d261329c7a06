"""Tables of reports, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op


def create() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False, comment="as it was called then"),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False, comment="first submitted after it was due"),
        sa.Column("first_submitted_at", sa.DateTime(timezone=True), nullable=True, comment="office time"),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True, comment="office time"),
        sa.Column("submitted_by", sa.Text(), nullable=True),
        sa.Column("submitted_by_name", sa.Text(), nullable=True),
        sa.Column(
            "judged_at", sa.DateTime(timezone=True), nullable=True, comment="office time of acceptance or return"
        ),
        sa.Column("judged_by", sa.Text(), nullable=True),
        sa.Column("judged_by_name", sa.Text(), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=True),
        sa.Column(
            "overdue_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="office time at which it was announced as overdue",
        ),
        sa.Column("yellow_count", sa.Integer(), nullable=False, comment="lights as they stood when submitted"),
        sa.Column("red_count", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("(state = 'awaited') = (submitted_at IS NULL)", name=op.f("ck_report_submitted_has_time")),
        sa.CheckConstraint(
            "state IN ('accepted', 'awaited', 'returned', 'submitted')", name=op.f("ck_report_state_known")
        ),
        sa.CheckConstraint("NOT is_late OR first_submitted_at > due_at", name=op.f("ck_report_late_is_after_due")),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name=op.f("ck_report_month_known")),
        sa.ForeignKeyConstraint(["year"], ["targets.appraisal_year.year"], name=op.f("fk_report_year_appraisal_year")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("year", "month", "unit_code", name=op.f("uq_report_year_month_unit_code")),
        schema="targets",
        comment="a unit's report on one month; awaited from the day the year begins to run",
    )
    op.create_index(
        "ix_report_due_at",
        "report",
        ["due_at"],
        unique=False,
        schema="targets",
        postgresql_where=sa.text("overdue_at IS NULL AND (first_submitted_at IS NULL OR is_late)"),
    )
    op.create_index(
        "ix_report_unit_code_year_month", "report", ["unit_code", "year", "month"], unique=False, schema="targets"
    )
    op.create_table(
        "report_entry",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("indicator_code", sa.Text(), nullable=False),
        sa.Column("value", sa.Numeric(), nullable=True, comment="reached since the beginning of the year"),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("target", sa.Numeric(), nullable=True),
        sa.Column("expected", sa.Numeric(), nullable=True, comment="what the light was judged by"),
        sa.Column("yellow_at", sa.Numeric(), nullable=True, comment="worst value that was still yellow"),
        sa.Column("basis", sa.Text(), nullable=True, comment="milestone, linear, ceiling or none"),
        sa.Column("light", sa.Text(), nullable=True),
        sa.CheckConstraint("light IN ('green', 'yellow', 'red', 'none')", name=op.f("ck_report_entry_light_known")),
        sa.ForeignKeyConstraint(["report_id"], ["targets.report.id"], name=op.f("fk_report_entry_report_id_report")),
        sa.PrimaryKeyConstraint("report_id", "indicator_code", name=op.f("pk_report_entry")),
        schema="targets",
        comment="what a unit claims for one indicator; light and target as they stood when submitted",
    )
