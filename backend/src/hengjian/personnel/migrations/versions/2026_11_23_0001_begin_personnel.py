"""Begin personnel: the kit's tables, copies of units and cadres, linkage rules, final results.

Revision ID: personnel_0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from hengjian.kit.data.alembic_env import service_role
from hengjian.kit.data.tables import protect_kit_tables

revision = "personnel_0001"
down_revision = None
branch_labels = None
depends_on = None


_KEEP_CONTENT = """CREATE FUNCTION personnel.keep_content() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE may_change text[] := COALESCE(TG_ARGV::text[], '{}');
    BEGIN
        IF (to_jsonb(NEW) - may_change) IS DISTINCT FROM (to_jsonb(OLD) - may_change) THEN
            RAISE EXCEPTION '% cannot change any more', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$"""


_GUARDS = (
    """CREATE TRIGGER keep_issued BEFORE UPDATE ON personnel.linkage_rules FOR EACH ROW WHEN (OLD.state = 'issued')
        EXECUTE FUNCTION personnel.keep_content()""",
    """CREATE TRIGGER keep_sealed BEFORE UPDATE ON personnel.final_result FOR EACH ROW WHEN (true)
        EXECUTE FUNCTION personnel.keep_content('is_current', 'proposed_at')""",
    """CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON personnel.linkage_rules
        FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change()""",
    """CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON personnel.final_result
        FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change()""",
    """CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON personnel.final_line
        FOR EACH STATEMENT EXECUTE FUNCTION personnel.refuse_change()""",
)


def upgrade() -> None:
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
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("after", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_log")),
        schema="personnel",
        comment="append only: every write with before and after",
    )
    op.create_index(
        "ix_audit_log_object_type_object_id",
        "audit_log",
        ["object_type", "object_id"],
        unique=False,
        schema="personnel",
    )
    op.create_index("ix_audit_log_xid_id", "audit_log", ["xid", "id"], unique=False, schema="personnel")
    op.create_table(
        "audit_seal",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("audit_id", sa.BigInteger(), nullable=False),
        sa.Column("xid", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False, comment="SHA-256 over the hash before and the row"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_seal")),
        sa.UniqueConstraint("audit_id", name=op.f("uq_audit_seal_audit_id")),
        schema="personnel",
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
        sa.Column(
            "postings",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="every posting with from_on and to_on",
        ),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_cadre_copy")),
        schema="personnel",
    )
    op.create_index(op.f("ix_cadre_copy_unit_code"), "cadre_copy", ["unit_code"], unique=False, schema="personnel")
    op.create_table(
        "final_result",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("result_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("scheme_code", sa.Text(), nullable=False),
        sa.Column("class_code", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False, comment="unit or cadre"),
        sa.Column("result_version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("is_ordinary", sa.Boolean(), nullable=False, comment="ordinary cadres ranked inside their own unit"),
        sa.Column("is_current", sa.Boolean(), nullable=False, comment="false once a newer version has come"),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column(
            "proposed_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when proposals were made from it; office time",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_final_result")),
        sa.UniqueConstraint(
            "year", "class_code", "result_version", name=op.f("uq_final_result_year_class_code_result_version")
        ),
        schema="personnel",
        comment="a sealed final result as it arrived; its content cannot change",
    )
    op.create_index(
        "ix_final_result_pending",
        "final_result",
        ["id"],
        unique=False,
        schema="personnel",
        postgresql_where=sa.text("proposed_at IS NULL AND is_current"),
    )
    op.create_index(
        "uq_final_result_current",
        "final_result",
        ["year", "class_code"],
        unique=True,
        schema="personnel",
        postgresql_where=sa.text("is_current"),
    )
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
        schema="personnel",
        comment="answers to repeated posts, kept for two days",
    )
    op.create_index("ix_idempotency_created_at", "idempotency", ["created_at"], unique=False, schema="personnel")
    op.create_table(
        "inbox",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "applied_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_inbox")),
        schema="personnel",
        comment="events applied here; inserted in the transaction of their effect",
    )
    op.create_table(
        "linkage_rules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("document", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "articles",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="the document in words, as it is cited",
        ),
        sa.Column("title", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("decision_number", sa.Text(), nullable=True),
        sa.Column("issued_by", sa.Text(), nullable=True),
        sa.Column("issued_by_name", sa.Text(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True, comment="office time"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("state IN ('draft', 'issued')", name=op.f("ck_linkage_rules_state_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_linkage_rules")),
        sa.UniqueConstraint("year", name=op.f("uq_linkage_rules_year")),
        schema="personnel",
        comment="how one year's results are used; cannot change once issued",
    )
    op.create_index(
        op.f("ix_linkage_rules_updated_at"), "linkage_rules", ["updated_at"], unique=False, schema="personnel"
    )
    op.create_table(
        "office_clock",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("offset_seconds", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_clock")),
        schema="personnel",
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
        schema="personnel",
        comment="one row per event and subscriber, written in the transaction of the fact",
    )
    op.create_index(
        "ix_outbox_undelivered",
        "outbox",
        ["subscriber", "id"],
        unique=False,
        schema="personnel",
        postgresql_where=sa.text("delivered_at IS NULL"),
    )
    op.create_table(
        "revocation",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_revocation")),
        schema="personnel",
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
        schema="personnel",
    )
    op.create_index(op.f("ix_unit_copy_class_code"), "unit_copy", ["class_code"], unique=False, schema="personnel")
    op.create_table(
        "final_line",
        sa.Column("final_result_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("total", sa.Numeric(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("of_count", sa.Integer(), nullable=False),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("flags", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["final_result_id"], ["personnel.final_result.id"], name=op.f("fk_final_line_final_result_id_final_result")
        ),
        sa.PrimaryKeyConstraint("final_result_id", "code", name=op.f("pk_final_line")),
        schema="personnel",
        comment="append only: one subject of a final result",
    )
    for statement in (*protect_kit_tables("personnel", service_role()), _KEEP_CONTENT, *_GUARDS):
        op.execute(statement)
