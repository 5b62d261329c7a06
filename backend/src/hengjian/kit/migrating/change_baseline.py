"""The part of the first migration of every service by which its lists can be followed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def create_change_tables(schema: str) -> None:
    op.create_table(
        "change_waiting",
        sa.Column("object_type", sa.Text(), nullable=False),
        sa.Column("object_id", sa.Text(), nullable=False),
        sa.Column(
            "was",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            nullable=True,
            comment="what decided who saw it, where that changed",
        ),
        schema=schema,
        comment="changes without a number yet, written in the transaction of the change",
    )
    op.create_table(
        "change",
        sa.Column("object_type", sa.Text(), nullable=False),
        sa.Column("object_id", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("numbered_at", sa.DateTime(timezone=True), nullable=False, comment="real time"),
        sa.Column(
            "was",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="each state that decided otherwise who saw it",
        ),
        sa.PrimaryKeyConstraint("object_type", "object_id", name=op.f("pk_change")),
        schema=schema,
        comment="the last change of each record, in the order in which they became visible; kept for 90 days",
    )
    op.create_index("ix_change_object_type_number", "change", ["object_type", "number"], unique=True, schema=schema)
    op.create_table(
        "change_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("incarnation", sa.Uuid(), nullable=False, comment="another one after each restore"),
        sa.Column("last_number", sa.BigInteger(), nullable=False),
        sa.Column("swept_number", sa.BigInteger(), nullable=False, comment="changes up to here may be forgotten"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_state")),
        schema=schema,
        comment="one row; whoever numbers changes holds it",
    )
    op.execute(f"INSERT INTO {schema}.change_state VALUES (1, gen_random_uuid(), 0, 0)")  # noqa: S608 - the name of our schema
