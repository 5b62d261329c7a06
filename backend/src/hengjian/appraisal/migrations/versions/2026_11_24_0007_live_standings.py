"""Facts leave marks that nobody waits for; standings carry a revision and say until when facts are in them.

Revision ID: appraisal_0007
"""

import sqlalchemy as sa
from alembic import op

revision = "appraisal_0007"
down_revision = "appraisal_0006"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "dirty_mark",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("class_code", sa.Text(), nullable=False),
        sa.Column("heard_at", TIME, nullable=False, comment="office time at which the fact arrived"),
        sa.Column("marked_at", TIME, server_default=sa.text("clock_timestamp()"), nullable=False, comment="real time"),
        sa.PrimaryKeyConstraint("id", name="pk_dirty_mark"),
        schema="appraisal",
        comment="a mark for each fact that changed the standings of a class, until they contain it",
    )
    op.execute(
        "INSERT INTO appraisal.dirty_mark (year, class_code, heard_at)"
        " SELECT year, class_code, clock_timestamp() FROM appraisal.dirty_class"
    )
    op.drop_table("dirty_class", schema="appraisal")
    op.execute("CREATE SEQUENCE appraisal.standing_revision")
    op.add_column(
        "class_standing",
        sa.Column(
            "revision",
            sa.BigInteger(),
            server_default=sa.text("nextval('appraisal.standing_revision')"),
            nullable=False,
            comment="rises with every change of any class",
        ),
        schema="appraisal",
    )
    op.add_column(
        "class_standing",
        sa.Column("facts_until", TIME, nullable=True, comment="office time of the last fact that is in them"),
        schema="appraisal",
    )
    op.execute("UPDATE appraisal.class_standing SET facts_until = as_of")
    op.alter_column("class_standing", "facts_until", nullable=False, schema="appraisal")
    op.create_index("ix_class_standing_revision", "class_standing", ["revision"], schema="appraisal")
