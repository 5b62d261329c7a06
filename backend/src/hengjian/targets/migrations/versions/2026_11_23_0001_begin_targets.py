"""Begin targets: years, indicators, plans, letters, reports, values, rounds, and the kit's tables.

Revision ID: targets_0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from hengjian.kit.tables import protect_kit_tables

revision = "targets_0001"
down_revision = None
branch_labels = None
depends_on = None

KEEP_FROZEN = """
CREATE FUNCTION targets.keep_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - TG_ARGV <> to_jsonb(OLD) - TG_ARGV THEN
        RAISE EXCEPTION '% is frozen', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""

KEEP_OF_CLOSED_ROUND = """
CREATE FUNCTION targets.keep_of_closed_round() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    round_id uuid := CASE TG_OP WHEN 'INSERT' THEN NEW.round_id ELSE OLD.round_id END;
BEGIN
    IF EXISTS (SELECT FROM targets.round WHERE id = round_id AND state = 'closed') THEN
        RAISE EXCEPTION 'the round is closed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$
"""

KEEP_OF_ACCEPTED_REPORT = """
CREATE FUNCTION targets.keep_of_accepted_report() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    report_id uuid := CASE TG_OP WHEN 'INSERT' THEN NEW.report_id ELSE OLD.report_id END;
BEGIN
    IF EXISTS (SELECT FROM targets.report WHERE id = report_id AND state = 'accepted') THEN
        RAISE EXCEPTION 'the report is accepted' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$
"""

EDITS = "'version', 'updated_at'"
ACCEPTANCE = "'state', 'accepted_by', 'accepted_by_name', 'accepted_at', 'accepted_digest'"
FROZEN = (
    ("stays_as_decided", "amendment", "OLD.state <> 'proposed'", ""),
    ("stays_as_accepted", "letter", "OLD.state = 'accepted'", ""),
    ("stays_as_written", "letter", "OLD.state = 'awaiting'", f"{ACCEPTANCE}, {EDITS}"),
    ("stays_as_confirmed", "owner_value", "OLD.state = 'confirmed'", f"'state', {EDITS}"),
    ("stays_as_superseded", "owner_value", "OLD.state = 'superseded'", ""),
    ("stays_as_issued", "plan", "OLD.state = 'issued'", f"'issue_version', {EDITS}"),
    ("stays_as_issued", "plan_target", "OLD.since_version IS NOT NULL AND OLD.until_version IS NULL", "'until_version'"),
    ("stays_as_replaced", "plan_target", "OLD.until_version IS NOT NULL", ""),
    ("stays_as_accepted", "report", "OLD.state = 'accepted'", f"'overdue_at', {EDITS}"),
    ("stays_as_closed", "round", "OLD.state = 'closed'", ""),
)
"""Trigger, table, when it is frozen, and what may still change then."""


def upgrade() -> None:
    op.create_table('appraisal_year',
    sa.Column('year', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('phase', sa.Text(), nullable=False),
    sa.Column('phase_since', sa.DateTime(timezone=True), nullable=False, comment='office time'),
    sa.Column('report_due_day', sa.Integer(), nullable=False, comment='day of the following month on which a monthly report is due'),
    sa.Column('yellow_percent', sa.Integer(), nullable=False, comment='share of what is expected at which red turns to yellow'),
    sa.Column('settings', postgresql.JSONB(), nullable=False, comment='what the county decided for this year'),
    sa.Column('opened_by', sa.Text(), nullable=False),
    sa.Column('opened_by_name', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False, comment='real time of the last change'),
    sa.CheckConstraint("phase IN ('preparation', 'running', 'year_end', 'closed')", name=op.f('ck_appraisal_year_phase_known')),
    sa.CheckConstraint('report_due_day BETWEEN 1 AND 28', name=op.f('ck_appraisal_year_due_day_in_every_month')),
    sa.CheckConstraint('yellow_percent BETWEEN 1 AND 100', name=op.f('ck_appraisal_year_yellow_is_a_percentage')),
    sa.PrimaryKeyConstraint('year', name=op.f('pk_appraisal_year')),
    schema='targets',
    comment='an appraisal year; its phase only moves forward'
    )
    op.create_index(op.f('ix_appraisal_year_updated_at'), 'appraisal_year', ['updated_at'], unique=False, schema='targets')
    op.create_table('audit_log',
    sa.Column('id', sa.BigInteger(), autoincrement=True, nullable=False),
    sa.Column('xid', sa.BigInteger(), server_default=sa.text('(pg_current_xact_id()::text::bigint)'), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), server_default=sa.text('clock_timestamp()'), nullable=False, comment='real time'),
    sa.Column('actor', sa.Text(), nullable=False),
    sa.Column('actor_name', sa.Text(), nullable=False),
    sa.Column('request_id', sa.Text(), nullable=False),
    sa.Column('action', sa.Text(), nullable=False, comment='operation id, event name or job name'),
    sa.Column('object_type', sa.Text(), nullable=False),
    sa.Column('object_id', sa.Text(), nullable=False),
    sa.Column('before', postgresql.JSONB(), nullable=True),
    sa.Column('after', postgresql.JSONB(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_log')),
    schema='targets',
    comment='append only: every write with before and after'
    )
    op.create_index('ix_audit_log_object_type_object_id', 'audit_log', ['object_type', 'object_id'], unique=False, schema='targets')
    op.create_index('ix_audit_log_xid_id', 'audit_log', ['xid', 'id'], unique=False, schema='targets')
    op.create_table('audit_seal',
    sa.Column('seq', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('audit_id', sa.BigInteger(), nullable=False),
    sa.Column('xid', sa.BigInteger(), nullable=False),
    sa.Column('hash', sa.LargeBinary(), nullable=False, comment='SHA-256 over the hash before and the row'),
    sa.PrimaryKeyConstraint('seq', name=op.f('pk_audit_seal')),
    sa.UniqueConstraint('audit_id', name=op.f('uq_audit_seal_audit_id')),
    schema='targets',
    comment='append only: the hash chain over audit_log in commit-safe order'
    )
    op.create_table('cadre_copy',
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('unit_code', sa.Text(), nullable=True),
    sa.Column('post_code', sa.Text(), nullable=True),
    sa.Column('post_name', sa.Text(), nullable=True),
    sa.Column('post_group', sa.Text(), nullable=True, comment='chief, deputy or ordinary'),
    sa.Column('is_principal', sa.Boolean(), nullable=False),
    sa.Column('postings', postgresql.JSONB(), nullable=False, comment='every posting with from_on and to_on'),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_cadre_copy')),
    schema='targets'
    )
    op.create_index(op.f('ix_cadre_copy_unit_code'), 'cadre_copy', ['unit_code'], unique=False, schema='targets')
    op.create_table('idempotency',
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('request_hash', sa.LargeBinary(), nullable=False),
    sa.Column('status', sa.Integer(), nullable=False),
    sa.Column('headers', postgresql.JSONB(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('clock_timestamp()'), nullable=False),
    sa.PrimaryKeyConstraint('subject', 'key', name=op.f('pk_idempotency')),
    schema='targets',
    comment='answers to repeated posts, kept for two days'
    )
    op.create_index('ix_idempotency_created_at', 'idempotency', ['created_at'], unique=False, schema='targets')
    op.create_table('inbox',
    sa.Column('event_id', sa.Uuid(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('applied_at', sa.DateTime(timezone=True), server_default=sa.text('clock_timestamp()'), nullable=False),
    sa.PrimaryKeyConstraint('event_id', name=op.f('pk_inbox')),
    schema='targets',
    comment='events applied here; inserted in the transaction of their effect'
    )
    op.create_table('office_clock',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('offset_seconds', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_office_clock')),
    schema='targets',
    comment='how far the office clock of a demo database runs ahead; empty elsewhere'
    )
    op.create_table('outbox',
    sa.Column('id', sa.BigInteger(), autoincrement=True, nullable=False),
    sa.Column('event_id', sa.Uuid(), nullable=False, comment='same for every subscriber of one event'),
    sa.Column('subscriber', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('body', postgresql.JSONB(), nullable=False, comment='fixed at event time'),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('clock_timestamp()'), nullable=False),
    sa.Column('delivered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('attempts', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('retry_at', sa.DateTime(timezone=True), server_default=sa.text('clock_timestamp()'), nullable=False),
    sa.Column('last_error', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox')),
    schema='targets',
    comment='one row per event and subscriber, written in the transaction of the fact'
    )
    op.create_index('ix_outbox_undelivered', 'outbox', ['subscriber', 'id'], unique=False, schema='targets', postgresql_where=sa.text('delivered_at IS NULL'))
    op.create_table('revocation',
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('not_before', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('subject', name=op.f('pk_revocation')),
    schema='targets',
    comment='tokens issued earlier than this no longer count'
    )
    op.create_table('unit_copy',
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False, comment='township, department or vertical'),
    sa.Column('class_code', sa.Text(), nullable=True),
    sa.Column('class_name', sa.Text(), nullable=True),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_unit_copy')),
    schema='targets'
    )
    op.create_index(op.f('ix_unit_copy_class_code'), 'unit_copy', ['class_code'], unique=False, schema='targets')
    op.create_table('indicator',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('name_en', sa.Text(), nullable=False),
    sa.Column('unit_of_measure', sa.Text(), nullable=False),
    sa.Column('owner_unit_code', sa.Text(), nullable=False, comment='unit that enters and proves the value'),
    sa.Column('direction', sa.Text(), nullable=False, comment='which way is better'),
    sa.Column('goal_scope', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False, comment='a task is measured by percent done'),
    sa.Column('places', sa.Integer(), nullable=False, comment='decimal places of its values'),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False, comment='real time of the last change'),
    sa.CheckConstraint("direction IN ('higher', 'lower')", name=op.f('ck_indicator_direction_known')),
    sa.CheckConstraint("goal_scope IN ('common', 'specific')", name=op.f('ck_indicator_goal_scope_known')),
    sa.CheckConstraint("kind IN ('quantity', 'task')", name=op.f('ck_indicator_kind_known')),
    sa.CheckConstraint('places BETWEEN 0 AND 6', name=op.f('ck_indicator_places_few')),
    sa.ForeignKeyConstraint(['year'], ['targets.appraisal_year.year'], name=op.f('fk_indicator_year_appraisal_year')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_indicator')),
    sa.UniqueConstraint('year', 'code', name=op.f('uq_indicator_year_code')),
    schema='targets',
    comment='what is measured, in which unit, and which unit owns the number'
    )
    op.create_index(op.f('ix_indicator_owner_unit_code'), 'indicator', ['owner_unit_code'], unique=False, schema='targets')
    op.create_index(op.f('ix_indicator_updated_at'), 'indicator', ['updated_at'], unique=False, schema='targets')
    op.create_table('owner_value',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('value_name', sa.Text(), nullable=False, comment='which value: annual, half_year'),
    sa.Column('unit_code', sa.Text(), nullable=False),
    sa.Column('indicator_code', sa.Text(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False, comment='one more for each entry after a confirmation'),
    sa.Column('actual', sa.Numeric(), nullable=False),
    sa.Column('target', sa.Numeric(), nullable=True, comment='target in force when confirmed'),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True, comment='why a confirmed value was entered again'),
    sa.Column('claim_month', sa.Integer(), nullable=False, comment="last month whose report may hold the unit's claim for this value"),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('entered_by', sa.Text(), nullable=False),
    sa.Column('entered_by_name', sa.Text(), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False, comment='office time'),
    sa.Column('confirmed_by', sa.Text(), nullable=True),
    sa.Column('confirmed_by_name', sa.Text(), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True, comment='office time'),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False, comment='real time of the last change'),
    sa.CheckConstraint("(state = 'entered') = (confirmed_at IS NULL)", name=op.f('ck_owner_value_confirmed_has_time')),
    sa.CheckConstraint("state IN ('entered', 'confirmed', 'superseded')", name=op.f('ck_owner_value_state_known')),
    sa.CheckConstraint('confirmed_by <> entered_by', name=op.f('ck_owner_value_confirmed_by_another')),
    sa.CheckConstraint('revision = 1 OR reason IS NOT NULL', name=op.f('ck_owner_value_revision_has_reason')),
    sa.ForeignKeyConstraint(['year'], ['targets.appraisal_year.year'], name=op.f('fk_owner_value_year_appraisal_year')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_owner_value')),
    sa.UniqueConstraint('year', 'value_name', 'unit_code', 'indicator_code', 'revision', name=op.f('uq_owner_value_year_value_name_unit_code_indicator_code_revision')),
    schema='targets',
    comment="value of an indicator for a unit, entered by the indicator's owner, confirmed by the verifiers"
    )
    op.create_index('ix_owner_value_unit_code_year', 'owner_value', ['unit_code', 'year'], unique=False, schema='targets')
    op.create_index(op.f('ix_owner_value_updated_at'), 'owner_value', ['updated_at'], unique=False, schema='targets')
    op.create_index('ix_owner_value_year_indicator_code', 'owner_value', ['year', 'indicator_code'], unique=False, schema='targets')
    op.create_index('uq_owner_value_confirmed', 'owner_value', ['year', 'value_name', 'unit_code', 'indicator_code'], unique=True, schema='targets', postgresql_where=sa.text("state = 'confirmed'"))
    op.create_index('uq_owner_value_entered', 'owner_value', ['year', 'value_name', 'unit_code', 'indicator_code'], unique=True, schema='targets', postgresql_where=sa.text("state = 'entered'"))
    op.create_table('plan',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('level', sa.Text(), nullable=False),
    sa.Column('unit_code', sa.Text(), nullable=True, comment="the unit, or the cadre's unit; null for the county"),
    sa.Column('cadre_code', sa.Text(), nullable=True),
    sa.Column('subject_name', sa.Text(), nullable=False, comment='as the county, unit or cadre was called then'),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('issue_version', sa.Integer(), nullable=False, comment='0 while a draft, 1 when issued, one more with each amendment'),
    sa.Column('target_count', sa.Integer(), nullable=False),
    sa.Column('drafted_by', sa.Text(), nullable=False),
    sa.Column('drafted_by_name', sa.Text(), nullable=False),
    sa.Column('issued_at', sa.DateTime(timezone=True), nullable=True, comment='office time'),
    sa.Column('issued_by', sa.Text(), nullable=True),
    sa.Column('issued_by_name', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False, comment='real time of the last change'),
    sa.CheckConstraint("(level = 'county') = (unit_code IS NULL) AND (level = 'person') = (cadre_code IS NOT NULL)", name=op.f('ck_plan_level_names_subject')),
    sa.CheckConstraint("(state = 'issued') = (issue_version > 0 AND issued_at IS NOT NULL)", name=op.f('ck_plan_issued_has_version')),
    sa.CheckConstraint("level IN ('county', 'unit', 'person')", name=op.f('ck_plan_level_known')),
    sa.CheckConstraint("state IN ('draft', 'issued')", name=op.f('ck_plan_state_known')),
    sa.ForeignKeyConstraint(['year'], ['targets.appraisal_year.year'], name=op.f('fk_plan_year_appraisal_year')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan')),
    schema='targets',
    comment='the targets of the county, a unit or a person for one year; fixed once issued'
    )
    op.create_index('ix_plan_unit_code_year_level', 'plan', ['unit_code', 'year', 'level'], unique=False, schema='targets')
    op.create_index(op.f('ix_plan_updated_at'), 'plan', ['updated_at'], unique=False, schema='targets')
    op.create_index('ix_plan_year_level_id', 'plan', ['year', 'level', 'id'], unique=False, schema='targets')
    op.create_index('uq_plan_county', 'plan', ['year'], unique=True, schema='targets', postgresql_where=sa.text("level = 'county'"))
    op.create_index('uq_plan_person', 'plan', ['year', 'cadre_code'], unique=True, schema='targets', postgresql_where=sa.text("level = 'person'"))
    op.create_index('uq_plan_unit', 'plan', ['year', 'unit_code'], unique=True, schema='targets', postgresql_where=sa.text("level = 'unit'"))
    op.create_table('report',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('month', sa.Integer(), nullable=False),
    sa.Column('unit_code', sa.Text(), nullable=False),
    sa.Column('unit_name', sa.Text(), nullable=False, comment='as it was called then'),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False, comment='office time'),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('is_late', sa.Boolean(), nullable=False, comment='first submitted after it was due'),
    sa.Column('first_submitted_at', sa.DateTime(timezone=True), nullable=True, comment='office time'),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True, comment='office time'),
    sa.Column('submitted_by', sa.Text(), nullable=True),
    sa.Column('submitted_by_name', sa.Text(), nullable=True),
    sa.Column('judged_at', sa.DateTime(timezone=True), nullable=True, comment='office time of acceptance or return'),
    sa.Column('judged_by', sa.Text(), nullable=True),
    sa.Column('judged_by_name', sa.Text(), nullable=True),
    sa.Column('return_reason', sa.Text(), nullable=True),
    sa.Column('overdue_at', sa.DateTime(timezone=True), nullable=True, comment='office time at which it was announced as overdue'),
    sa.Column('yellow_count', sa.Integer(), nullable=False, comment='lights as they stood when submitted'),
    sa.Column('red_count', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False, comment='real time of the last change'),
    sa.CheckConstraint("(state = 'awaited') = (submitted_at IS NULL)", name=op.f('ck_report_submitted_has_time')),
    sa.CheckConstraint("state IN ('awaited', 'submitted', 'returned', 'accepted')", name=op.f('ck_report_state_known')),
    sa.CheckConstraint('NOT is_late OR first_submitted_at > due_at', name=op.f('ck_report_late_is_after_due')),
    sa.CheckConstraint('month BETWEEN 1 AND 12', name=op.f('ck_report_month_known')),
    sa.ForeignKeyConstraint(['year'], ['targets.appraisal_year.year'], name=op.f('fk_report_year_appraisal_year')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report')),
    sa.UniqueConstraint('year', 'month', 'unit_code', name=op.f('uq_report_year_month_unit_code')),
    schema='targets',
    comment="a unit's report on one month; awaited from the day the year begins to run"
    )
    op.create_index('ix_report_due_at', 'report', ['due_at'], unique=False, schema='targets', postgresql_where=sa.text('overdue_at IS NULL AND (first_submitted_at IS NULL OR is_late)'))
    op.create_index('ix_report_unit_code_year_month', 'report', ['unit_code', 'year', 'month'], unique=False, schema='targets')
    op.create_index(op.f('ix_report_updated_at'), 'report', ['updated_at'], unique=False, schema='targets')
    op.create_table('round',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('period', sa.Text(), nullable=False, comment='for values the name of the value that it closes'),
    sa.Column('class_codes', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('indicator_codes', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False, comment='office time'),
    sa.Column('opened_by', sa.Text(), nullable=False),
    sa.Column('opened_by_name', sa.Text(), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True, comment='office time'),
    sa.Column('closed_by', sa.Text(), nullable=True),
    sa.Column('closed_by_name', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False, comment='real time of the last change'),
    sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f('ck_round_closed_has_time')),
    sa.CheckConstraint("kind IN ('mid_year', 'annual_values')", name=op.f('ck_round_kind_known')),
    sa.CheckConstraint("state IN ('open', 'closed')", name=op.f('ck_round_state_known')),
    sa.ForeignKeyConstraint(['year'], ['targets.appraisal_year.year'], name=op.f('fk_round_year_appraisal_year')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_round')),
    schema='targets',
    comment='a round of work for whole classes; frozen once closed'
    )
    op.create_index(op.f('ix_round_updated_at'), 'round', ['updated_at'], unique=False, schema='targets')
    op.create_index('ix_round_year_id', 'round', ['year', 'id'], unique=False, schema='targets')
    op.create_table('amendment',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('plan_id', sa.Uuid(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('unit_code', sa.Text(), nullable=False),
    sa.Column('unit_name', sa.Text(), nullable=False),
    sa.Column('indicator_code', sa.Text(), nullable=False),
    sa.Column('indicator_name', sa.Text(), nullable=False),
    sa.Column('old_target', sa.Numeric(), nullable=True),
    sa.Column('old_milestones', postgresql.JSONB(), nullable=False),
    sa.Column('new_target', sa.Numeric(), nullable=True),
    sa.Column('new_milestones', postgresql.JSONB(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('proposed_by', sa.Text(), nullable=False),
    sa.Column('proposed_by_name', sa.Text(), nullable=False),
    sa.Column('proposed_at', sa.DateTime(timezone=True), nullable=False, comment='office time'),
    sa.Column('decided_by', sa.Text(), nullable=True),
    sa.Column('decided_by_name', sa.Text(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True, comment='office time'),
    sa.Column('decision_reason', sa.Text(), nullable=True),
    sa.Column('document_number', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False, comment='real time of the last change'),
    sa.CheckConstraint("(state = 'proposed') = (decided_at IS NULL)", name=op.f('ck_amendment_decided_has_time')),
    sa.CheckConstraint("state <> 'approved' OR document_number IS NOT NULL", name=op.f('ck_amendment_approved_has_document')),
    sa.CheckConstraint("state IN ('proposed', 'approved', 'rejected')", name=op.f('ck_amendment_state_known')),
    sa.ForeignKeyConstraint(['plan_id'], ['targets.plan.id'], name=op.f('fk_amendment_plan_id_plan')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_amendment')),
    schema='targets',
    comment='a change of an issued target with its reason; the old value stays'
    )
    op.create_index(op.f('ix_amendment_plan_id'), 'amendment', ['plan_id'], unique=False, schema='targets')
    op.create_index(op.f('ix_amendment_updated_at'), 'amendment', ['updated_at'], unique=False, schema='targets')
    op.create_index('ix_amendment_year_unit_code_id', 'amendment', ['year', 'unit_code', 'id'], unique=False, schema='targets')
    op.create_index('uq_amendment_proposed', 'amendment', ['plan_id', 'indicator_code'], unique=True, schema='targets', postgresql_where=sa.text("state = 'proposed'"))
    op.create_table('assessment',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('round_id', sa.Uuid(), nullable=False),
    sa.Column('unit_code', sa.Text(), nullable=False),
    sa.Column('unit_name', sa.Text(), nullable=False, comment='as it was called then'),
    sa.Column('class_code', sa.Text(), nullable=False, comment='group in which it was assessed'),
    sa.Column('grade', sa.Text(), nullable=False),
    sa.Column('remark', sa.Text(), nullable=False),
    sa.Column('assessed_by', sa.Text(), nullable=False),
    sa.Column('assessed_by_name', sa.Text(), nullable=False),
    sa.Column('assessed_at', sa.DateTime(timezone=True), nullable=False, comment='office time'),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False, comment='real time of the last change'),
    sa.CheckConstraint("grade IN ('excellent', 'good', 'fair', 'poor')", name=op.f('ck_assessment_grade_known')),
    sa.ForeignKeyConstraint(['round_id'], ['targets.round.id'], name=op.f('fk_assessment_round_id_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assessment')),
    sa.UniqueConstraint('round_id', 'unit_code', name=op.f('uq_assessment_round_id_unit_code')),
    schema='targets',
    comment='grade that a mid-year round gave a unit'
    )
    op.create_index(op.f('ix_assessment_updated_at'), 'assessment', ['updated_at'], unique=False, schema='targets')
    op.create_table('letter',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('plan_id', sa.Uuid(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('level', sa.Text(), nullable=False),
    sa.Column('unit_code', sa.Text(), nullable=False),
    sa.Column('cadre_code', sa.Text(), nullable=True),
    sa.Column('subject_name', sa.Text(), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('digest', sa.Text(), nullable=False, comment='SHA-256 of the text in UTF-8, hexadecimal'),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('accepted_by', sa.Text(), nullable=True),
    sa.Column('accepted_by_name', sa.Text(), nullable=True),
    sa.Column('accepted_at', sa.DateTime(timezone=True), nullable=True, comment='office time'),
    sa.Column('accepted_digest', sa.Text(), nullable=True, comment='digest that the reader had before their eyes'),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False, comment='real time of the last change'),
    sa.CheckConstraint("(state = 'accepted') = (accepted_at IS NOT NULL)", name=op.f('ck_letter_accepted_has_time')),
    sa.CheckConstraint("state IN ('awaiting', 'accepted')", name=op.f('ck_letter_state_known')),
    sa.ForeignKeyConstraint(['plan_id'], ['targets.plan.id'], name=op.f('fk_letter_plan_id_plan')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter')),
    sa.UniqueConstraint('number', name=op.f('uq_letter_number')),
    sa.UniqueConstraint('plan_id', name=op.f('uq_letter_plan_id')),
    schema='targets',
    comment='responsibility letter made from an issued plan; whoever carries the plan accepts it'
    )
    op.create_index(op.f('ix_letter_updated_at'), 'letter', ['updated_at'], unique=False, schema='targets')
    op.create_index('ix_letter_year_unit_code_id', 'letter', ['year', 'unit_code', 'id'], unique=False, schema='targets')
    op.create_table('plan_target',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('plan_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('indicator_code', sa.Text(), nullable=False),
    sa.Column('indicator_name', sa.Text(), nullable=False),
    sa.Column('indicator_name_en', sa.Text(), nullable=False),
    sa.Column('unit_of_measure', sa.Text(), nullable=False),
    sa.Column('direction', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('places', sa.Integer(), nullable=False),
    sa.Column('target', sa.Numeric(), nullable=True, comment='null for a task without a number'),
    sa.Column('milestones', postgresql.JSONB(), nullable=False, comment='cumulative target at the end of a month, by month'),
    sa.Column('carries_indicator_code', sa.Text(), nullable=True, comment='target of the plan one level up that this one carries'),
    sa.Column('since_version', sa.Integer(), nullable=True, comment='version of the plan from which it holds; null in a draft'),
    sa.Column('until_version', sa.Integer(), nullable=True, comment='last version in which it held; null while in force'),
    sa.CheckConstraint('until_version IS NULL OR until_version >= since_version', name=op.f('ck_plan_target_versions_in_order')),
    sa.ForeignKeyConstraint(['plan_id'], ['targets.plan.id'], name=op.f('fk_plan_target_plan_id_plan')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_target')),
    schema='targets',
    comment='a target of a plan, with what the indicator was called when it was issued'
    )
    op.create_index(op.f('ix_plan_target_carries_indicator_code'), 'plan_target', ['carries_indicator_code'], unique=False, schema='targets')
    op.create_index(op.f('ix_plan_target_plan_id'), 'plan_target', ['plan_id'], unique=False, schema='targets')
    op.create_index('uq_plan_target_in_force', 'plan_target', ['plan_id', 'indicator_code'], unique=True, schema='targets', postgresql_where=sa.text('until_version IS NULL'))
    op.create_table('report_entry',
    sa.Column('report_id', sa.Uuid(), nullable=False),
    sa.Column('indicator_code', sa.Text(), nullable=False),
    sa.Column('value', sa.Numeric(), nullable=True, comment='reached since the beginning of the year'),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('target', sa.Numeric(), nullable=True),
    sa.Column('expected', sa.Numeric(), nullable=True, comment='what the light was judged by'),
    sa.Column('yellow_at', sa.Numeric(), nullable=True, comment='worst value that was still yellow'),
    sa.Column('basis', sa.Text(), nullable=True, comment='milestone, linear, ceiling or none'),
    sa.Column('light', sa.Text(), nullable=True),
    sa.CheckConstraint("light IN ('green', 'yellow', 'red', 'none')", name=op.f('ck_report_entry_light_known')),
    sa.ForeignKeyConstraint(['report_id'], ['targets.report.id'], name=op.f('fk_report_entry_report_id_report')),
    sa.PrimaryKeyConstraint('report_id', 'indicator_code', name=op.f('pk_report_entry')),
    schema='targets',
    comment='what a unit claims for one indicator; light and target as they stood when submitted'
    )
    # ### end Alembic commands ###
    for statement in protect_kit_tables("targets"):
        op.execute(statement)
    for function in (KEEP_FROZEN, KEEP_OF_CLOSED_ROUND, KEEP_OF_ACCEPTED_REPORT):
        op.execute(function)
    for name, table, condition, changeable in FROZEN:
        op.execute(
            f"""CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON targets.{table}
            FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION targets.keep_frozen({changeable})"""
        )
    for table, function in (("assessment", "keep_of_closed_round"), ("report_entry", "keep_of_accepted_report")):
        op.execute(
            f"""CREATE TRIGGER {function} BEFORE INSERT OR UPDATE OR DELETE ON targets.{table}
            FOR EACH ROW EXECUTE FUNCTION targets.{function}()"""
        )
