"""Lights of a quarterly round by rule: a frozen checklist of each unit in place of grades that were typed.

What earlier rounds found becomes a line of its own with the light that was typed then, marked as such; the table of
typed grades goes. Its guard is dropped with it, because rows of closed rounds are copied.

Revision ID: supervision_0011
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from hengjian.kit.data.alembic_env import service_role

revision = "supervision_0011"
down_revision = "supervision_0010"
branch_labels = None
depends_on = None

_LIGHTS = "('green', 'yellow', 'red')"
_GUARD_ITEM = """
CREATE FUNCTION supervision.guard_round_item() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found_things text[] := ARRAY['state', 'value', 'stage', 'reached_on', 'found_light', 'light', 'due_on', 'version',
                                 'updated_at'];
    office_may_correct text[] := ARRAY['name', 'name_en', 'planned', 'planned_on'];
BEGIN
    IF TG_OP = 'DELETE' OR EXISTS (SELECT FROM supervision.round WHERE id = NEW.round_id AND state = 'closed') THEN
        RAISE EXCEPTION 'a line of the checklist stays, and so does a closed round' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        RETURN NEW;
    END IF;
    IF to_jsonb(OLD) - found_things - office_may_correct IS DISTINCT FROM
       to_jsonb(NEW) - found_things - office_may_correct THEN
        RAISE EXCEPTION 'the checklist is fixed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (OLD.origin = 'plan' OR OLD.state <> 'awaited') AND
       to_jsonb(OLD) - found_things IS DISTINCT FROM to_jsonb(NEW) - found_things THEN
        RAISE EXCEPTION 'what was looked into is fixed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.found_light = 'red' AND
       (OLD.found_light, OLD.value, OLD.stage, OLD.reached_on, OLD.due_on)
       IS DISTINCT FROM (NEW.found_light, NEW.value, NEW.stage, NEW.reached_on, NEW.due_on) THEN
        RAISE EXCEPTION 'what was found red stays on record' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state = 'made_good' AND NEW.state <> 'made_good' OR
       OLD.light IS DISTINCT FROM NEW.light AND OLD.found_light = 'red' AND OLD.state <> 'reported' THEN
        RAISE EXCEPTION 'a red light changes once, by being made good' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""

_GUARD_STEP = """
CREATE FUNCTION supervision.guard_round_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM supervision.round_item i JOIN supervision.round r ON r.id = i.round_id
               WHERE i.id = NEW.item_id AND r.state = 'closed') THEN
        RAISE EXCEPTION 'nothing is added to a closed round' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""

_KEEP_TYPED = """
INSERT INTO supervision.round_item
    (id, round_id, unit_code, unit_name, class_code, position, code, name, name_en, kind, measure, origin, state,
     found_light, light, due_on, version, updated_at)
SELECT f.id, f.round_id, f.unit_code, f.unit_name, u.class_code, row_number() OVER place, 'P-' || row_number() OVER place,
       f.subject, f.subject, 'project', 'typed', 'office', 'found', f.light, f.light, f.due_on, f.version, f.updated_at
FROM (SELECT *, CASE grade WHEN 'good' THEN 'green' WHEN 'fair' THEN 'yellow' ELSE 'red' END AS light
      FROM supervision.round_finding) f
LEFT JOIN supervision.unit_copy u ON u.code = f.unit_code
WINDOW place AS (PARTITION BY f.round_id, f.unit_code ORDER BY f.subject, f.id)
"""

_KEEP_TYPED_STEPS = """
INSERT INTO supervision.round_step (id, item_id, kind, at, office, by, by_name, note, light)
SELECT gen_random_uuid(), f.id, 'found', coalesce(r.closed_at, r.opened_at), 'supervision_office', '', '',
       f.finding, i.light
FROM supervision.round_finding f
JOIN supervision.round r ON r.id = f.round_id
JOIN supervision.round_item i ON i.id = f.id
"""

_RULE_OF_OPEN_ROUNDS = """
UPDATE supervision.round SET rule = '{"green_percent": "95", "yellow_percent": "80", "green_days": 0,
    "yellow_days": 15, "make_good_days": 10}' WHERE state = 'open'
"""


def upgrade() -> None:
    for name, comment in (
        (
            "rule",
            "numbers by which lights are computed, declared when it opened; null where lights were entered by hand",
        ),
        ("report", "the quarter's report, made when it closed"),
    ):
        op.add_column(
            "round", sa.Column(name, postgresql.JSONB(), nullable=True, comment=comment), schema="supervision"
        )
    op.execute(_RULE_OF_OPEN_ROUNDS)
    _create_items()
    _create_steps()
    op.execute(_KEEP_TYPED)
    op.execute(_KEEP_TYPED_STEPS)
    op.drop_table("round_finding", schema="supervision")
    op.execute("DROP FUNCTION supervision.guard_round_finding()")
    for table, statement, events in (
        ("round_item", _GUARD_ITEM, "INSERT OR UPDATE OR DELETE"),
        ("round_step", _GUARD_STEP, "INSERT"),
    ):
        op.execute(statement)
        op.execute(
            f"CREATE TRIGGER guard BEFORE {events} ON supervision.{table} "
            f"FOR EACH ROW EXECUTE FUNCTION supervision.guard_{table}()"
        )
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.round_step "
        "FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()"
    )
    op.execute("REVOKE UPDATE, DELETE, TRUNCATE ON supervision.round_step FROM " + service_role())


def _create_items() -> None:
    op.create_table(
        "round_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False, comment="as it was called then"),
        sa.Column("class_code", sa.Text(), nullable=True, comment="class in which the unit was then"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False, comment="the indicator's, or one that the office gave"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column(
            "measure",
            sa.Text(),
            nullable=False,
            comment="how the light comes about; typed: before lights were computed",
        ),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=True, comment="the issued plan from which it was copied"),
        sa.Column("plan_version", sa.Integer(), nullable=True),
        sa.Column("unit_of_measure", sa.Text(), nullable=True),
        sa.Column("direction", sa.Text(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("target", sa.Numeric(), nullable=True, comment="of the year"),
        sa.Column("expected", sa.Numeric(), nullable=True, comment="due by the end of the quarter"),
        sa.Column("basis", sa.Text(), nullable=True, comment="where that comes from: milestone, linear or ceiling"),
        sa.Column("green_at", sa.Numeric(), nullable=True, comment="worst value that is still green"),
        sa.Column("yellow_at", sa.Numeric(), nullable=True, comment="worst value that is still yellow"),
        sa.Column("planned", sa.Text(), nullable=True, comment="stage that a project must have reached"),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("value", sa.Numeric(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column(
            "reached_on", sa.Date(), nullable=True, comment="day on which the planned stage was or will be reached"
        ),
        sa.Column("found_light", sa.Text(), nullable=True, comment="what the visit found; stays for good"),
        sa.Column("light", sa.Text(), nullable=True, comment="what counts: a red one that was made good is yellow"),
        sa.Column("due_on", sa.Date(), nullable=True, comment="day by which a red one may be made good"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("kind IN ('indicator', 'project')", name=op.f("ck_round_item_kind_known")),
        sa.CheckConstraint("measure IN ('value', 'schedule', 'typed')", name=op.f("ck_round_item_measure_known")),
        sa.CheckConstraint("origin IN ('plan', 'office')", name=op.f("ck_round_item_origin_known")),
        sa.CheckConstraint(
            "state IN ('awaited', 'found', 'reported', 'made_good')", name=op.f("ck_round_item_state_known")
        ),
        sa.CheckConstraint(f"light IN {_LIGHTS} AND found_light IN {_LIGHTS}", name=op.f("ck_round_item_light_known")),
        sa.CheckConstraint(
            "(measure = 'value') = (expected IS NOT NULL AND green_at IS NOT NULL AND yellow_at IS NOT NULL)",
            name=op.f("ck_round_item_value_has_thresholds"),
        ),
        sa.CheckConstraint(
            "measure <> 'schedule' OR planned_on IS NOT NULL", name=op.f("ck_round_item_schedule_has_day")
        ),
        sa.CheckConstraint("(state = 'awaited') = (found_light IS NULL)", name=op.f("ck_round_item_found_has_light")),
        sa.CheckConstraint(
            "light IS NOT DISTINCT FROM found_light AND state <> 'made_good'"
            " OR found_light = 'red' AND light = 'yellow' AND state = 'made_good'",
            name=op.f("ck_round_item_changes_only_by_making_good"),
        ),
        sa.CheckConstraint(
            "state <> 'reported' OR found_light = 'red'", name=op.f("ck_round_item_only_red_is_made_good")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["supervision.round.id"], name=op.f("fk_round_item_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_item")),
        sa.UniqueConstraint("round_id", "unit_code", "code", name=op.f("uq_round_item_round_id_unit_code_code")),
        schema="supervision",
        comment="a line of a unit's checklist, copied by value; what is looked into is fixed, what was found adds up",
    )
    for columns in (("unit_code", "round_id"), ("round_id", "unit_code", "position", "id"), ("updated_at",)):
        op.create_index(f"ix_round_item_{'_'.join(columns)}", "round_item", list(columns), schema="supervision")


def _create_steps() -> None:
    op.create_table(
        "round_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("office", sa.Text(), nullable=False, comment="role in which the person acted, or system"),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("value", sa.Numeric(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("light", sa.Text(), nullable=True, comment="light after the step; null where nothing was found yet"),
        sa.CheckConstraint(
            "kind IN ('found', 'answered', 'reported', 'confirmed', 'refused')", name=op.f("ck_round_step_kind_known")
        ),
        sa.CheckConstraint(f"light IN {_LIGHTS}", name=op.f("ck_round_step_light_known")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["supervision.round_item.id"], name=op.f("fk_round_step_item_id_round_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_step")),
        schema="supervision",
        comment="append only: what was found on a line, what the unit said and did, and what was checked again",
    )
    op.create_index("ix_round_step_item_id", "round_step", ["item_id"], schema="supervision")
