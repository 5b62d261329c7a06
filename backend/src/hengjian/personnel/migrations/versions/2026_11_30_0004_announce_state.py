"""Tell every process at once of revoked tokens and a moved clock.

Revision ID: personnel_0004
"""

from alembic import op

from hengjian.kit.data.tables import announce_state

revision = "personnel_0004"
down_revision = "personnel_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for statement in announce_state("personnel"):
        op.execute(statement)
