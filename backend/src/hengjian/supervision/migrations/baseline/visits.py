"""Tables of visits, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def create() -> None:
    op.create_table(
        "visit",
        sa.Column("id", sa.Uuid(), nullable=False, comment="made by the inspector's device"),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False, comment="as it was called then"),
        sa.Column("visited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("companions", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_by_name", sa.Text(), nullable=False),
        sa.Column(
            "content_digest",
            sa.LargeBinary(),
            nullable=False,
            comment="SHA-256 of what was posted, to tell a repeat from another record",
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("kind IN ('open', 'covert', 'follow_up')", name=op.f("ck_visit_kind_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("number", name=op.f("uq_visit_number")),
        schema="supervision",
        comment="a visit as the inspector recorded it; never edited",
    )
    op.create_index(
        "ix_visit_kind_visited_at_id", "visit", ["kind", "visited_at", "id"], unique=False, schema="supervision"
    )
    op.create_index(
        "ix_visit_recorded_by_visited_at_id",
        "visit",
        ["recorded_by", "visited_at", "id"],
        unique=False,
        schema="supervision",
    )
    op.create_index(
        "ix_visit_unit_code_visited_at_id",
        "visit",
        ["unit_code", "visited_at", "id"],
        unique=False,
        schema="supervision",
    )
    op.create_index("ix_visit_visited_at_id", "visit", ["visited_at", "id"], unique=False, schema="supervision")
    op.create_index(
        "ix_visit_year_visited_at_id", "visit", ["year", "visited_at", "id"], unique=False, schema="supervision"
    )
