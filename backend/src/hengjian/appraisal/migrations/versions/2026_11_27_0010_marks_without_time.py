"""A mark is found by its number: the class whose oldest mark waits longest comes first, whenever it was made.

Revision ID: appraisal_0010
"""

from alembic import op

revision = "appraisal_0010"
down_revision = "appraisal_0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("dirty_mark", "marked_at", schema="appraisal")
