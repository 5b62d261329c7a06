"""Rectifications with their stations, repeats within the year, and corrections by new entries.

Points may now also grow, once: when a repeat is found at confirmation, by the factor that the rule says.

Revision ID: supervision_0009
"""

import sqlalchemy as sa
from alembic import op

from hengjian.kit.data.alembic_env import service_role

revision = "supervision_0009"
down_revision = "supervision_0008"
branch_labels = None
depends_on = None

_POINTS_CHANGE = "AND NOT (OLD.state = 'objected' AND NEW.state = 'effective' AND NEW.points < OLD.points)"
_OR_REPEAT = """AND NOT (OLD.state = 'recorded' AND NEW.state = 'confirmed' AND NEW.factor > OLD.factor AND
                 (OLD.rule_id, OLD.rule_code, OLD.points_each, OLD.count)
                 IS NOT DISTINCT FROM (NEW.rule_id, NEW.rule_code, NEW.points_each, NEW.count))"""
_SAID = "'points change only when an objection is accepted in part'"
_SAID_NOW = "'points change only when an objection is accepted in part or a repeat is confirmed'"

_LET_REPEATS_COUNT = f"""
DO $migration$
DECLARE
    guard text := pg_get_functiondef('supervision.guard_deduction()'::regprocedure);
BEGIN
    IF position($old${_POINTS_CHANGE}$old$ IN guard) = 0 THEN
        RAISE EXCEPTION 'guard_deduction is not the function that this revision changes';
    END IF;
    guard := replace(guard, $old${_POINTS_CHANGE}$old$, $new${_POINTS_CHANGE}
       {_OR_REPEAT}$new$);
    EXECUTE replace(guard, $old${_SAID}$old$, $new${_SAID_NOW}$new$);
END $migration$
"""

_GUARD_ORIGIN = """
CREATE FUNCTION supervision.guard_origin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.rectification_id, OLD.corrects_id) IS DISTINCT FROM (NEW.rectification_id, NEW.corrects_id) THEN
        RAISE EXCEPTION 'what was recorded cannot change' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""

_GUARD_RECTIFICATION = """
CREATE FUNCTION supervision.guard_rectification() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR
       (OLD.id, OLD.number, OLD.year, OLD.deduction_id, OLD.deduction_number, OLD.unit_code, OLD.unit_name,
        OLD.rule_code, OLD.rule_title, OLD.rule_title_en, OLD.demand, OLD.opened_at)
       IS DISTINCT FROM
       (NEW.id, NEW.number, NEW.year, NEW.deduction_id, NEW.deduction_number, NEW.unit_code, NEW.unit_name,
        NEW.rule_code, NEW.rule_title, NEW.rule_title_en, NEW.demand, NEW.opened_at) THEN
        RAISE EXCEPTION 'what was demanded cannot change' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.due_on <> NEW.due_on AND NEW.state <> 'failed' THEN
        RAISE EXCEPTION 'only a failed re-check sets another due date' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (
        ('open', 'reported'), ('open', 'overdue'), ('open', 'withdrawn'), ('open', 'lapsed'),
        ('failed', 'reported'), ('failed', 'overdue'), ('failed', 'withdrawn'), ('failed', 'lapsed'),
        ('overdue', 'reported'), ('overdue', 'withdrawn'), ('overdue', 'lapsed'),
        ('reported', 'passed'), ('reported', 'failed'), ('reported', 'withdrawn'), ('reported', 'lapsed')) THEN
        RAISE EXCEPTION 'a rectification does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""

_PURPOSE = "purpose IN ('record', 'objection', 'rectification', 'recheck')"
_STATES = "state IN ('open', 'overdue', 'reported', 'failed', 'passed', 'withdrawn', 'lapsed')"


def upgrade() -> None:
    _say_more_in_rules()
    _keep_rectifications()
    _keep_repeats()
    _tell_purposes_apart()
    op.execute(_LET_REPEATS_COUNT)
    op.execute(_GUARD_ORIGIN)
    op.execute(
        "CREATE TRIGGER guard_origin BEFORE UPDATE OF rectification_id, corrects_id ON supervision.deduction "
        "FOR EACH ROW EXECUTE FUNCTION supervision.guard_origin()"
    )
    op.execute(_GUARD_RECTIFICATION)
    op.execute(
        "CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON supervision.rectification "
        "FOR EACH ROW EXECUTE FUNCTION supervision.guard_rectification()"
    )
    for table in ("rectification_step", "repeat"):
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()"
        )
    op.execute(
        "REVOKE UPDATE, DELETE, TRUNCATE ON supervision.rectification_step, supervision.repeat FROM " + service_role()
    )


def _say_more_in_rules() -> None:
    for table in ("deduction_rule", "rule_template"):
        op.add_column(
            table,
            sa.Column(
                "repeat_factor",
                sa.Numeric(),
                nullable=True,
                comment="factor at least applied when the unit broke the rule earlier in the year; one of those listed",
            ),
            schema="supervision",
        )
        op.add_column(
            table,
            sa.Column(
                "rectification_days",
                sa.Integer(),
                nullable=True,
                comment="working days in which what was found must be put right; null where the rule asks for nothing",
            ),
            schema="supervision",
        )
        op.add_column(
            table,
            sa.Column(
                "overdue_rule_code",
                sa.Text(),
                nullable=True,
                comment="the rule by which the system proposes a further deduction when that term has passed",
            ),
            schema="supervision",
        )
    op.create_check_constraint(
        op.f("ck_deduction_rule_repeat_factor_is_more"), "deduction_rule", "repeat_factor > 1", schema="supervision"
    )
    op.create_check_constraint(
        op.f("ck_deduction_rule_rectification_days_positive"),
        "deduction_rule",
        "rectification_days BETWEEN 1 AND 250",
        schema="supervision",
    )


def _keep_rectifications() -> None:
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
        sa.Column("due_on", sa.Date(), nullable=False, comment="last day; a failed re-check sets the next"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint(_STATES, name=op.f("ck_rectification_state_known")),
        sa.ForeignKeyConstraint(
            ["deduction_id"], ["supervision.deduction.id"], name=op.f("fk_rectification_deduction_id_deduction")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rectification")),
        sa.UniqueConstraint("number", name=op.f("uq_rectification_number")),
        schema="supervision",
        comment="what a unit must put right; what was demanded never changes, where it stands is in the steps",
    )
    op.create_index(
        "uq_rectification_deduction",
        "rectification",
        ["deduction_id"],
        unique=True,
        schema="supervision",
        postgresql_where=sa.text("state <> 'withdrawn'"),
    )
    op.create_index("ix_rectification_due_on_id", "rectification", ["due_on", "id"], schema="supervision")
    op.create_index(
        "ix_rectification_unit_code_due_on_id", "rectification", ["unit_code", "due_on", "id"], schema="supervision"
    )
    op.create_index(
        "ix_rectification_running",
        "rectification",
        ["due_on"],
        schema="supervision",
        postgresql_where=sa.text("state IN ('open', 'failed')"),
    )
    op.create_index(op.f("ix_rectification_updated_at"), "rectification", ["updated_at"], schema="supervision")
    op.create_table(
        "rectification_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rectification_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, comment="state after the step"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("office", sa.Text(), nullable=False, comment="role in which the person acted, or system"),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True, comment="last day that this step set"),
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
        op.f("ix_rectification_step_rectification_id"), "rectification_step", ["rectification_id"], schema="supervision"
    )
    op.add_column(
        "deduction",
        sa.Column(
            "rectification_id",
            sa.Uuid(),
            nullable=True,
            comment="the overdue rectification from which the system proposed it",
        ),
        schema="supervision",
    )
    op.create_index(
        "ix_deduction_rectification_id",
        "deduction",
        ["rectification_id"],
        schema="supervision",
        postgresql_where=sa.text("rectification_id IS NOT NULL"),
    )


def _keep_repeats() -> None:
    op.add_column(
        "deduction",
        sa.Column(
            "corrects_id", sa.Uuid(), nullable=True, comment="the revoked deduction in whose place this one stands"
        ),
        schema="supervision",
    )
    op.create_foreign_key(
        op.f("fk_deduction_corrects_id_deduction"),
        "deduction",
        "deduction",
        ["corrects_id"],
        ["id"],
        source_schema="supervision",
        referent_schema="supervision",
    )
    op.create_index(
        "ix_deduction_unit_code_year_rule_code", "deduction", ["unit_code", "year", "rule_code"], schema="supervision"
    )
    op.create_table(
        "repeat",
        sa.Column("deduction_id", sa.Uuid(), nullable=False),
        sa.Column("earlier_id", sa.Uuid(), nullable=False),
        sa.Column("factor_before", sa.Numeric(), nullable=False, comment="as recorded"),
        sa.Column("factor_after", sa.Numeric(), nullable=False, comment="the rule's repeat factor"),
        sa.Column("points_before", sa.Numeric(), nullable=False),
        sa.Column("points_after", sa.Numeric(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False, comment="office time of the confirmation"),
        sa.CheckConstraint(
            "factor_after > factor_before AND points_after > points_before", name=op.f("ck_repeat_always_more")
        ),
        sa.ForeignKeyConstraint(
            ["deduction_id"], ["supervision.deduction.id"], name=op.f("fk_repeat_deduction_id_deduction")
        ),
        sa.ForeignKeyConstraint(
            ["earlier_id"], ["supervision.deduction.id"], name=op.f("fk_repeat_earlier_id_deduction")
        ),
        sa.PrimaryKeyConstraint("deduction_id", name=op.f("pk_repeat")),
        schema="supervision",
        comment="append only: deductions confirmed with the repeat factor of their rule, and because of which one",
    )
    op.create_index(op.f("ix_repeat_earlier_id"), "repeat", ["earlier_id"], schema="supervision")


def _tell_purposes_apart() -> None:
    for table in ("evidence", "evidence_upload"):
        name = op.f(f"ck_{table}_purpose_known")
        op.drop_constraint(name, table, schema="supervision")
        op.create_check_constraint(name, table, _PURPOSE, schema="supervision")
    op.alter_column(
        "evidence",
        "purpose",
        schema="supervision",
        existing_type=sa.Text(),
        comment="record: what was found; objection, rectification: by the unit; recheck: what was found again",
    )
