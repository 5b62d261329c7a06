"""Begin targets: years, indicators, copies of units and cadres, and the kit's tables.

Revision ID: targets_0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from hengjian.kit.data.alembic_env import service_role
from hengjian.kit.data.tables import protect_kit_tables

revision = "targets_0001"
down_revision = None
branch_labels = None
depends_on = None

KEEP_FROZEN = """
CREATE FUNCTION targets.keep_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changeable text[] := coalesce(TG_ARGV, '{}');
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - changeable <> to_jsonb(OLD) - changeable THEN
        RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""
"""Trigger function; its arguments are the columns that may still change."""


def upgrade() -> None:
    op.create_table(
        "appraisal_year",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("phase_since", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column(
            "report_due_day",
            sa.Integer(),
            nullable=False,
            comment="day of the following month on which a monthly report is due",
        ),
        sa.Column(
            "yellow_percent",
            sa.Integer(),
            nullable=False,
            comment="share of what is expected at which red turns to yellow",
        ),
        sa.Column("settings", postgresql.JSONB(), nullable=False, comment="what the county decided for this year"),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("opened_by_name", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint(
            "phase IN ('preparation', 'running', 'year_end', 'closed')", name=op.f("ck_appraisal_year_phase_known")
        ),
        sa.CheckConstraint("report_due_day BETWEEN 1 AND 28", name=op.f("ck_appraisal_year_due_day_in_every_month")),
        sa.CheckConstraint("yellow_percent BETWEEN 1 AND 100", name=op.f("ck_appraisal_year_yellow_is_a_percentage")),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_appraisal_year")),
        schema="targets",
        comment="an appraisal year; its phase only moves forward",
    )
    op.create_index(
        op.f("ix_appraisal_year_updated_at"), "appraisal_year", ["updated_at"], unique=False, schema="targets"
    )
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
        schema="targets",
        comment="append only: every write with before and after",
    )
    op.create_index(
        "ix_audit_log_object_type_object_id", "audit_log", ["object_type", "object_id"], unique=False, schema="targets"
    )
    op.create_index("ix_audit_log_xid_id", "audit_log", ["xid", "id"], unique=False, schema="targets")
    op.create_table(
        "audit_seal",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("audit_id", sa.BigInteger(), nullable=False),
        sa.Column("xid", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False, comment="SHA-256 over the hash before and the row"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_seal")),
        sa.UniqueConstraint("audit_id", name=op.f("uq_audit_seal_audit_id")),
        schema="targets",
        comment="append only: the hash chain over audit_log in commit-safe order",
    )
    op.create_table(
        "cadre_copy",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=True),
        sa.Column("post_code", sa.Text(), nullable=True),
        sa.Column("post_name", sa.Text(), nullable=True),
        sa.Column("post_group", sa.Text(), nullable=True, comment="chief, deputy or ordinary"),
        sa.Column("is_principal", sa.Boolean(), nullable=False),
        sa.Column("postings", postgresql.JSONB(), nullable=False, comment="every posting with from_on and to_on"),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_cadre_copy")),
        schema="targets",
    )
    op.create_index(op.f("ix_cadre_copy_unit_code"), "cadre_copy", ["unit_code"], unique=False, schema="targets")
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
        schema="targets",
        comment="answers to repeated posts, kept for two days",
    )
    op.create_index("ix_idempotency_created_at", "idempotency", ["created_at"], unique=False, schema="targets")
    op.create_table(
        "inbox",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "applied_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_inbox")),
        schema="targets",
        comment="events applied here; inserted in the transaction of their effect",
    )
    op.create_table(
        "office_clock",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("offset_seconds", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_clock")),
        schema="targets",
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
        schema="targets",
        comment="one row per event and subscriber, written in the transaction of the fact",
    )
    op.create_index(
        "ix_outbox_undelivered",
        "outbox",
        ["subscriber", "id"],
        unique=False,
        schema="targets",
        postgresql_where=sa.text("delivered_at IS NULL"),
    )
    op.create_table(
        "revocation",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_revocation")),
        schema="targets",
        comment="tokens issued earlier than this no longer count",
    )
    op.create_table(
        "unit_copy",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="township, department or vertical"),
        sa.Column("class_code", sa.Text(), nullable=True),
        sa.Column("class_name", sa.Text(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_unit_copy")),
        schema="targets",
    )
    op.create_index(op.f("ix_unit_copy_class_code"), "unit_copy", ["class_code"], unique=False, schema="targets")
    op.create_table(
        "indicator",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("unit_of_measure", sa.Text(), nullable=False),
        sa.Column("owner_unit_code", sa.Text(), nullable=False, comment="unit that enters and proves the value"),
        sa.Column("direction", sa.Text(), nullable=False, comment="which way is better"),
        sa.Column("goal_scope", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="a task is measured by percent done"),
        sa.Column("places", sa.Integer(), nullable=False, comment="decimal places of its values"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("direction IN ('higher', 'lower')", name=op.f("ck_indicator_direction_known")),
        sa.CheckConstraint("goal_scope IN ('common', 'specific')", name=op.f("ck_indicator_goal_scope_known")),
        sa.CheckConstraint("kind IN ('quantity', 'task')", name=op.f("ck_indicator_kind_known")),
        sa.CheckConstraint("places BETWEEN 0 AND 6", name=op.f("ck_indicator_places_few")),
        sa.ForeignKeyConstraint(
            ["year"], ["targets.appraisal_year.year"], name=op.f("fk_indicator_year_appraisal_year")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("year", "code", name=op.f("uq_indicator_year_code")),
        schema="targets",
        comment="what is measured, in which unit, and which unit owns the number",
    )
    op.create_index(
        op.f("ix_indicator_owner_unit_code"), "indicator", ["owner_unit_code"], unique=False, schema="targets"
    )
    op.create_index(op.f("ix_indicator_updated_at"), "indicator", ["updated_at"], unique=False, schema="targets")
    for statement in protect_kit_tables("targets", service_role()):
        op.execute(statement)
    op.execute(KEEP_FROZEN)
