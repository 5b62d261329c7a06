"""Tell every process at once of revoked tokens and a moved clock.

Revision ID: targets_0004
"""

from alembic import op

from hengjian.kit.data.tables import announce_state

revision = "targets_0004"
down_revision = "targets_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for statement in announce_state("targets"):
        op.execute(statement)
