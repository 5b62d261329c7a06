"""Tables of rounds, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def create() -> None:
    op.create_table(
        "round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("class_codes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column(
            "rule",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=True,
            comment=(
                "numbers by which lights are computed, declared when it opened; null where lights were entered by hand"
            ),
        ),
        sa.Column(
            "report",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=True,
            comment="the quarter's report, made when it closed",
        ),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_by_name", sa.Text(), nullable=False),
        sa.Column("closed_by_name", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_round_closed_has_time")),
        sa.CheckConstraint("period IN ('Q1', 'Q2', 'Q3', 'Q4')", name=op.f("ck_round_period_known")),
        sa.CheckConstraint("state IN ('closed', 'open')", name=op.f("ck_round_state_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("year", "period", name=op.f("uq_round_year_period")),
        schema="supervision",
        comment="a quarterly round; frozen once closed",
    )
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
        sa.CheckConstraint(
            "(measure = 'value') = (expected IS NOT NULL AND green_at IS NOT NULL AND yellow_at IS NOT NULL)",
            name=op.f("ck_round_item_value_has_thresholds"),
        ),
        sa.CheckConstraint("(state = 'awaited') = (found_light IS NULL)", name=op.f("ck_round_item_found_has_light")),
        sa.CheckConstraint("kind IN ('indicator', 'project')", name=op.f("ck_round_item_kind_known")),
        sa.CheckConstraint(
            "light IN ('green', 'yellow', 'red') AND found_light IN ('green', 'yellow', 'red')",
            name=op.f("ck_round_item_light_known"),
        ),
        sa.CheckConstraint(
            "light IS NOT DISTINCT FROM found_light AND state <> 'made_good' OR "
            "found_light = 'red' AND light = 'yellow' AND state = 'made_good'",
            name=op.f("ck_round_item_changes_only_by_making_good"),
        ),
        sa.CheckConstraint(
            "measure <> 'schedule' OR planned_on IS NOT NULL", name=op.f("ck_round_item_schedule_has_day")
        ),
        sa.CheckConstraint("measure IN ('value', 'schedule', 'typed')", name=op.f("ck_round_item_measure_known")),
        sa.CheckConstraint("origin IN ('plan', 'office')", name=op.f("ck_round_item_origin_known")),
        sa.CheckConstraint(
            "state <> 'reported' OR found_light = 'red'", name=op.f("ck_round_item_only_red_is_made_good")
        ),
        sa.CheckConstraint(
            "state IN ('awaited', 'found', 'made_good', 'reported')", name=op.f("ck_round_item_state_known")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["supervision.round.id"], name=op.f("fk_round_item_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_item")),
        sa.UniqueConstraint("round_id", "unit_code", "code", name=op.f("uq_round_item_round_id_unit_code_code")),
        schema="supervision",
        comment="a line of a unit's checklist, copied by value; what is looked into is fixed, what was found adds up",
    )
    op.create_index(
        "ix_round_item_light_round_id", "round_item", ["light", "round_id"], unique=False, schema="supervision"
    )
    op.create_index(
        "ix_round_item_round_id_unit_code_position_id",
        "round_item",
        ["round_id", "unit_code", "position", "id"],
        unique=False,
        schema="supervision",
    )
    op.create_index(
        "ix_round_item_state_round_id", "round_item", ["state", "round_id"], unique=False, schema="supervision"
    )
    op.create_index(
        "ix_round_item_unit_code_round_id", "round_item", ["unit_code", "round_id"], unique=False, schema="supervision"
    )
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
        sa.CheckConstraint("light IN ('green', 'yellow', 'red')", name=op.f("ck_round_step_light_known")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["supervision.round_item.id"], name=op.f("fk_round_step_item_id_round_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_step")),
        schema="supervision",
        comment="append only: what was found on a line, what the unit said and did, and what was checked again",
    )
    op.create_index("ix_round_step_item_id", "round_step", ["item_id"], unique=False, schema="supervision")
