"""Tables of rules, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def create() -> None:
    op.create_table(
        "deduction_rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("points", sa.Numeric(), nullable=True, comment="points a count; null where a range is given"),
        sa.Column("points_min", sa.Numeric(), nullable=True),
        sa.Column("points_max", sa.Numeric(), nullable=True),
        sa.Column("points_step", sa.Numeric(), nullable=True),
        sa.Column(
            "factors",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="factors that may be applied, with what each means",
        ),
        sa.Column("unit_kinds", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False, comment="the document and article that the rule rests on"),
        sa.Column(
            "is_late_report",
            sa.Boolean(),
            nullable=False,
            comment="the rule by which the system proposes for a late report",
        ),
        sa.Column(
            "repeat_factor",
            sa.Numeric(),
            nullable=True,
            comment="factor at least applied when the unit broke the rule earlier in the year; one of those listed",
        ),
        sa.Column(
            "rectification_days",
            sa.Integer(),
            nullable=True,
            comment="working days in which what was found must be put right; null where the rule asks for nothing",
        ),
        sa.Column(
            "overdue_rule_code",
            sa.Text(),
            nullable=True,
            comment="the rule by which the system proposes a further deduction when that term has passed",
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint(
            "(points IS NOT NULL AND points > 0 AND points_min IS NULL AND points_max IS NULL AND points_step IS NULL) "
            "OR (points IS NULL AND points_min > 0 AND points_max > points_min AND points_step > 0)",
            name=op.f("ck_deduction_rule_points_or_range"),
        ),
        sa.CheckConstraint(
            "NOT is_late_report OR points IS NOT NULL", name=op.f("ck_deduction_rule_late_report_has_points")
        ),
        sa.CheckConstraint(
            "rectification_days BETWEEN 1 AND 250", name=op.f("ck_deduction_rule_rectification_days_positive")
        ),
        sa.CheckConstraint("repeat_factor > 1", name=op.f("ck_deduction_rule_repeat_factor_is_more")),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_deduction_rule_dates_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deduction_rule")),
        sa.UniqueConstraint("year", "code", name=op.f("uq_deduction_rule_year_code")),
        schema="supervision",
        comment="the year's catalogue of deductions; a rule that was used cannot change",
    )
    op.create_index(
        "uq_deduction_rule_late_report",
        "deduction_rule",
        ["year"],
        unique=True,
        schema="supervision",
        postgresql_where=sa.text("is_late_report"),
    )
    op.create_table(
        "rule_template",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("points", sa.Numeric(), nullable=True, comment="points a count; null where a range is given"),
        sa.Column("points_min", sa.Numeric(), nullable=True),
        sa.Column("points_max", sa.Numeric(), nullable=True),
        sa.Column("points_step", sa.Numeric(), nullable=True),
        sa.Column(
            "factors",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="factors that may be applied, with what each means",
        ),
        sa.Column("unit_kinds", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False, comment="the document and article that the rule rests on"),
        sa.Column(
            "is_late_report",
            sa.Boolean(),
            nullable=False,
            comment="the rule by which the system proposes for a late report",
        ),
        sa.Column(
            "repeat_factor",
            sa.Numeric(),
            nullable=True,
            comment="factor at least applied when the unit broke the rule earlier in the year; one of those listed",
        ),
        sa.Column(
            "rectification_days",
            sa.Integer(),
            nullable=True,
            comment="working days in which what was found must be put right; null where the rule asks for nothing",
        ),
        sa.Column(
            "overdue_rule_code",
            sa.Text(),
            nullable=True,
            comment="the rule by which the system proposes a further deduction when that term has passed",
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint(
            "(points IS NOT NULL AND points > 0 AND points_min IS NULL AND points_max IS NULL AND points_step IS NULL) "
            "OR (points IS NULL AND points_min > 0 AND points_max > points_min AND points_step > 0)",
            name=op.f("ck_rule_template_points_or_range"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_template")),
        sa.UniqueConstraint("code", name=op.f("uq_rule_template_code")),
        schema="supervision",
        comment="a starting catalogue that an office may adopt for a year",
    )
