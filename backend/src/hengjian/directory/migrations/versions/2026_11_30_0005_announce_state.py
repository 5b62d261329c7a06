"""Tell every process at once of revoked tokens and a moved clock.

Revision ID: directory_0005
"""

from alembic import op

from hengjian.kit.data.tables import announce_state

revision = "directory_0005"
down_revision = "directory_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for statement in announce_state("directory"):
        op.execute(statement)
