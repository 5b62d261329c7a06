"""Tell every process at once of revoked tokens and a moved clock.

Revision ID: supervision_0016
"""

from alembic import op

from hengjian.kit.data.tables import announce_state

revision = "supervision_0016"
down_revision = "supervision_0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for statement in announce_state("supervision"):
        op.execute(statement)
