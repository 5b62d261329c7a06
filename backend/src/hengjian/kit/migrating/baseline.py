"""What the first migration of every service does: its tables, the kit's, functions and triggers, and fewer rights."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from hengjian.kit.migrating.alembic_env import service_role
from hengjian.kit.migrating.audit_baseline import create_audit_tables, share_audit_rights
from hengjian.kit.migrating.change_baseline import create_change_tables

_ONLY_GROWS = re.compile(r'CREATE TRIGGER "?append_only"? .* ON (\S+)', re.IGNORECASE)


def begin_schema(schema: str, tables: Sequence[Callable[[], None]], guards: Path) -> None:
    """Create everything in an empty schema: tables in the order given, then the functions and triggers of ``guards``.

    That file is how they stood when the history began; how they stand now is in ``migrations/functions``.
    """
    create_audit_tables(schema)
    _create_kit_tables(schema)
    create_change_tables(schema)
    _run((Path(__file__).parent / "queue.sql").read_text().replace("${schema}", schema))
    for create in tables:
        create()
    statements = _run(guards.read_text())
    only_growing = ", ".join(found[1] for found in map(_ONLY_GROWS.search, statements) if found)
    op.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {only_growing} FROM {service_role()}")
    share_audit_rights(schema)


def _run(script: str) -> list[str]:
    """Each statement of a script, parted by a semicolon on a line of its own; returns them."""
    statements = [statement for statement in script.split("\n;\n") if statement.strip()]
    for statement in statements:
        op.execute(statement)
    return statements


def _create_kit_tables(schema: str) -> None:
    op.create_table(
        "dead_letter",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False, comment="in the order of arrival"),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("objects", sa.ARRAY(sa.Text()), nullable=False, comment="of what it tells"),
        sa.Column("waits_for", sa.ARRAY(sa.Text()), nullable=False, comment="objects whose earlier letters come first"),
        sa.Column("year", sa.Integer(), nullable=True, comment="on which it bears; null for every year"),
        sa.Column(
            "reason",
            sa.Text(),
            nullable=True,
            comment="why it could not be applied; null where it waits behind another",
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column(
            "arrived_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("retry_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dead_letter")),
        sa.UniqueConstraint("event_id", name=op.f("uq_dead_letter_event_id")),
        schema=schema,
        comment="events that arrived and are not applied, with those that wait behind them; gone once applied",
    )
    op.create_index("ix_dead_letter_source", "dead_letter", ["source", "id"], unique=False, schema=schema)
    op.create_table(
        "idempotency",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("request_hash", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("headers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("subject", "key", name=op.f("pk_idempotency")),
        schema=schema,
        comment="answers to repeated posts, kept for two days",
    )
    op.create_index("ix_idempotency_created_at", "idempotency", ["created_at"], unique=False, schema=schema)
    op.create_table(
        "inbox",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "applied_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_inbox")),
        schema=schema,
        comment="events taken here, in the transaction of their effect or of their dead letter; kept for 90 days",
    )
    op.create_index("ix_inbox_applied_at", "inbox", ["applied_at"], unique=False, schema=schema)
    op.create_table(
        "office_clock",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("offset_seconds", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_clock")),
        schema=schema,
        comment="how far the office clock of a demo database runs ahead; empty elsewhere",
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False, comment="same for every subscriber of one event"),
        sa.Column("subscriber", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False, comment="fixed at event time"),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        schema=schema,
        comment="one row per event and subscriber, written in the transaction of the fact; kept a week after delivery",
    )
    op.create_index(
        "ix_outbox_undelivered",
        "outbox",
        ["subscriber", "id"],
        unique=False,
        schema=schema,
        postgresql_where=sa.text("delivered_at IS NULL"),
    )
    op.create_index(
        "ix_outbox_delivered_at",
        "outbox",
        ["delivered_at"],
        unique=False,
        schema=schema,
        postgresql_where=sa.text("delivered_at IS NOT NULL"),
    )
    op.create_table(
        "request_allowance",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("remaining", sa.Double(), nullable=False, comment="requests that may follow at once"),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False, comment="real time"),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_request_allowance")),
        schema=schema,
        prefixes=["UNLOGGED"],
        comment="what each machine client may still ask; one row for all processes of the service",
    )
    op.create_table(
        "revocation",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_revocation")),
        schema=schema,
        comment="tokens issued earlier than this no longer count",
    )
