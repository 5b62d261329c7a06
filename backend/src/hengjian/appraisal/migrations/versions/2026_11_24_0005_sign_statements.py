"""A seal is over a short statement that names the seal before; until now it was over the whole bundle.

Revision ID: appraisal_0005
"""

import sqlalchemy as sa
from alembic import op

revision = "appraisal_0005"
down_revision = "appraisal_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "sealed_result",
        sa.Column(
            "statement",
            sa.LargeBinary(),
            nullable=False,
            server_default="",
            comment="what the signature is over, canonical JSON",
        ),
        schema="appraisal",
    )
    op.alter_column("sealed_result", "signature", comment="Ed25519 over the statement, base64", schema="appraisal")
