"""Keep where and by which clock a deduction was recorded, and who was there too.

Revision ID: supervision_0008
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "supervision_0008"
down_revision = "supervision_0007"
branch_labels = None
depends_on = None

_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column(
        "device_at",
        sa.DateTime(timezone=True),
        nullable=True,
        comment="time of the device when it handed the record over",
    ),
    sa.Column("latitude", sa.Numeric(), nullable=True, comment="where the device was; for reviewers alone"),
    sa.Column("longitude", sa.Numeric(), nullable=True),
    sa.Column("accuracy_m", sa.Numeric(), nullable=True, comment="radius in metres, as the device gave it"),
    sa.Column(
        "is_mock",
        sa.Boolean(),
        nullable=True,
        comment="whether the device called its place invented; decides nothing",
    ),
    sa.Column("second_recorder", sa.Text(), nullable=True, comment="the inspector who was there too"),
    sa.Column("second_recorder_name", sa.Text(), nullable=True),
)
_CHECKS = {
    "position_whole": (
        "num_nulls(latitude, longitude, accuracy_m) IN (0, 3) AND (is_mock IS NULL OR latitude IS NOT NULL)"
    ),
    "position_on_earth": "latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180 AND accuracy_m >= 0",
    "second_recorder_named": "(second_recorder IS NULL) = (second_recorder_name IS NULL)",
    "recorders_differ": "second_recorder <> recorded_by",
}


def upgrade() -> None:
    for column in _COLUMNS:
        op.add_column("deduction", column, schema="supervision")
    for name, condition in _CHECKS.items():
        op.create_check_constraint(op.f(f"ck_deduction_{name}"), "deduction", condition, schema="supervision")
    op.create_index(
        "ix_deduction_second_recorder_recorded_at_id",
        "deduction",
        ["second_recorder", "recorded_at", "id"],
        schema="supervision",
        postgresql_where=sa.text("second_recorder IS NOT NULL"),
    )
    op.execute(
        f"CREATE TRIGGER circumstances_stay BEFORE UPDATE OF {', '.join(column.name for column in _COLUMNS)} "
        "ON supervision.deduction FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()"
    )
    op.create_table(
        "inspector_copy",
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False, comment="for those who post a record; shown to nobody"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=True, comment="the person's own unit"),
        sa.Column("cadre_code", sa.Text(), nullable=True, comment="the person's own file"),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_inspector_copy")),
        sa.UniqueConstraint("username", name=op.f("uq_inspector_copy_username")),
        schema="supervision",
    )
