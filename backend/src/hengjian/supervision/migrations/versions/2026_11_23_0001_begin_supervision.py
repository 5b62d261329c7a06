"""Begin supervision: the kit's tables, the catalogue, visits and quarterly rounds.

Revision ID: supervision_0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from hengjian.kit.data.alembic_env import service_role
from hengjian.kit.data.tables import protect_kit_tables

revision = "supervision_0001"
down_revision = None
branch_labels = None
depends_on = None

_GUARD_ROUND = """
CREATE FUNCTION supervision.guard_round() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'closed' THEN
        RAISE EXCEPTION 'a closed round cannot change' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$
"""

_GUARD_FINDING = """
CREATE FUNCTION supervision.guard_round_finding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM supervision.round
               WHERE id IN (OLD.round_id, NEW.round_id) AND state = 'closed') THEN
        RAISE EXCEPTION 'the findings of a closed round cannot change' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$
"""


def upgrade() -> None:
    op.execute("CREATE SEQUENCE supervision.record_number")
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
        schema="supervision",
        comment="append only: every write with before and after",
    )
    op.create_index(
        "ix_audit_log_object_type_object_id",
        "audit_log",
        ["object_type", "object_id"],
        unique=False,
        schema="supervision",
    )
    op.create_index("ix_audit_log_xid_id", "audit_log", ["xid", "id"], unique=False, schema="supervision")
    op.create_table(
        "audit_seal",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("audit_id", sa.BigInteger(), nullable=False),
        sa.Column("xid", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False, comment="SHA-256 over the hash before and the row"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_seal")),
        sa.UniqueConstraint("audit_id", name=op.f("uq_audit_seal_audit_id")),
        schema="supervision",
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
        schema="supervision",
    )
    op.create_index(op.f("ix_cadre_copy_unit_code"), "cadre_copy", ["unit_code"], unique=False, schema="supervision")
    op.create_table(
        "deduction_rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("points", sa.Numeric(), nullable=True, comment="points a count; null where a range is given"),
        sa.Column("points_min", sa.Numeric(), nullable=True),
        sa.Column("points_max", sa.Numeric(), nullable=True),
        sa.Column("points_step", sa.Numeric(), nullable=True),
        sa.Column(
            "factors", postgresql.JSONB(), nullable=False, comment="factors that may be applied, with what each means"
        ),
        sa.Column("unit_kinds", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False, comment="the document and article that the rule rests on"),
        sa.Column(
            "is_late_report",
            sa.Boolean(),
            nullable=False,
            comment="the rule by which the system proposes for a late report",
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint(
            "(points IS NOT NULL AND points > 0 AND points_min IS NULL AND points_max IS NULL AND points_step IS NULL) OR (points IS NULL AND points_min > 0 AND points_max > points_min AND points_step > 0)",
            name=op.f("ck_deduction_rule_points_or_range"),
        ),
        sa.CheckConstraint(
            "NOT is_late_report OR points IS NOT NULL", name=op.f("ck_deduction_rule_late_report_has_points")
        ),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_deduction_rule_dates_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deduction_rule")),
        sa.UniqueConstraint("year", "code", name=op.f("uq_deduction_rule_year_code")),
        schema="supervision",
        comment="the year's catalogue of deductions; a rule that was used cannot change",
    )
    op.create_index(
        op.f("ix_deduction_rule_updated_at"), "deduction_rule", ["updated_at"], unique=False, schema="supervision"
    )
    op.create_index(
        "uq_deduction_rule_late_report",
        "deduction_rule",
        ["year"],
        unique=True,
        schema="supervision",
        postgresql_where=sa.text("is_late_report"),
    )
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
        schema="supervision",
        comment="answers to repeated posts, kept for two days",
    )
    op.create_index("ix_idempotency_created_at", "idempotency", ["created_at"], unique=False, schema="supervision")
    op.create_table(
        "inbox",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "applied_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_inbox")),
        schema="supervision",
        comment="events applied here; inserted in the transaction of their effect",
    )
    op.create_table(
        "office_clock",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("offset_seconds", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_clock")),
        schema="supervision",
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
        schema="supervision",
        comment="one row per event and subscriber, written in the transaction of the fact",
    )
    op.create_index(
        "ix_outbox_undelivered",
        "outbox",
        ["subscriber", "id"],
        unique=False,
        schema="supervision",
        postgresql_where=sa.text("delivered_at IS NULL"),
    )
    op.create_table(
        "revocation",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_revocation")),
        schema="supervision",
        comment="tokens issued earlier than this no longer count",
    )
    op.create_table(
        "round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("class_codes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_by_name", sa.Text(), nullable=False),
        sa.Column("closed_by_name", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_round_closed_has_time")),
        sa.CheckConstraint("period IN ('Q1', 'Q2', 'Q3', 'Q4')", name=op.f("ck_round_period_known")),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_round_state_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("year", "period", name=op.f("uq_round_year_period")),
        schema="supervision",
        comment="a quarterly round; frozen once closed",
    )
    op.create_index(op.f("ix_round_updated_at"), "round", ["updated_at"], unique=False, schema="supervision")
    op.create_table(
        "rule_template",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("points", sa.Numeric(), nullable=True, comment="points a count; null where a range is given"),
        sa.Column("points_min", sa.Numeric(), nullable=True),
        sa.Column("points_max", sa.Numeric(), nullable=True),
        sa.Column("points_step", sa.Numeric(), nullable=True),
        sa.Column(
            "factors", postgresql.JSONB(), nullable=False, comment="factors that may be applied, with what each means"
        ),
        sa.Column("unit_kinds", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False, comment="the document and article that the rule rests on"),
        sa.Column(
            "is_late_report",
            sa.Boolean(),
            nullable=False,
            comment="the rule by which the system proposes for a late report",
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint(
            "(points IS NOT NULL AND points > 0 AND points_min IS NULL AND points_max IS NULL AND points_step IS NULL) OR (points IS NULL AND points_min > 0 AND points_max > points_min AND points_step > 0)",
            name=op.f("ck_rule_template_points_or_range"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_template")),
        sa.UniqueConstraint("code", name=op.f("uq_rule_template_code")),
        schema="supervision",
        comment="a starting catalogue that an office may adopt for a year",
    )
    op.create_index(
        op.f("ix_rule_template_updated_at"), "rule_template", ["updated_at"], unique=False, schema="supervision"
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
        schema="supervision",
    )
    op.create_index(op.f("ix_unit_copy_class_code"), "unit_copy", ["class_code"], unique=False, schema="supervision")
    op.create_table(
        "visit",
        sa.Column("id", sa.Uuid(), nullable=False, comment="made by the inspector's device"),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False, comment="as it was called then"),
        sa.Column("visited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("companions", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_by_name", sa.Text(), nullable=False),
        sa.Column(
            "content_digest",
            sa.LargeBinary(),
            nullable=False,
            comment="SHA-256 of what was posted, to tell a repeat from another record",
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("kind IN ('open', 'covert', 'follow_up')", name=op.f("ck_visit_kind_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("number", name=op.f("uq_visit_number")),
        schema="supervision",
        comment="a visit as the inspector recorded it; never edited",
    )
    op.create_index(
        "ix_visit_recorded_by_visited_at_id",
        "visit",
        ["recorded_by", "visited_at", "id"],
        unique=False,
        schema="supervision",
    )
    op.create_index(
        "ix_visit_unit_code_visited_at_id",
        "visit",
        ["unit_code", "visited_at", "id"],
        unique=False,
        schema="supervision",
    )
    op.create_index(op.f("ix_visit_updated_at"), "visit", ["updated_at"], unique=False, schema="supervision")
    op.create_index(
        "ix_visit_year_visited_at_id", "visit", ["year", "visited_at", "id"], unique=False, schema="supervision"
    )
    op.create_table(
        "round_finding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False, comment="as it was called then"),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("grade IN ('good', 'fair', 'poor')", name=op.f("ck_round_finding_grade_known")),
        sa.ForeignKeyConstraint(["round_id"], ["supervision.round.id"], name=op.f("fk_round_finding_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_finding")),
        sa.UniqueConstraint(
            "round_id", "unit_code", "subject", name=op.f("uq_round_finding_round_id_unit_code_subject")
        ),
        schema="supervision",
        comment="what a round found at a unit",
    )
    op.create_index(
        op.f("ix_round_finding_updated_at"), "round_finding", ["updated_at"], unique=False, schema="supervision"
    )
    for statement in protect_kit_tables("supervision", service_role()):
        op.execute(statement)
    op.execute(_GUARD_ROUND)
    op.execute(_GUARD_FINDING)
    op.execute(
        "CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON supervision.round "
        "FOR EACH ROW EXECUTE FUNCTION supervision.guard_round()"
    )
    op.execute(
        "CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON supervision.round_finding "
        "FOR EACH ROW EXECUTE FUNCTION supervision.guard_round_finding()"
    )
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.visit "
        "FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()"
    )
