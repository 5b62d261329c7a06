"""Keep for how many years one stands aside from a former unit, with the reason, instead of a constant.

Revision ID: supervision_0012
"""

import sqlalchemy as sa
from alembic import op

from hengjian.kit.data.alembic_env import service_role

revision = "supervision_0012"
down_revision = "supervision_0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "standing_aside_term",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("set_by_name", sa.Text(), nullable=False),
        sa.CheckConstraint("years BETWEEN 1 AND 10", name=op.f("ck_standing_aside_term_years_sensible")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_aside_term")),
        schema="supervision",
        comment="append only: for how many years one stands aside from a former unit; the last row counts",
    )
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.standing_aside_term "
        "FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()"
    )
    op.execute("REVOKE UPDATE, DELETE, TRUNCATE ON supervision.standing_aside_term FROM " + service_role())
