"""Record deductions: their stations, objections, judgements, reversals, and the bulletin.

Revision ID: supervision_0002
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "supervision_0002"
down_revision = "supervision_0001"
branch_labels = None
depends_on = None

_GUARD_RULE = """
CREATE FUNCTION supervision.guard_rule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM supervision.deduction WHERE rule_id = OLD.id) THEN
        RAISE EXCEPTION 'a rule that was used cannot change' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$
"""

_GUARD_DEDUCTION = """
CREATE FUNCTION supervision.guard_deduction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a deduction is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (OLD.id, OLD.number, OLD.year, OLD.visit_id, OLD.report_id, OLD.unit_code, OLD.unit_name, OLD.cadre_codes,
        OLD.points_reason, OLD.occurred_at, OLD.occurred_on, OLD.captured_at, OLD.received_at, OLD.place,
        OLD.description, OLD.recorded_at, OLD.recorded_by, OLD.recorded_by_name, OLD.recorded_office,
        OLD.content_digest)
       IS DISTINCT FROM
       (NEW.id, NEW.number, NEW.year, NEW.visit_id, NEW.report_id, NEW.unit_code, NEW.unit_name, NEW.cadre_codes,
        NEW.points_reason, NEW.occurred_at, NEW.occurred_on, NEW.captured_at, NEW.received_at, NEW.place,
        NEW.description, NEW.recorded_at, NEW.recorded_by, NEW.recorded_by_name, NEW.recorded_office,
        NEW.content_digest) THEN
        RAISE EXCEPTION 'what was recorded cannot change' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (OLD.rule_id, OLD.rule_code, OLD.points_each, OLD.count, OLD.factor, OLD.points)
       IS DISTINCT FROM (NEW.rule_id, NEW.rule_code, NEW.points_each, NEW.count, NEW.factor, NEW.points)
       AND NOT (OLD.state = 'objected' AND NEW.state = 'effective' AND NEW.points < OLD.points) THEN
        RAISE EXCEPTION 'points change only when an objection is accepted in part'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (
        ('recorded', 'confirmed'), ('recorded', 'returned'), ('recorded', 'merged'), ('confirmed', 'notified'),
        ('notified', 'effective'), ('notified', 'objected'), ('objected', 'effective'), ('objected', 'revoked'),
        ('effective', 'revoked')) THEN
        RAISE EXCEPTION 'a deduction does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.published_at IS NOT NULL AND NEW.published_at IS DISTINCT FROM OLD.published_at THEN
        RAISE EXCEPTION 'what was published stays published' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""

_GUARD_BULLETIN = """
CREATE FUNCTION supervision.guard_bulletin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state = 'revoked' OR
       (OLD.id, OLD.number, OLD.deduction_id, OLD.unit_code, OLD.unit_name, OLD.rule_title, OLD.rule_title_en,
        OLD.points, OLD.occurred_on, OLD.published_at, OLD.reverses)
       IS DISTINCT FROM
       (NEW.id, NEW.number, NEW.deduction_id, NEW.unit_code, NEW.unit_name, NEW.rule_title, NEW.rule_title_en,
        NEW.points, NEW.occurred_on, NEW.published_at, NEW.reverses) THEN
        RAISE EXCEPTION 'what the bulletin says stays; it is corrected by a reversal'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""

_GUARDS = (
    ("deduction_rule", "guard_rule"),
    ("deduction", "guard_deduction"),
    ("bulletin_entry", "guard_bulletin"),
)


def upgrade() -> None:
    op.create_table(
        "deduction",
        sa.Column("id", sa.Uuid(), nullable=False, comment="made by the inspector's device"),
        sa.Column("number", sa.Text(collation="C"), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False, comment="office year in which it happened"),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("report_id", sa.Uuid(), nullable=True, comment="the late report from which the system proposed it"),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False, comment="as it was called then"),
        sa.Column(
            "cadre_codes", postgresql.ARRAY(sa.Text()), nullable=False, comment="cadres of the unit who are responsible"
        ),
        sa.Column("rule_id", sa.Uuid(), nullable=False),
        sa.Column("rule_code", sa.Text(), nullable=False),
        sa.Column("rule_title", sa.Text(), nullable=False),
        sa.Column("rule_title_en", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("points_each", sa.Numeric(), nullable=False, comment="catalogue points for one count"),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("factor", sa.Numeric(), nullable=False),
        sa.Column("points", sa.Numeric(), nullable=False),
        sa.Column("points_reason", sa.Text(), nullable=True, comment="why this step of the catalogue's range"),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=False, comment="day in the county"),
        sa.Column(
            "captured_at", sa.DateTime(timezone=True), nullable=True, comment="time of the device; decides nothing"
        ),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the server"),
        sa.Column("place", sa.Text(), nullable=False, comment="unit or village, never coordinates"),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("public_text", sa.Text(), nullable=True),
        sa.Column("public_text_reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("public_text_reviewed_by", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_by_name", sa.Text(), nullable=False),
        sa.Column("recorded_office", sa.Text(), nullable=False),
        sa.Column("confirmed_by", sa.Text(), nullable=True),
        sa.Column("notice_number", sa.Text(), nullable=True),
        sa.Column(
            "object_until", sa.DateTime(timezone=True), nullable=True, comment="end of the objection term, office time"
        ),
        sa.Column("effective_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "content_digest",
            sa.LargeBinary(),
            nullable=False,
            comment="SHA-256 of what was posted, to tell a repeat from another record",
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint(
            "(state = 'merged') = (merged_into_id IS NOT NULL)", name=op.f("ck_deduction_merged_into_another")
        ),
        sa.CheckConstraint(
            "published_at IS NULL OR state IN ('effective', 'revoked')",
            name=op.f("ck_deduction_published_when_effective"),
        ),
        sa.CheckConstraint(
            "state IN ('recorded', 'confirmed', 'returned', 'merged', 'notified', 'objected', 'effective', 'revoked')",
            name=op.f("ck_deduction_state_known"),
        ),
        sa.CheckConstraint("count >= 1 AND factor > 0 AND points_each > 0", name=op.f("ck_deduction_points_positive")),
        sa.CheckConstraint("points = points_each * count * factor", name=op.f("ck_deduction_points_are_the_product")),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["supervision.deduction.id"], name=op.f("fk_deduction_merged_into_id_deduction")
        ),
        sa.ForeignKeyConstraint(
            ["rule_id"], ["supervision.deduction_rule.id"], name=op.f("fk_deduction_rule_id_deduction_rule")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["supervision.visit.id"], name=op.f("fk_deduction_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deduction")),
        sa.UniqueConstraint("number", name=op.f("uq_deduction_number")),
        schema="supervision",
        comment="a deduction; points are catalogue points x count x factor, never typed",
    )
    op.create_index(
        "ix_deduction_object_until",
        "deduction",
        ["object_until"],
        unique=False,
        schema="supervision",
        postgresql_where=sa.text("state = 'notified'"),
    )
    op.create_index(
        "ix_deduction_recorded_at_id", "deduction", ["recorded_at", "id"], unique=False, schema="supervision"
    )
    op.create_index(
        "ix_deduction_recorded_by_recorded_at_id",
        "deduction",
        ["recorded_by", "recorded_at", "id"],
        unique=False,
        schema="supervision",
    )
    op.create_index(op.f("ix_deduction_rule_id"), "deduction", ["rule_id"], unique=False, schema="supervision")
    op.create_index(
        "ix_deduction_state_recorded_at_id",
        "deduction",
        ["state", "recorded_at", "id"],
        unique=False,
        schema="supervision",
    )
    op.create_index(
        "ix_deduction_unit_code_recorded_at_id",
        "deduction",
        ["unit_code", "recorded_at", "id"],
        unique=False,
        schema="supervision",
    )
    op.create_index(op.f("ix_deduction_updated_at"), "deduction", ["updated_at"], unique=False, schema="supervision")
    op.create_index(
        "ix_deduction_year_recorded_at_id",
        "deduction",
        ["year", "recorded_at", "id"],
        unique=False,
        schema="supervision",
    )
    op.create_table(
        "bulletin_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(collation="C"), nullable=False),
        sa.Column("deduction_id", sa.Uuid(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("rule_title", sa.Text(), nullable=False),
        sa.Column("rule_title_en", sa.Text(), nullable=False),
        sa.Column("points", sa.Numeric(), nullable=False, comment="deducted; negative for a reversal"),
        sa.Column("occurred_on", sa.Date(), nullable=False, comment="for a reversal, the day of the reversal"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_reason", sa.Text(), nullable=True),
        sa.Column("reverses", sa.Text(), nullable=True, comment="number of the entry that this one takes back"),
        sa.Column("reversed_by", sa.Text(), nullable=True, comment="number of the entry that takes this one back"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("state IN ('effective', 'revoked')", name=op.f("ck_bulletin_entry_state_known")),
        sa.ForeignKeyConstraint(
            ["deduction_id"], ["supervision.deduction.id"], name=op.f("fk_bulletin_entry_deduction_id_deduction")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulletin_entry")),
        sa.UniqueConstraint("number", name=op.f("uq_bulletin_entry_number")),
        schema="supervision",
        comment="published deductions and their reversals; points add up to what is in force",
    )
    op.create_index(
        op.f("ix_bulletin_entry_deduction_id"), "bulletin_entry", ["deduction_id"], unique=False, schema="supervision"
    )
    op.create_index(
        "ix_bulletin_entry_occurred_on_id", "bulletin_entry", ["occurred_on", "id"], unique=False, schema="supervision"
    )
    op.create_index(
        "ix_bulletin_entry_published_at", "bulletin_entry", ["published_at"], unique=False, schema="supervision"
    )
    op.create_index(
        "ix_bulletin_entry_unit_code_occurred_on_id",
        "bulletin_entry",
        ["unit_code", "occurred_on", "id"],
        unique=False,
        schema="supervision",
    )
    op.create_index(
        op.f("ix_bulletin_entry_updated_at"), "bulletin_entry", ["updated_at"], unique=False, schema="supervision"
    )
    op.create_table(
        "deduction_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("deduction_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, comment="state after the step"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("office", sa.Text(), nullable=False, comment="role in which the person acted, or system"),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["deduction_id"], ["supervision.deduction.id"], name=op.f("fk_deduction_step_deduction_id_deduction")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deduction_step")),
        schema="supervision",
        comment="append only: each later station of a deduction",
    )
    op.create_index(
        op.f("ix_deduction_step_deduction_id"), "deduction_step", ["deduction_id"], unique=False, schema="supervision"
    )
    op.create_table(
        "judgement",
        sa.Column("deduction_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("points_before", sa.Numeric(), nullable=False),
        sa.Column("points_after", sa.Numeric(), nullable=False),
        sa.Column("before", postgresql.JSONB(), nullable=False, comment="rule, count and factor as recorded"),
        sa.Column("after", postgresql.JSONB(), nullable=False, comment="rule, count and factor as decided"),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("judged_by", sa.Text(), nullable=False),
        sa.Column("judged_by_name", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('rejected', 'partly_accepted', 'accepted')", name=op.f("ck_judgement_outcome_known")
        ),
        sa.CheckConstraint("points_after <= points_before", name=op.f("ck_judgement_never_more")),
        sa.ForeignKeyConstraint(
            ["deduction_id"], ["supervision.deduction.id"], name=op.f("fk_judgement_deduction_id_deduction")
        ),
        sa.PrimaryKeyConstraint("deduction_id", name=op.f("pk_judgement")),
        schema="supervision",
        comment="append only: how an objection was decided",
    )
    op.create_table(
        "objection",
        sa.Column("deduction_id", sa.Uuid(), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_by", sa.Text(), nullable=False),
        sa.Column("raised_by_name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deduction_id"], ["supervision.deduction.id"], name=op.f("fk_objection_deduction_id_deduction")
        ),
        sa.PrimaryKeyConstraint("deduction_id", name=op.f("pk_objection")),
        schema="supervision",
        comment="append only: what the unit said against a deduction",
    )
    op.create_table(
        "reversal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("deduction_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reversed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reversed_by", sa.Text(), nullable=False),
        sa.Column("reversed_by_name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deduction_id"], ["supervision.deduction.id"], name=op.f("fk_reversal_deduction_id_deduction")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reversal")),
        sa.UniqueConstraint("deduction_id", name=op.f("uq_reversal_deduction_id")),
        sa.UniqueConstraint("number", name=op.f("uq_reversal_number")),
        schema="supervision",
        comment="append only: the entry that takes back an effective deduction",
    )
    for statement in (_GUARD_RULE, _GUARD_DEDUCTION, _GUARD_BULLETIN):
        op.execute(statement)
    for table, function in _GUARDS:
        op.execute(
            f"CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON supervision.{table} "
            f"FOR EACH ROW EXECUTE FUNCTION supervision.{function}()"
        )
    for table in ("deduction_step", "judgement", "objection", "reversal"):
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()"
        )
