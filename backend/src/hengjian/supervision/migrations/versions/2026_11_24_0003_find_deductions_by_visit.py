"""What came of a visit is found without reading all deductions.

Revision ID: supervision_0003
"""

import sqlalchemy as sa
from alembic import op

revision = "supervision_0003"
down_revision = "supervision_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_deduction_visit_id",
        "deduction",
        ["visit_id"],
        schema="supervision",
        postgresql_where=sa.text("visit_id IS NOT NULL"),
    )
