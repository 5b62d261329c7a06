"""Tables of years, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def create() -> None:
    op.create_table(
        "appraisal_year",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("phase_since", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column(
            "report_due_day",
            sa.Integer(),
            nullable=False,
            comment="day of the following month on which a monthly report is due",
        ),
        sa.Column(
            "yellow_percent",
            sa.Integer(),
            nullable=False,
            comment="share of what is expected at which red turns to yellow",
        ),
        sa.Column(
            "settings",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="what the county decided for this year",
        ),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("opened_by_name", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint(
            "phase IN ('closed', 'preparation', 'running', 'year_end')", name=op.f("ck_appraisal_year_phase_known")
        ),
        sa.CheckConstraint("report_due_day BETWEEN 1 AND 28", name=op.f("ck_appraisal_year_due_day_in_every_month")),
        sa.CheckConstraint("yellow_percent BETWEEN 1 AND 100", name=op.f("ck_appraisal_year_yellow_is_a_percentage")),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_appraisal_year")),
        schema="targets",
        comment="an appraisal year; its phase only moves forward",
    )
    op.create_table(
        "indicator",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("unit_of_measure", sa.Text(), nullable=False),
        sa.Column("owner_unit_code", sa.Text(), nullable=False, comment="unit that enters and proves the value"),
        sa.Column("direction", sa.Text(), nullable=False, comment="which way is better"),
        sa.Column("goal_scope", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="a task is measured by percent done"),
        sa.Column("places", sa.Integer(), nullable=False, comment="decimal places of its values"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("direction IN ('higher', 'lower')", name=op.f("ck_indicator_direction_known")),
        sa.CheckConstraint("goal_scope IN ('common', 'specific')", name=op.f("ck_indicator_goal_scope_known")),
        sa.CheckConstraint("kind IN ('quantity', 'task')", name=op.f("ck_indicator_kind_known")),
        sa.CheckConstraint("places BETWEEN 0 AND 6", name=op.f("ck_indicator_places_few")),
        sa.ForeignKeyConstraint(
            ["year"], ["targets.appraisal_year.year"], name=op.f("fk_indicator_year_appraisal_year")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("year", "code", name=op.f("uq_indicator_year_code")),
        schema="targets",
        comment="what is measured, in which unit, and which unit owns the number",
    )
    op.create_index(
        op.f("ix_indicator_owner_unit_code"), "indicator", ["owner_unit_code"], unique=False, schema="targets"
    )
