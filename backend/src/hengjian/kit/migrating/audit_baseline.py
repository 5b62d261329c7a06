"""The audit's part of the first migration of every service: its tables, and who may do what with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from hengjian.kit.migrating.alembic_env import sealing_role, service_role


def share_audit_rights(schema: str) -> None:
    """Only the sealing role seals, and it writes nothing else; only the schema's owner sets checkpoints."""
    readable = ", ".join(f"{schema}.{name}" for name in ("audit_log", "audit_seal", "audit_checkpoint"))
    op.execute(f"REVOKE INSERT ON {schema}.audit_seal, {schema}.audit_checkpoint FROM {service_role()}")
    op.execute(f"GRANT USAGE ON SCHEMA {schema} TO {sealing_role()}")
    op.execute(f"GRANT SELECT ON {readable} TO {sealing_role()}")
    op.execute(f"GRANT SELECT ON SEQUENCE {schema}.audit_log_id_seq TO {sealing_role()}")
    op.execute(f"GRANT INSERT ON {schema}.audit_seal TO {sealing_role()}")


def create_audit_tables(schema: str) -> None:
    op.create_table(
        "audit_log",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column(
            "at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
            comment="real time",
        ),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column(
            "address", sa.Text(), nullable=False, comment="from where; empty for jobs, events and the command line"
        ),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False, comment="operation id, event name or job name"),
        sa.Column("object_type", sa.Text(), nullable=False),
        sa.Column("object_id", sa.Text(), nullable=False),
        sa.Column("before", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("after", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_log")),
        schema=schema,
        comment="append only: every write with before and after",
    )
    op.create_index("ix_audit_log_actor_id", "audit_log", ["actor", "id"], unique=False, schema=schema)
    op.create_index("ix_audit_log_at", "audit_log", ["at"], unique=False, schema=schema, postgresql_using="brin")
    op.create_index(
        "ix_audit_log_object_type_object_id", "audit_log", ["object_type", "object_id"], unique=False, schema=schema
    )
    op.create_table(
        "audit_seal",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False, comment="real time"),
        sa.Column("settled_id", sa.BigInteger(), nullable=False, comment="no row up to this id was still to come"),
        sa.Column("top_id", sa.BigInteger(), nullable=False, comment="highest id that had been given out"),
        sa.Column(
            "audit_ids",
            sa.ARRAY(sa.BigInteger()),
            nullable=False,
            comment="rows of audit_log, in the order of the hash",
        ),
        sa.Column(
            "hash",
            sa.LargeBinary(),
            nullable=False,
            comment="HMAC-SHA-256 over the hash before, this seal and its rows",
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_seal")),
        schema=schema,
        comment="append only: the keyed chain over audit_log",
    )
    op.create_index("ix_audit_seal_top_id", "audit_seal", ["top_id"], unique=False, schema=schema)
    op.create_table(
        "audit_checkpoint",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False, comment="last seal that was archived"),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_id", sa.BigInteger(), nullable=False),
        sa.Column("top_id", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False, comment="of that seal"),
        sa.Column("archive_digest", sa.Text(), nullable=False, comment="SHA-256 of the archive's file"),
        sa.Column(
            "archived_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("code", sa.LargeBinary(), nullable=False, comment="HMAC-SHA-256 over this row"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_checkpoint")),
        schema=schema,
        comment="append only: where the chain goes on after a year was moved into an archive",
    )
