"""Tables of numbers, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op


def create() -> None:
    op.create_table(
        "number_series",
        sa.Column("kind", sa.Text(), nullable=False, comment="how the numbers begin, such as KF"),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "year", name=op.f("pk_number_series")),
        schema="supervision",
        comment="the last number given of each kind and year",
    )
