"""Begin directory: organisation, people, accounts, and the kit's tables.

Revision ID: directory_0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from hengjian.kit.data.alembic_env import service_role
from hengjian.kit.data.tables import protect_kit_tables

revision = "directory_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("roles", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=True, comment="the person's own unit"),
        sa.Column("cadre_code", sa.Text(), nullable=True, comment="the person's own file"),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("failed_count", sa.Integer(), nullable=False, comment="failed sign-ins in a row"),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True, comment="real time"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("username", name=op.f("uq_account_username")),
        schema="directory",
        comment="a person who may sign in",
    )
    op.create_index(op.f("ix_account_updated_at"), "account", ["updated_at"], unique=False, schema="directory")
    op.create_table(
        "api_client",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_client")),
        sa.UniqueConstraint("client_id", name=op.f("uq_api_client_client_id")),
        schema="directory",
        comment="another system that uses the API",
    )
    op.create_index(op.f("ix_api_client_updated_at"), "api_client", ["updated_at"], unique=False, schema="directory")
    op.create_table(
        "audit_log",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column(
            "xid", sa.BigInteger(), server_default=sa.text("(pg_current_xact_id()::text::bigint)"), nullable=False
        ),
        sa.Column(
            "at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
            comment="real time",
        ),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False, comment="operation id, event name or job name"),
        sa.Column("object_type", sa.Text(), nullable=False),
        sa.Column("object_id", sa.Text(), nullable=False),
        sa.Column("before", postgresql.JSONB(), nullable=True),
        sa.Column("after", postgresql.JSONB(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_log")),
        schema="directory",
        comment="append only: every write with before and after",
    )
    op.create_index(
        "ix_audit_log_object_type_object_id",
        "audit_log",
        ["object_type", "object_id"],
        unique=False,
        schema="directory",
    )
    op.create_index("ix_audit_log_xid_id", "audit_log", ["xid", "id"], unique=False, schema="directory")
    op.create_table(
        "audit_seal",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("audit_id", sa.BigInteger(), nullable=False),
        sa.Column("xid", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False, comment="SHA-256 over the hash before and the row"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_seal")),
        sa.UniqueConstraint("audit_id", name=op.f("uq_audit_seal_audit_id")),
        schema="directory",
        comment="append only: the hash chain over audit_log in commit-safe order",
    )
    op.create_table(
        "cadre",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=True, comment="unit of the posting that lasts"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cadre")),
        sa.UniqueConstraint("code", name=op.f("uq_cadre_code")),
        schema="directory",
        comment="a cadre: name, code and posts, nothing more personal",
    )
    op.create_index(op.f("ix_cadre_unit_code"), "cadre", ["unit_code"], unique=False, schema="directory")
    op.create_index(op.f("ix_cadre_updated_at"), "cadre", ["updated_at"], unique=False, schema="directory")
    op.create_table(
        "county",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column(
            "is_invented", sa.Boolean(), nullable=False, comment="true where names of places and people are made up"
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("id = 1", name=op.f("ck_county_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_county")),
        schema="directory",
        comment="the county this installation serves",
    )
    op.create_index(op.f("ix_county_updated_at"), "county", ["updated_at"], unique=False, schema="directory")
    op.create_table(
        "idempotency",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("request_hash", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("headers", postgresql.JSONB(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("subject", "key", name=op.f("pk_idempotency")),
        schema="directory",
        comment="answers to repeated posts, kept for two days",
    )
    op.create_index("ix_idempotency_created_at", "idempotency", ["created_at"], unique=False, schema="directory")
    op.create_table(
        "inbox",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "applied_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_inbox")),
        schema="directory",
        comment="events applied here; inserted in the transaction of their effect",
    )
    op.create_table(
        "office_clock",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("offset_seconds", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_clock")),
        schema="directory",
        comment="how far the office clock of a demo database runs ahead; empty elsewhere",
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False, comment="same for every subscriber of one event"),
        sa.Column("subscriber", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", postgresql.JSONB(), nullable=False, comment="fixed at event time"),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        schema="directory",
        comment="one row per event and subscriber, written in the transaction of the fact",
    )
    op.create_index(
        "ix_outbox_undelivered",
        "outbox",
        ["subscriber", "id"],
        unique=False,
        schema="directory",
        postgresql_where=sa.text("delivered_at IS NULL"),
    )
    op.create_table(
        "revocation",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_revocation")),
        schema="directory",
        comment="tokens issued earlier than this no longer count",
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("code", name=op.f("uq_unit_code")),
        schema="directory",
        comment="an appraised unit: township, department or vertical",
    )
    op.create_index(op.f("ix_unit_updated_at"), "unit", ["updated_at"], unique=False, schema="directory")
    op.create_table(
        "unit_class",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="kind of unit that belongs here"),
        sa.Column(
            "basis", sa.Text(), nullable=False, comment="why this class exists: function, size, conditions, industry"
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_class")),
        sa.UniqueConstraint("code", name=op.f("uq_unit_class_code")),
        schema="directory",
        comment="peer group inside which units are ranked",
    )
    op.create_index(op.f("ix_unit_class_updated_at"), "unit_class", ["updated_at"], unique=False, schema="directory")
    op.create_table(
        "class_membership",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("class_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("to_on IS NULL OR to_on >= from_on", name=op.f("ck_class_membership_dates_in_order")),
        sa.ForeignKeyConstraint(
            ["class_id"], ["directory.unit_class.id"], name=op.f("fk_class_membership_class_id_unit_class")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["directory.unit.id"], name=op.f("fk_class_membership_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_membership")),
        schema="directory",
        comment="from when to when a unit belongs to a class, and why",
    )
    op.create_index(
        op.f("ix_class_membership_unit_id"), "class_membership", ["unit_id"], unique=False, schema="directory"
    )
    op.create_index(
        "uq_class_membership_current",
        "class_membership",
        ["unit_id"],
        unique=True,
        schema="directory",
        postgresql_where=sa.text("to_on IS NULL"),
    )
    op.create_table(
        "posting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cadre_id", sa.Uuid(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("post_code", sa.Text(), nullable=False),
        sa.Column("post_name", sa.Text(), nullable=False),
        sa.Column("post_group", sa.Text(), nullable=False, comment="chief, deputy or ordinary"),
        sa.Column("is_principal", sa.Boolean(), nullable=False, comment="principal leader of the unit"),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("decision_number", sa.Text(), nullable=True, comment="personnel decision that ordered the move"),
        sa.CheckConstraint("to_on IS NULL OR to_on >= from_on", name=op.f("ck_posting_dates_in_order")),
        sa.ForeignKeyConstraint(["cadre_id"], ["directory.cadre.id"], name=op.f("fk_posting_cadre_id_cadre")),
        sa.ForeignKeyConstraint(["unit_code"], ["directory.unit.code"], name=op.f("fk_posting_unit_code_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting")),
        schema="directory",
        comment="from when to when a cadre serves in a post of a unit",
    )
    op.create_index(op.f("ix_posting_cadre_id"), "posting", ["cadre_id"], unique=False, schema="directory")
    op.create_index(op.f("ix_posting_unit_code"), "posting", ["unit_code"], unique=False, schema="directory")
    op.create_index(
        "uq_posting_current",
        "posting",
        ["cadre_id"],
        unique=True,
        schema="directory",
        postgresql_where=sa.text("to_on IS NULL"),
    )
    op.create_table(
        "web_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("csrf", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False, comment="real time"),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["directory.account.id"], name=op.f("fk_web_session_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_session")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_web_session_secret_hash")),
        schema="directory",
        comment="a signed-in browser; the cookie holds a secret of which only the hash is here",
    )
    op.create_index(op.f("ix_web_session_account_id"), "web_session", ["account_id"], unique=False, schema="directory")
    # ### end Alembic commands ###
    for statement in protect_kit_tables("directory", service_role()):
        op.execute(statement)
