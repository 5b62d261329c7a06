"""Keep what a public picture shows also in English, where somebody wrote it.

Revision ID: supervision_0015
"""

import sqlalchemy as sa
from alembic import op

revision = "supervision_0015"
down_revision = "supervision_0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "public_picture",
        sa.Column("alt_text_en", sa.Text(), nullable=True, comment="the same in English; null where nobody wrote it"),
        schema="supervision",
    )
