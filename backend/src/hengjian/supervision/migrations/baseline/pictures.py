"""Tables of pictures, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def create() -> None:
    op.create_table(
        "public_picture",
        sa.Column("id", sa.Uuid(), nullable=False, comment="made by the preparing browser"),
        sa.Column("deduction_id", sa.Uuid(), nullable=False),
        sa.Column("evidence_id", sa.Uuid(), nullable=False, comment="the photo it was made from, which stays apart"),
        sa.Column("sha256", sa.Text(), nullable=False, comment="of the file as it was drawn anew here"),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column(
            "covered",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="the areas painted over, in its own pixels",
        ),
        sa.Column(
            "says_nothing_to_hide",
            sa.Boolean(),
            nullable=False,
            comment="said by the preparer where nothing was painted over",
        ),
        sa.Column("alt_text", sa.Text(), nullable=False, comment="what the picture shows, in words for the public"),
        sa.Column("alt_text_en", sa.Text(), nullable=True, comment="the same in English; null where nobody wrote it"),
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
        sa.CheckConstraint(
            "says_nothing_to_hide = (jsonb_array_length(covered) = 0)", name=op.f("ck_public_picture_covered_or_said")
        ),
        sa.CheckConstraint("width > 0 AND height > 0", name=op.f("ck_public_picture_has_a_size")),
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
        unique=False,
        schema="supervision",
    )
    op.create_index(
        op.f("ix_public_picture_evidence_id"), "public_picture", ["evidence_id"], unique=False, schema="supervision"
    )
    op.create_index(op.f("ix_public_picture_sha256"), "public_picture", ["sha256"], unique=False, schema="supervision")
    op.create_table(
        "picture_review",
        sa.Column("picture_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("reviewed_by", sa.Text(), nullable=False),
        sa.Column("reviewed_by_name", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "outcome = 'approved' OR reason IS NOT NULL", name=op.f("ck_picture_review_rejected_for_a_reason")
        ),
        sa.CheckConstraint("outcome IN ('approved', 'rejected')", name=op.f("ck_picture_review_outcome_known")),
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
    op.create_table(
        "waiting_picture",
        sa.Column("picture_id", sa.Uuid(), nullable=False),
        sa.Column("deduction_id", sa.Uuid(), nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["deduction_id"], ["supervision.deduction.id"], name=op.f("fk_waiting_picture_deduction_id_deduction")
        ),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["supervision.public_picture.id"], name=op.f("fk_waiting_picture_picture_id_public_picture")
        ),
        sa.PrimaryKeyConstraint("picture_id", name=op.f("pk_waiting_picture")),
        schema="supervision",
        comment="derived by triggers: pictures that nobody has reviewed, of deductions that go on",
    )
    op.create_index(
        op.f("ix_waiting_picture_deduction_id"), "waiting_picture", ["deduction_id"], unique=False, schema="supervision"
    )
    op.create_index(
        "ix_waiting_picture_prepared_at_picture_id",
        "waiting_picture",
        ["prepared_at", "picture_id"],
        unique=False,
        schema="supervision",
    )
