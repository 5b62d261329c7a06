"""A draft says who has changed it, so that nobody reviews what they wrote.

Revision ID: appraisal_0009
"""

import sqlalchemy as sa
from alembic import op

revision = "appraisal_0009"
down_revision = "appraisal_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "scheme",
        sa.Column(
            "writers",
            sa.ARRAY(sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
            comment="accounts that changed the draft besides its author",
        ),
        schema="appraisal",
    )
    op.alter_column("scheme", "writers", server_default=None, schema="appraisal")
