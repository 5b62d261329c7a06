"""Tables of evidence, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def create() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.Uuid(), nullable=False, comment="that of the upload"),
        sa.Column("deduction_id", sa.Uuid(), nullable=True),
        sa.Column("round_item_id", sa.Uuid(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False, comment="computed here, equal to what the device announced"),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False, comment="read from the content, whatever the name says"),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True, comment="time of the device; decides nothing"),
        sa.Column(
            "purpose",
            sa.Text(),
            nullable=False,
            comment=(
                "record: what was found; objection, rectification, answer: by the unit; recheck: what was found "
                "again; finding: on a line of a round"
            ),
        ),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("uploaded_office", sa.Text(), nullable=False, comment="role in which the person acted, or system"),
        sa.Column("uploaded_by", sa.Text(), nullable=False),
        sa.Column("uploaded_by_name", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "num_nonnulls(deduction_id, round_item_id) = 1 AND "
            "(round_item_id IS NOT NULL) = (purpose IN ('finding', 'answer'))",
            name=op.f("ck_evidence_one_holder"),
        ),
        sa.CheckConstraint(
            "purpose IN ('record', 'objection', 'rectification', 'recheck', 'finding', 'answer')",
            name=op.f("ck_evidence_purpose_known"),
        ),
        sa.CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name=op.f("ck_evidence_sha256_hex")),
        sa.ForeignKeyConstraint(
            ["deduction_id"], ["supervision.deduction.id"], name=op.f("fk_evidence_deduction_id_deduction")
        ),
        sa.ForeignKeyConstraint(
            ["round_item_id"], ["supervision.round_item.id"], name=op.f("fk_evidence_round_item_id_round_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        schema="supervision",
        comment="append only: files kept with a deduction or a line of a round under the hash of their content",
    )
    op.create_index(
        "ix_evidence_deduction_id_uploaded_at",
        "evidence",
        ["deduction_id", "uploaded_at"],
        unique=False,
        schema="supervision",
    )
    op.create_index(
        "ix_evidence_round_item_id_uploaded_at",
        "evidence",
        ["round_item_id", "uploaded_at"],
        unique=False,
        schema="supervision",
    )
    op.create_index(
        "ix_evidence_uploaded_by_uploaded_at",
        "evidence",
        ["uploaded_by", "uploaded_at"],
        unique=False,
        schema="supervision",
    )
    op.create_index(op.f("ix_evidence_sha256"), "evidence", ["sha256"], unique=False, schema="supervision")
    op.create_table(
        "evidence_upload",
        sa.Column("id", sa.Uuid(), nullable=False, comment="made by the sending device"),
        sa.Column("deduction_id", sa.Uuid(), nullable=True),
        sa.Column("round_item_id", sa.Uuid(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False, comment="as the device announced it"),
        sa.Column("size", sa.Integer(), nullable=False, comment="bytes announced"),
        sa.Column("received", sa.Integer(), nullable=False, comment="bytes kept so far"),
        sa.Column(
            "part_keys",
            postgresql.ARRAY(sa.Text()),
            nullable=False,
            comment="where the bytes kept so far stand in the store, in order",
        ),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True, comment="time of the device; decides nothing"),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("uploaded_by", sa.Text(), nullable=False),
        sa.Column("uploaded_by_name", sa.Text(), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last byte"),
        sa.CheckConstraint(
            "num_nonnulls(deduction_id, round_item_id) = 1 AND "
            "(round_item_id IS NOT NULL) = (purpose IN ('finding', 'answer'))",
            name=op.f("ck_evidence_upload_one_holder"),
        ),
        sa.CheckConstraint(
            "purpose IN ('record', 'objection', 'rectification', 'recheck', 'finding', 'answer')",
            name=op.f("ck_evidence_upload_purpose_known"),
        ),
        sa.CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name=op.f("ck_evidence_upload_sha256_hex")),
        sa.CheckConstraint("received >= 0 AND received < size", name=op.f("ck_evidence_upload_unfinished")),
        sa.ForeignKeyConstraint(
            ["deduction_id"], ["supervision.deduction.id"], name=op.f("fk_evidence_upload_deduction_id_deduction")
        ),
        sa.ForeignKeyConstraint(
            ["round_item_id"], ["supervision.round_item.id"], name=op.f("fk_evidence_upload_round_item_id_round_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_upload")),
        schema="supervision",
        comment="files of which not all has arrived; the row goes when the last byte has come",
    )
    op.create_index(
        op.f("ix_evidence_upload_deduction_id"), "evidence_upload", ["deduction_id"], unique=False, schema="supervision"
    )
    op.create_index(
        op.f("ix_evidence_upload_round_item_id"),
        "evidence_upload",
        ["round_item_id"],
        unique=False,
        schema="supervision",
    )
    op.create_index(
        op.f("ix_evidence_upload_touched_at"), "evidence_upload", ["touched_at"], unique=False, schema="supervision"
    )
    op.create_table(
        "evidence_withdrawal",
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", sa.Text(), nullable=False),
        sa.Column("withdrawn_by_name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["supervision.evidence.id"], name=op.f("fk_evidence_withdrawal_evidence_id_evidence")
        ),
        sa.PrimaryKeyConstraint("evidence_id", name=op.f("pk_evidence_withdrawal")),
        schema="supervision",
        comment="append only: files that their side no longer relies on",
    )
