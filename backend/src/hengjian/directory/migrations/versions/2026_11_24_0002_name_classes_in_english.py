"""Classes have an English name beside the Chinese one.

Revision ID: directory_0002
"""

import sqlalchemy as sa
from alembic import op

revision = "directory_0002"
down_revision = "directory_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("unit_class", sa.Column("name_en", sa.Text(), nullable=True), schema="directory")
