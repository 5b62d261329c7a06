"""An owner's score says who entered it and when, so that its explanation can.

Revision ID: appraisal_0008
"""

import sqlalchemy as sa
from alembic import op

revision = "appraisal_0008"
down_revision = "appraisal_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "item_fact",
        sa.Column("entered_by", sa.Text(), nullable=True, comment="who entered an owner's score, by name"),
        schema="appraisal",
    )
    op.add_column(
        "item_fact",
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=True, comment="office time"),
        schema="appraisal",
    )
