"""Units have a place on the map.

Revision ID: supervision_0007
"""

import sqlalchemy as sa
from alembic import op

revision = "supervision_0007"
down_revision = "supervision_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "unit_copy",
        sa.Column("latitude", sa.Numeric(), nullable=True, comment="of the seat, degrees of WGS 84"),
        schema="supervision",
    )
    op.add_column("unit_copy", sa.Column("longitude", sa.Numeric(), nullable=True), schema="supervision")
