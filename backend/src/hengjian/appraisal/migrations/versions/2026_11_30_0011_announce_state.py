"""Tell every process at once of revoked tokens and a moved clock.

Revision ID: appraisal_0011
"""

from alembic import op

from hengjian.kit.data.tables import announce_state

revision = "appraisal_0011"
down_revision = "appraisal_0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for statement in announce_state("appraisal"):
        op.execute(statement)
