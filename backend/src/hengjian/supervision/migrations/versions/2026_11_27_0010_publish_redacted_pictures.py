"""Photos of the record may be shown to the public once they were redacted and somebody else has approved them; the
place of an entry is the unit or a reviewed village.

Revision ID: supervision_0010
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from hengjian.kit.data.alembic_env import service_role

revision = "supervision_0010"
down_revision = "supervision_0009"
branch_labels = None
depends_on = None

_TABLES = ("public_picture", "picture_review", "picture_withdrawal")

_REFUSE_OWN_REVIEW = """
CREATE FUNCTION supervision.refuse_own_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM supervision.public_picture
               WHERE id = NEW.picture_id AND prepared_by = NEW.reviewed_by) THEN
        RAISE EXCEPTION 'nobody reviews the picture that they prepared' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""

_GUARD = """
CREATE OR REPLACE FUNCTION supervision.guard_bulletin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR
       (OLD.id, OLD.number, OLD.deduction_id, OLD.unit_code, OLD.unit_name, OLD.rule_title, OLD.rule_title_en,
        OLD.points, OLD.occurred_on, OLD.published_at, OLD.reverses)
       IS DISTINCT FROM
       (NEW.id, NEW.number, NEW.deduction_id, NEW.unit_code, NEW.unit_name, NEW.rule_title, NEW.rule_title_en,
        NEW.points, NEW.occurred_on, NEW.published_at, NEW.reverses) OR
       (OLD.state = 'revoked' AND (OLD.state, OLD.revoked_reason, OLD.reversed_by)
        IS DISTINCT FROM (NEW.state, NEW.revoked_reason, NEW.reversed_by)) OR
       (NEW.public_text IS DISTINCT FROM OLD.public_text AND NEW.public_text IS NOT NULL) OR
       (OLD.text_is_withheld AND NOT NEW.text_is_withheld) OR
       (NEW.place <> OLD.place AND NEW.place <> NEW.unit_name) OR
       EXISTS (SELECT FROM jsonb_array_elements(OLD.picture_log) WITH ORDINALITY AS was (picture, place)
               WHERE NEW.picture_log -> (was.place - 1)::integer ->> 'sha256' IS DISTINCT FROM was.picture ->> 'sha256'
                  OR was.picture ->> 'withdrawn_on' IS NOT NULL
                     AND NEW.picture_log -> (was.place - 1)::integer IS DISTINCT FROM was.picture) THEN
        RAISE EXCEPTION 'what the bulletin says stays; it is corrected by a reversal'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""


def upgrade() -> None:
    op.add_column(
        "deduction",
        sa.Column("public_place", sa.Text(), nullable=True, comment="village, reviewed for the public with the text"),
        schema="supervision",
    )
    _show_place_and_pictures()
    _keep_pictures()
    _keep_reviews_and_withdrawals()
    op.execute(_REFUSE_OWN_REVIEW)
    op.execute(
        "CREATE TRIGGER refuse_own_review BEFORE INSERT ON supervision.picture_review "
        "FOR EACH ROW EXECUTE FUNCTION supervision.refuse_own_review()"
    )
    for table in _TABLES:
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()"
        )
        op.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON supervision.{table} FROM {service_role()}")
    op.execute(_GUARD)


def _show_place_and_pictures() -> None:
    comment = "the unit, or a village that was reviewed for the public"
    op.add_column("bulletin_entry", sa.Column("place", sa.Text(), nullable=True, comment=comment), schema="supervision")
    op.execute("UPDATE supervision.bulletin_entry SET place = unit_name")
    op.alter_column("bulletin_entry", "place", nullable=False, schema="supervision")
    op.add_column(
        "bulletin_entry",
        sa.Column(
            "picture_log",
            postgresql.JSONB(),
            nullable=False,
            server_default="[]",
            comment="redacted pictures that were approved, those since withdrawn too",
        ),
        schema="supervision",
    )


def _keep_pictures() -> None:
    op.create_table(
        "public_picture",
        sa.Column("id", sa.Uuid(), nullable=False, comment="made by the preparing browser"),
        sa.Column("deduction_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False, comment="the photo it was made from, which stays apart"),
        sa.Column("sha256", sa.Text(), nullable=False, comment="of the file as it was drawn anew here"),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("covered", postgresql.JSONB(), nullable=False, comment="the areas painted over, in its own pixels"),
        sa.Column(
            "says_nothing_to_hide",
            sa.Boolean(),
            nullable=False,
            comment="said by the preparer where nothing was painted over",
        ),
        sa.Column("alt_text", sa.Text(), nullable=False, comment="what the picture shows, in words for the public"),
        sa.Column(
            "content_digest",
            sa.LargeBinary(),
            nullable=False,
            comment="SHA-256 of what was posted, to tell a repeat from another picture",
        ),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("prepared_by", sa.Text(), nullable=False),
        sa.Column("prepared_by_name", sa.Text(), nullable=False),
        sa.CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name=op.f("ck_public_picture_sha256_hex")),
        sa.CheckConstraint("width > 0 AND height > 0", name=op.f("ck_public_picture_has_a_size")),
        sa.CheckConstraint(
            "says_nothing_to_hide = (jsonb_array_length(covered) = 0)", name=op.f("ck_public_picture_covered_or_said")
        ),
        sa.ForeignKeyConstraint(
            ["deduction_id"], ["supervision.deduction.id"], name=op.f("fk_public_picture_deduction_id_deduction")
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["supervision.evidence.id"], name=op.f("fk_public_picture_evidence_id_evidence")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_picture")),
        schema="supervision",
        comment="append only: photos made ready for the public; one that nobody approved is shown to nobody",
    )
    op.create_index(
        "ix_public_picture_deduction_id_prepared_at",
        "public_picture",
        ["deduction_id", "prepared_at"],
        schema="supervision",
    )
    for column in ("evidence_id", "sha256"):
        op.create_index(op.f(f"ix_public_picture_{column}"), "public_picture", [column], schema="supervision")


def _keep_reviews_and_withdrawals() -> None:
    op.create_table(
        "picture_review",
        sa.Column("picture_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("reviewed_by", sa.Text(), nullable=False),
        sa.Column("reviewed_by_name", sa.Text(), nullable=False),
        sa.CheckConstraint("outcome IN ('approved', 'rejected')", name=op.f("ck_picture_review_outcome_known")),
        sa.CheckConstraint(
            "outcome = 'approved' OR reason IS NOT NULL", name=op.f("ck_picture_review_rejected_for_a_reason")
        ),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["supervision.public_picture.id"], name=op.f("fk_picture_review_picture_id_public_picture")
        ),
        sa.PrimaryKeyConstraint("picture_id", name=op.f("pk_picture_review")),
        schema="supervision",
        comment="append only: the second pair of eyes; the database refuses the preparer's own",
    )
    op.create_table(
        "picture_withdrawal",
        sa.Column("picture_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("withdrawn_by", sa.Text(), nullable=False),
        sa.Column("withdrawn_by_name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["picture_id"],
            ["supervision.public_picture.id"],
            name=op.f("fk_picture_withdrawal_picture_id_public_picture"),
        ),
        sa.PrimaryKeyConstraint("picture_id", name=op.f("pk_picture_withdrawal")),
        schema="supervision",
        comment="append only: pictures that the public no longer gets, with the reason it reads",
    )
