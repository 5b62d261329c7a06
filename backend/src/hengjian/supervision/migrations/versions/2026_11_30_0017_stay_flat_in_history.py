"""Let every list and sum of deductions stay as fast as it was in the first year.

Revision ID: supervision_0017
"""

import sqlalchemy as sa
from alembic import op

revision = "supervision_0017"
down_revision = "supervision_0016"
branch_labels = None
depends_on = None

# ``signed_rows`` stands for the rows with a sign: what was counts -1, what is counts 1.
_COUNT_UNITS = """
    INSERT INTO supervision.deduction_tally_change (year, unit_code, rule_code, in_force, points, pending)
    SELECT * FROM (
        SELECT year, unit_code, rule_code,
               coalesce(sum(sign) FILTER (WHERE state = 'effective'), 0)::int AS in_force,
               coalesce(sum(sign * points) FILTER (WHERE state = 'effective'), 0) AS points,
               coalesce(sum(sign) FILTER (
                   WHERE state IN ('recorded', 'confirmed', 'notified', 'objected')), 0)::int AS pending
        FROM signed_rows GROUP BY 1, 2, 3) changed
    WHERE in_force <> 0 OR points <> 0 OR pending <> 0;
"""

# A judgement that changed nothing upholds; what a repeat weighs more by rule is nobody's strictness.
_COUNT_RECORDERS = """
    INSERT INTO supervision.recorder_tally_change
        (year, recorded_by, recorded_by_name, records, decided, upheld, in_force, points)
    SELECT * FROM (
        SELECT d.year, d.recorded_by, d.recorded_by_name,
               sum(sign)::int AS records,
               coalesce(sum(sign) FILTER (WHERE d.state IN ('effective', 'returned', 'revoked')), 0)::int AS decided,
               coalesce(sum(sign) FILTER (
                   WHERE d.state = 'effective' AND coalesce(j.points_after = j.points_before, true)), 0)::int AS upheld,
               coalesce(sum(sign) FILTER (WHERE d.state = 'effective'), 0)::int AS in_force,
               coalesce(sum(sign * least(d.points, r.points_before)) FILTER (WHERE d.state = 'effective'), 0) AS points
        FROM signed_rows d
        LEFT JOIN supervision.judgement j ON j.deduction_id = d.id
        LEFT JOIN supervision.repeat r ON r.deduction_id = d.id
        WHERE d.source = 'person' AND d.corrects_id IS NULL GROUP BY 1, 2, 3) changed
    WHERE records <> 0 OR decided <> 0 OR upheld <> 0 OR in_force <> 0 OR points <> 0;
"""

_NEW = "(SELECT 1 AS sign, * FROM new_rows)"
_CHANGED = "(SELECT 1 AS sign, * FROM new_rows UNION ALL SELECT -1, * FROM old_rows)"
_ALL = "(SELECT 1 AS sign, * FROM supervision.deduction)"

_COUNT = """
CREATE FUNCTION supervision.count_deductions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
_COUNT_ROWS_
    RETURN NULL;
END $$
"""


def _count(rows: str) -> tuple[str, str]:
    return _COUNT_UNITS.replace("signed_rows", f"{rows} d"), _COUNT_RECORDERS.replace("signed_rows", rows)


def _counting(name: str, rows: str) -> str:
    return _COUNT.replace("count_deductions", name).replace("_COUNT_ROWS_", "".join(_count(rows)))


_COUNT_NEW = _counting("count_new_deductions", _NEW)
_COUNT_CHANGED = _counting("count_changed_deductions", _CHANGED)

# A judgement or a repeat may be written before or after the step of its deduction: each counts what it changes in what
# stands at its moment, and so the differences add up whatever the order.
_COUNT_JUDGEMENT = """
CREATE FUNCTION supervision.count_judgement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.points_after <> NEW.points_before THEN
        INSERT INTO supervision.recorder_tally_change
            (year, recorded_by, recorded_by_name, records, decided, upheld, in_force, points)
        SELECT year, recorded_by, recorded_by_name, 0, 0, -1, 0, 0 FROM supervision.deduction
        WHERE id = NEW.deduction_id AND state = 'effective' AND source = 'person' AND corrects_id IS NULL;
    END IF;
    RETURN NULL;
END $$
"""

_COUNT_REPEAT = """
CREATE FUNCTION supervision.count_repeat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO supervision.recorder_tally_change
        (year, recorded_by, recorded_by_name, records, decided, upheld, in_force, points)
    SELECT year, recorded_by, recorded_by_name, 0, 0, 0, 0, NEW.points_before - points FROM supervision.deduction
    WHERE id = NEW.deduction_id AND state = 'effective' AND source = 'person' AND corrects_id IS NULL
      AND NEW.points_before < points;
    RETURN NULL;
END $$
"""

_OPEN_TO_RECHECK = """
CREATE FUNCTION supervision.open_to_recheck() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE supervision.deduction SET rectification_asked_at = NEW.opened_at
    WHERE id = NEW.deduction_id AND rectification_asked_at IS NULL;
    RETURN NULL;
END $$
"""

_TRIGGERS = (
    "CREATE TRIGGER count_new AFTER INSERT ON supervision.deduction REFERENCING NEW TABLE AS new_rows "
    "FOR EACH STATEMENT EXECUTE FUNCTION supervision.count_new_deductions()",
    "CREATE TRIGGER count_changed AFTER UPDATE ON supervision.deduction "
    "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows "
    "FOR EACH STATEMENT EXECUTE FUNCTION supervision.count_changed_deductions()",
    "CREATE TRIGGER count_new AFTER INSERT ON supervision.judgement "
    "FOR EACH ROW EXECUTE FUNCTION supervision.count_judgement()",
    "CREATE TRIGGER count_new AFTER INSERT ON supervision.repeat "
    "FOR EACH ROW EXECUTE FUNCTION supervision.count_repeat()",
    "CREATE TRIGGER open_to_recheck AFTER INSERT ON supervision.rectification "
    "FOR EACH ROW EXECUTE FUNCTION supervision.open_to_recheck()",
)

_MONTH = "((EXTRACT(year FROM occurred_on) * 12 + EXTRACT(month FROM occurred_on))::int)"


def upgrade() -> None:
    op.add_column(
        "deduction",
        sa.Column(
            "rectification_asked_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="kept by the database: when something was first asked to be put right; "
            "opens it to those who look again",
        ),
        schema="supervision",
    )
    _keep_tallies()
    for statement in (_COUNT_NEW, _COUNT_CHANGED, _COUNT_JUDGEMENT, _COUNT_REPEAT, _OPEN_TO_RECHECK):
        op.execute(statement)
    op.execute(
        "UPDATE supervision.deduction d SET rectification_asked_at = r.opened_at FROM "
        "(SELECT deduction_id, min(opened_at) AS opened_at FROM supervision.rectification GROUP BY 1) r "
        "WHERE r.deduction_id = d.id"
    )
    for statement in _count(_ALL):
        op.execute(statement)
    for statement in _TRIGGERS:
        op.execute(statement)
    _find_deductions()
    _find_others()


def _keep_tallies() -> None:
    _keep_tally(
        "deduction_tally",
        ["year", "unit_code", "rule_code"],
        {
            "in_force": None,
            "points": "of those in force",
            "pending": "on their way: recorded, confirmed, notified or objected",
        },
        "derived: deductions by year, unit and rule, but for what stands in the changes",
    )
    _keep_tally(
        "recorder_tally",
        ["year", "recorded_by", "recorded_by_name"],
        {
            "records": None,
            "decided": None,
            "upheld": "in force as they were recorded",
            "in_force": None,
            "points": "of those in force, without what a repeat weighs more by rule",
        },
        "derived: records by year and person, but for what stands in the changes",
    )


def _keep_tally(table: str, keys: list[str], counts: dict[str, str | None], comment: str) -> None:
    def columns() -> list[sa.Column[object]]:
        return [
            *(sa.Column(key, sa.Integer() if key == "year" else sa.Text(), nullable=False) for key in keys),
            *(
                sa.Column(name, sa.Numeric() if name == "points" else sa.Integer(), nullable=False, comment=told)
                for name, told in counts.items()
            ),
        ]

    op.create_table(
        table,
        *columns(),
        sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{table}")),
        schema="supervision",
        comment=comment,
    )
    op.create_table(
        f"{table}_change",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        *columns(),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}_change")),
        schema="supervision",
        comment=f"derived: differences that wait to be added to {table}",
    )


def _find_deductions() -> None:
    op.drop_index("ix_deduction_unit_code_year_rule_code", "deduction", schema="supervision")
    op.drop_index("ix_deduction_rule_id", "deduction", schema="supervision")
    for columns in (
        ("unit_code", "year", "occurred_on", "id"),
        ("unit_code", "year", "rule_code", "occurred_on", "id"),
        ("rule_id", "recorded_at", "id"),
    ):
        op.create_index(f"ix_deduction_{'_'.join(columns)}", "deduction", columns, schema="supervision")
    op.create_index(
        "ix_deduction_occurred_month_recorded_at_id",
        "deduction",
        [sa.text(_MONTH), "recorded_at", "id"],
        schema="supervision",
    )
    for name, condition in (
        ("published", "published_at IS NOT NULL"),
        ("to_publish", "state = 'effective' AND published_at IS NULL"),
        ("to_recheck", "rectification_asked_at IS NOT NULL AND effective_at IS NULL"),
    ):
        op.create_index(
            f"ix_deduction_{name}",
            "deduction",
            ["recorded_at", "id"],
            schema="supervision",
            postgresql_where=sa.text(condition),
        )


def _find_others() -> None:
    op.create_index("ix_visit_visited_at_id", "visit", ["visited_at", "id"], schema="supervision")
    op.create_index("ix_visit_kind_visited_at_id", "visit", ["kind", "visited_at", "id"], schema="supervision")
    op.create_index(
        "ix_rectification_state_due_on_id", "rectification", ["state", "due_on", "id"], schema="supervision"
    )
    op.create_index("ix_rectification_year_due_on_id", "rectification", ["year", "due_on", "id"], schema="supervision")
    op.create_index(
        "ix_rectification_extension_asked",
        "rectification",
        ["due_on", "id"],
        schema="supervision",
        postgresql_where=sa.text("wanted_due_on IS NOT NULL"),
    )
    op.create_index("ix_round_item_light_round_id", "round_item", ["light", "round_id"], schema="supervision")
    op.create_index("ix_round_item_state_round_id", "round_item", ["state", "round_id"], schema="supervision")
