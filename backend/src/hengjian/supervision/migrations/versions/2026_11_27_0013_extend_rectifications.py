"""Let the office set a later due date with an entry that says so, and keep what the unit asked for until it is answered.

That a due date changes only with an entry is checked when the transaction ends, because the entry is written after it.

Revision ID: supervision_0013
"""

import sqlalchemy as sa
from alembic import op

revision = "supervision_0013"
down_revision = "supervision_0012"
branch_labels = None
depends_on = None

_KINDS = "kind IN ('moved', 'extension_asked', 'extended', 'extension_declined')"

_GUARD_RECTIFICATION = """
CREATE OR REPLACE FUNCTION supervision.guard_rectification() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR
       (OLD.id, OLD.number, OLD.year, OLD.deduction_id, OLD.deduction_number, OLD.unit_code, OLD.unit_name,
        OLD.rule_code, OLD.rule_title, OLD.rule_title_en, OLD.demand, OLD.opened_at)
       IS DISTINCT FROM
       (NEW.id, NEW.number, NEW.year, NEW.deduction_id, NEW.deduction_number, NEW.unit_code, NEW.unit_name,
        NEW.rule_code, NEW.rule_title, NEW.rule_title_en, NEW.demand, NEW.opened_at) THEN
        RAISE EXCEPTION 'what was demanded cannot change' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.due_on <> NEW.due_on AND (NEW.state NOT IN ('open', 'failed')
                                     OR NEW.state = OLD.state AND NEW.due_on < OLD.due_on) THEN
        RAISE EXCEPTION 'only a failed re-check or an extension sets another due date'
            USING ERRCODE = 'restrict_violation';
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

_REQUIRE_ENTRY = """
CREATE FUNCTION supervision.require_due_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM supervision.rectification_step
        WHERE rectification_id = NEW.id AND due_on = NEW.due_on
          AND (kind = 'extended' OR kind = 'moved' AND state = 'failed')) THEN
        RAISE EXCEPTION 'another due date needs an entry that sets it' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$
"""


def upgrade() -> None:
    op.add_column(
        "rectification",
        sa.Column(
            "wanted_due_on",
            sa.Date(),
            nullable=True,
            comment="last day that the unit asks for; null where nothing waits",
        ),
        schema="supervision",
    )
    op.create_check_constraint(
        op.f("ck_rectification_wanted_while_term_runs"),
        "rectification",
        "wanted_due_on IS NULL OR state IN ('open', 'failed')",
        schema="supervision",
    )
    op.alter_column(
        "rectification",
        "due_on",
        schema="supervision",
        existing_type=sa.Date(),
        comment="last day; a failed re-check or an extension sets the next",
    )
    op.add_column(
        "rectification_step",
        sa.Column(
            "kind",
            sa.Text(),
            nullable=False,
            server_default="moved",
            comment="moved to a state, or about another last day",
        ),
        schema="supervision",
    )
    op.create_check_constraint(
        op.f("ck_rectification_step_kind_known"), "rectification_step", _KINDS, schema="supervision"
    )
    op.alter_column(
        "rectification_step",
        "due_on",
        schema="supervision",
        existing_type=sa.Date(),
        comment="last day that this step set, or asked for",
    )
    op.execute(_GUARD_RECTIFICATION)
    op.execute(_REQUIRE_ENTRY)
    op.execute(
        "CREATE CONSTRAINT TRIGGER require_due_entry AFTER UPDATE OF due_on ON supervision.rectification "
        "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.due_on IS DISTINCT FROM NEW.due_on) "
        "EXECUTE FUNCTION supervision.require_due_entry()"
    )
