"""Tables of deductions, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

_OCCURRED_MONTH: sa.ColumnElement[int] = sa.literal_column(
    "((EXTRACT(year FROM occurred_on) * 12 + EXTRACT(month FROM occurred_on))::int)"
)


def create() -> None:
    op.create_table(
        "deduction",
        sa.Column("id", sa.Uuid(), nullable=False, comment="made by the inspector's device"),
        sa.Column("number", sa.Text(collation="C"), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False, comment="office year in which it happened"),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("report_id", sa.Uuid(), nullable=True, comment="the late report from which the system proposed it"),
        sa.Column(
            "rectification_id",
            sa.Uuid(),
            nullable=True,
            comment="the overdue rectification from which the system proposed it",
        ),
        sa.Column(
            "corrects_id", sa.Uuid(), nullable=True, comment="the revoked deduction in whose place this one stands"
        ),
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
        sa.Column(
            "device_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="time of the device when it handed the record over",
        ),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the server"),
        sa.Column("latitude", sa.Numeric(), nullable=True, comment="where the device was; for reviewers alone"),
        sa.Column("longitude", sa.Numeric(), nullable=True),
        sa.Column("accuracy_m", sa.Numeric(), nullable=True, comment="radius in metres, as the device gave it"),
        sa.Column(
            "is_mock",
            sa.Boolean(),
            nullable=True,
            comment="whether the device called its place invented; decides nothing",
        ),
        sa.Column("place", sa.Text(), nullable=False, comment="unit or village, never coordinates"),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("public_text", sa.Text(), nullable=True),
        sa.Column("public_place", sa.Text(), nullable=True, comment="village, reviewed for the public with the text"),
        sa.Column("public_text_reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("public_text_reviewed_by", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_by_name", sa.Text(), nullable=False),
        sa.Column("recorded_office", sa.Text(), nullable=False),
        sa.Column("second_recorder", sa.Text(), nullable=True, comment="the inspector who was there too"),
        sa.Column("second_recorder_name", sa.Text(), nullable=True),
        sa.Column(
            "source",
            sa.Text(),
            server_default="person",
            nullable=False,
            comment="entered by a person, from a person's file, by another system, or by this one",
        ),
        sa.Column("confirmed_by", sa.Text(), nullable=True),
        sa.Column("notice_number", sa.Text(), nullable=True),
        sa.Column(
            "object_until", sa.DateTime(timezone=True), nullable=True, comment="end of the objection term, office time"
        ),
        sa.Column("effective_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "rectification_asked_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment=(
                "kept by the database: when something was first asked to be put right; opens it to those who look again"
            ),
        ),
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
            "source IN ('person', 'import', 'client', 'system')", name=op.f("ck_deduction_source_known")
        ),
        sa.CheckConstraint(
            "state IN ('confirmed', 'effective', 'merged', 'notified', 'objected', 'recorded', 'returned', 'revoked')",
            name=op.f("ck_deduction_state_known"),
        ),
        sa.CheckConstraint(
            "(second_recorder IS NULL) = (second_recorder_name IS NULL)",
            name=op.f("ck_deduction_second_recorder_named"),
        ),
        sa.CheckConstraint("count >= 1 AND factor > 0 AND points_each > 0", name=op.f("ck_deduction_points_positive")),
        sa.CheckConstraint(
            "latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180 AND accuracy_m >= 0",
            name=op.f("ck_deduction_position_on_earth"),
        ),
        sa.CheckConstraint(
            "num_nulls(latitude, longitude, accuracy_m) IN (0, 3) AND (is_mock IS NULL OR latitude IS NOT NULL)",
            name=op.f("ck_deduction_position_whole"),
        ),
        sa.CheckConstraint("points = points_each * count * factor", name=op.f("ck_deduction_points_are_the_product")),
        sa.CheckConstraint("second_recorder <> recorded_by", name=op.f("ck_deduction_recorders_differ")),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["supervision.deduction.id"], name=op.f("fk_deduction_corrects_id_deduction")
        ),
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
        "ix_deduction_occurred_month_recorded_at_id",
        "deduction",
        [_OCCURRED_MONTH, "recorded_at", "id"],
        unique=False,
        schema="supervision",
    )
    op.create_index(
        "ix_deduction_published",
        "deduction",
        ["recorded_at", "id"],
        unique=False,
        schema="supervision",
        postgresql_where=sa.text("published_at IS NOT NULL"),
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
    op.create_index(
        "ix_deduction_rectification_id",
        "deduction",
        ["rectification_id"],
        unique=False,
        schema="supervision",
        postgresql_where=sa.text("rectification_id IS NOT NULL"),
    )
    op.create_index(
        "ix_deduction_rule_id_recorded_at_id",
        "deduction",
        ["rule_id", "recorded_at", "id"],
        unique=False,
        schema="supervision",
    )
    op.create_index(
        "ix_deduction_second_recorder_recorded_at_id",
        "deduction",
        ["second_recorder", "recorded_at", "id"],
        unique=False,
        schema="supervision",
        postgresql_where=sa.text("second_recorder IS NOT NULL"),
    )
    op.create_index(
        "ix_deduction_state_recorded_at_id",
        "deduction",
        ["state", "recorded_at", "id"],
        unique=False,
        schema="supervision",
    )
    op.create_index(
        "ix_deduction_to_publish",
        "deduction",
        ["recorded_at", "id"],
        unique=False,
        schema="supervision",
        postgresql_where=sa.text("state = 'effective' AND published_at IS NULL"),
    )
    op.create_index(
        "ix_deduction_to_recheck",
        "deduction",
        ["recorded_at", "id"],
        unique=False,
        schema="supervision",
        postgresql_where=sa.text("rectification_asked_at IS NOT NULL AND effective_at IS NULL"),
    )
    op.create_index(
        "ix_deduction_took_effect",
        "deduction",
        ["recorded_at", "id"],
        unique=False,
        schema="supervision",
        postgresql_where=sa.text("effective_at IS NOT NULL"),
    )
    op.create_index(
        "ix_deduction_unit_code_occurred_month_recorded_at_id",
        "deduction",
        ["unit_code", _OCCURRED_MONTH, "recorded_at", "id"],
        unique=False,
        schema="supervision",
    )
    op.create_index(
        "ix_deduction_unit_code_rule_id_recorded_at_id",
        "deduction",
        ["unit_code", "rule_id", "recorded_at", "id"],
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
    op.create_index(
        "ix_deduction_unit_code_year_occurred_on_id",
        "deduction",
        ["unit_code", "year", "occurred_on", "id"],
        unique=False,
        schema="supervision",
    )
    op.create_index(
        "ix_deduction_unit_code_year_rule_code_occurred_on_id",
        "deduction",
        ["unit_code", "year", "rule_code", "occurred_on", "id"],
        unique=False,
        schema="supervision",
    )
    op.create_index(
        "ix_deduction_visit_id",
        "deduction",
        ["visit_id"],
        unique=False,
        schema="supervision",
        postgresql_where=sa.text("visit_id IS NOT NULL"),
    )
    op.create_index(
        "ix_deduction_year_recorded_at_id",
        "deduction",
        ["year", "recorded_at", "id"],
        unique=False,
        schema="supervision",
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
        sa.Column(
            "before",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="rule, count and factor as recorded",
        ),
        sa.Column(
            "after",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="rule, count and factor as decided",
        ),
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
        "repeat",
        sa.Column("deduction_id", sa.Uuid(), nullable=False),
        sa.Column("earlier_id", sa.Uuid(), nullable=False),
        sa.Column("factor_before", sa.Numeric(), nullable=False, comment="as recorded"),
        sa.Column("factor_after", sa.Numeric(), nullable=False, comment="the rule's repeat factor"),
        sa.Column("points_before", sa.Numeric(), nullable=False),
        sa.Column("points_after", sa.Numeric(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False, comment="office time of the confirmation"),
        sa.CheckConstraint(
            "factor_after > factor_before AND points_after > points_before", name=op.f("ck_repeat_always_more")
        ),
        sa.ForeignKeyConstraint(
            ["deduction_id"], ["supervision.deduction.id"], name=op.f("fk_repeat_deduction_id_deduction")
        ),
        sa.ForeignKeyConstraint(
            ["earlier_id"], ["supervision.deduction.id"], name=op.f("fk_repeat_earlier_id_deduction")
        ),
        sa.PrimaryKeyConstraint("deduction_id", name=op.f("pk_repeat")),
        schema="supervision",
        comment="append only: deductions confirmed with the repeat factor of their rule, and because of which one",
    )
    op.create_index(op.f("ix_repeat_earlier_id"), "repeat", ["earlier_id"], unique=False, schema="supervision")
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
