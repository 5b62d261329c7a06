"""The technical tables that stand in every service's schema, and the SQL that a migration runs to create them."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Double,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def service_metadata(schema: str) -> MetaData:
    """Metadata of one service with the kit's tables in it."""
    metadata = MetaData(schema=schema, naming_convention=NAMING)
    now = text("clock_timestamp()")
    Table(
        "outbox",
        metadata,
        Column("id", BigInteger, primary_key=True, autoincrement=True),
        Column("event_id", Uuid, nullable=False, comment="same for every subscriber of one event"),
        Column("subscriber", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("body", JSONB, nullable=False, comment="fixed at event time"),
        Column("created_at", DateTime(timezone=True), nullable=False, server_default=now),
        Column("delivered_at", DateTime(timezone=True)),
        Column("attempts", Integer, nullable=False, server_default=text("0")),
        Column("retry_at", DateTime(timezone=True), nullable=False, server_default=now),
        Column("last_error", Text),
        Index("ix_outbox_undelivered", "subscriber", "id", postgresql_where=text("delivered_at IS NULL")),
        comment="one row per event and subscriber, written in the transaction of the fact",
    )
    Table(
        "inbox",
        metadata,
        Column("event_id", Uuid, primary_key=True),
        Column("source", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("applied_at", DateTime(timezone=True), nullable=False, server_default=now),
        comment="events applied here; inserted in the transaction of their effect",
    )
    Table(
        "audit_log",
        metadata,
        Column("id", BigInteger, primary_key=True, autoincrement=True),
        Column("xid", BigInteger, nullable=False, server_default=text("(pg_current_xact_id()::text::bigint)")),
        Column("at", DateTime(timezone=True), nullable=False, server_default=now, comment="real time"),
        Column("actor", Text, nullable=False),
        Column("actor_name", Text, nullable=False),
        Column("request_id", Text, nullable=False),
        Column("action", Text, nullable=False, comment="operation id, event name or job name"),
        Column("object_type", Text, nullable=False),
        Column("object_id", Text, nullable=False),
        Column("before", JSONB(none_as_null=True)),
        Column("after", JSONB(none_as_null=True)),
        Index("ix_audit_log_xid_id", "xid", "id"),
        Index("ix_audit_log_object_type_object_id", "object_type", "object_id"),
        comment="append only: every write with before and after",
    )
    Table(
        "audit_seal",
        metadata,
        Column("seq", BigInteger, primary_key=True, autoincrement=False),
        Column("audit_id", BigInteger, nullable=False, unique=True),
        Column("xid", BigInteger, nullable=False),
        Column("hash", LargeBinary, nullable=False, comment="SHA-256 over the hash before and the row"),
        comment="append only: the hash chain over audit_log in commit-safe order",
    )
    Table(
        "idempotency",
        metadata,
        Column("subject", Text, primary_key=True),
        Column("key", Text, primary_key=True),
        Column("request_hash", LargeBinary, nullable=False),
        Column("status", Integer, nullable=False),
        Column("headers", JSONB, nullable=False),
        Column("body", LargeBinary, nullable=False),
        Column("created_at", DateTime(timezone=True), nullable=False, server_default=now),
        Index("ix_idempotency_created_at", "created_at"),
        comment="answers to repeated posts, kept for two days",
    )
    Table(
        "office_clock",
        metadata,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("offset_seconds", BigInteger, nullable=False),
        comment="how far the office clock of a demo database runs ahead; empty elsewhere",
    )
    Table(
        "revocation",
        metadata,
        Column("subject", Text, primary_key=True),
        Column("not_before", DateTime(timezone=True), nullable=False),
        comment="tokens issued earlier than this no longer count",
    )
    Table(
        "request_allowance",
        metadata,
        Column("subject", Text, primary_key=True),
        Column("remaining", Double, nullable=False, comment="requests that may follow at once"),
        Column("counted_at", DateTime(timezone=True), nullable=False, comment="real time"),
        prefixes=["UNLOGGED"],  # a crash may forget it, and a request need not wait for the disk
        comment="what each machine client may still ask; one row for all processes of the service",
    )
    return metadata


STATE_CHANGED = "hengjian_state"
"""Channel on which the processes of a service hear that a token was revoked or the office clock moved."""


def announce_state(schema: str) -> list[str]:
    """SQL for a migration: every process of the service hears at once of a revocation or a move of the clock."""
    return [
        f"""CREATE FUNCTION {schema}.tell_state() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN PERFORM pg_notify('{STATE_CHANGED}', '{schema}'); RETURN NULL; END $$""",
        *[
            f"""CREATE TRIGGER tell_state AFTER INSERT OR UPDATE ON {schema}.{table}
            FOR EACH STATEMENT EXECUTE FUNCTION {schema}.tell_state()"""
            for table in ("revocation", "office_clock")
        ],
    ]


KIT_TABLES = (
    "audit_log",
    "audit_seal",
    "idempotency",
    "inbox",
    "office_clock",
    "outbox",
    "request_allowance",
    "revocation",
)


def protect_kit_tables(schema: str, role: str) -> list[str]:
    """SQL for the first migration after the tables exist: wake-up of the relay, append-only tables."""
    return [
        f"""CREATE FUNCTION {schema}.wake_relay() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN PERFORM pg_notify('hengjian_outbox', '{schema}'); RETURN NULL; END $$""",
        f"""CREATE TRIGGER wake_relay AFTER INSERT ON {schema}.outbox
            FOR EACH STATEMENT EXECUTE FUNCTION {schema}.wake_relay()""",
        f"""CREATE FUNCTION {schema}.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '% is append only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$""",
        *[
            f"""CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {schema}.{table}
            FOR EACH STATEMENT EXECUTE FUNCTION {schema}.refuse_change()"""
            for table in ("audit_log", "audit_seal", "inbox")
        ],
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {schema}.audit_log, {schema}.audit_seal, {schema}.inbox FROM {role}",
    ]
