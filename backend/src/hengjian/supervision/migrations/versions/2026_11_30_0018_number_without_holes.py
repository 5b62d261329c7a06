"""Number records of each kind and year without holes.

Revision ID: supervision_0018
"""

import sqlalchemy as sa
from alembic import op

revision = "supervision_0018"
down_revision = "supervision_0017"
branch_labels = None
depends_on = None

# Every number that was given so far, whichever table it stands in.
_BEGIN_SERIES = r"""
    INSERT INTO supervision.number_series (kind, year, last)
    SELECT split_part(number, '-', 1), split_part(number, '-', 2)::int, max(split_part(number, '-', 3)::int)
    FROM (SELECT number FROM supervision.deduction
          UNION ALL SELECT notice_number FROM supervision.deduction
          UNION ALL SELECT number FROM supervision.rectification
          UNION ALL SELECT number FROM supervision.reversal
          UNION ALL SELECT number FROM supervision.visit) AS given
    WHERE number ~ '^[A-Z]{2}-[0-9]{4}-[0-9]+$'
    GROUP BY 1, 2
"""


def upgrade() -> None:
    op.create_table(
        "number_series",
        sa.Column("kind", sa.Text, nullable=False, comment="how the numbers begin, such as KF"),
        sa.Column("year", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("kind", "year", name=op.f("pk_number_series")),
        schema="supervision",
        comment="the last number given of each kind and year",
    )
    op.execute(_BEGIN_SERIES)
    op.execute("DROP SEQUENCE supervision.record_number")
