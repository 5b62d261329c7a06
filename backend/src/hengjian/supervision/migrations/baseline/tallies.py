"""Tables of tallies, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op


def create() -> None:
    op.create_table(
        "deduction_tally",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("rule_code", sa.Text(), nullable=False),
        sa.Column("in_force", sa.Integer(), nullable=False),
        sa.Column("points", sa.Numeric(), nullable=False, comment="of those in force"),
        sa.Column(
            "pending", sa.Integer(), nullable=False, comment="on their way: recorded, confirmed, notified or objected"
        ),
        sa.PrimaryKeyConstraint("year", "unit_code", "rule_code", name=op.f("pk_deduction_tally")),
        schema="supervision",
        comment="derived: deductions by year, unit and rule, but for what stands in the changes",
    )
    op.create_table(
        "deduction_tally_change",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("rule_code", sa.Text(), nullable=False),
        sa.Column("in_force", sa.Integer(), nullable=False),
        sa.Column("points", sa.Numeric(), nullable=False, comment="of those in force"),
        sa.Column(
            "pending", sa.Integer(), nullable=False, comment="on their way: recorded, confirmed, notified or objected"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deduction_tally_change")),
        schema="supervision",
        comment="derived: differences that wait to be added to deduction_tally",
    )
    op.create_table(
        "recorder_tally",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_by_name", sa.Text(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("decided", sa.Integer(), nullable=False),
        sa.Column("upheld", sa.Integer(), nullable=False, comment="in force as they were recorded"),
        sa.Column("in_force", sa.Integer(), nullable=False),
        sa.Column(
            "points",
            sa.Numeric(),
            nullable=False,
            comment="of those in force, without what a repeat weighs more by rule",
        ),
        sa.PrimaryKeyConstraint("year", "recorded_by", "recorded_by_name", name=op.f("pk_recorder_tally")),
        schema="supervision",
        comment="derived: records by year and person, but for what stands in the changes",
    )
    op.create_table(
        "recorder_tally_change",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_by_name", sa.Text(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("decided", sa.Integer(), nullable=False),
        sa.Column("upheld", sa.Integer(), nullable=False, comment="in force as they were recorded"),
        sa.Column("in_force", sa.Integer(), nullable=False),
        sa.Column(
            "points",
            sa.Numeric(),
            nullable=False,
            comment="of those in force, without what a repeat weighs more by rule",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recorder_tally_change")),
        schema="supervision",
        comment="derived: differences that wait to be added to recorder_tally",
    )
    op.create_table(
        "visit_tally",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_by_name", sa.Text(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", "unit_code", "recorded_by", "recorded_by_name", name=op.f("pk_visit_tally")),
        schema="supervision",
        comment="derived: visits by year, unit and person, but for what stands in the changes",
    )
    op.create_table(
        "visit_tally_change",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_by_name", sa.Text(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_tally_change")),
        schema="supervision",
        comment="derived: differences that wait to be added to visit_tally",
    )
    op.create_table(
        "bulletin_tally",
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False, comment="its first day"),
        sa.Column("entries", sa.Integer(), nullable=False, comment="without reversals"),
        sa.Column("corrections", sa.Integer(), nullable=False, comment="reversals made in the month"),
        sa.Column("points", sa.Numeric(), nullable=False, comment="of both"),
        sa.Column("in_force", sa.Integer(), nullable=False),
        sa.Column("points_in_force", sa.Numeric(), nullable=False),
        sa.PrimaryKeyConstraint("unit_code", "month", name=op.f("pk_bulletin_tally")),
        schema="supervision",
        comment="derived: the bulletin by unit and month, but for what stands in the changes",
    )
    op.create_table(
        "bulletin_tally_change",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False, comment="its first day"),
        sa.Column("entries", sa.Integer(), nullable=False, comment="without reversals"),
        sa.Column("corrections", sa.Integer(), nullable=False, comment="reversals made in the month"),
        sa.Column("points", sa.Numeric(), nullable=False, comment="of both"),
        sa.Column("in_force", sa.Integer(), nullable=False),
        sa.Column("points_in_force", sa.Numeric(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulletin_tally_change")),
        schema="supervision",
        comment="derived: differences that wait to be added to bulletin_tally",
    )
