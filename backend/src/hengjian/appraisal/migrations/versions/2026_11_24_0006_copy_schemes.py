"""A year's scheme begins as a copy of last year's, and remembers which; it says when it was reviewed and approved.

Revision ID: appraisal_0006
"""

import sqlalchemy as sa
from alembic import op

revision = "appraisal_0006"
down_revision = "appraisal_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("reviewed_at", "approved_at"):
        op.add_column(
            "scheme",
            sa.Column(name, sa.DateTime(timezone=True), nullable=True, comment="office time"),
            schema="appraisal",
        )
    op.add_column(
        "scheme",
        sa.Column("copied_from_id", sa.Uuid(), nullable=True, comment="scheme of another year that it began as"),
        schema="appraisal",
    )
    op.create_foreign_key(
        "fk_scheme_copied_from_id_scheme",
        "scheme",
        "scheme",
        ["copied_from_id"],
        ["id"],
        source_schema="appraisal",
        referent_schema="appraisal",
    )
