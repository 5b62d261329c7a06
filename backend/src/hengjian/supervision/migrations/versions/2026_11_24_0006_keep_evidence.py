"""Keep evidence with deductions, and by which way a deduction came in.

Revision ID: supervision_0006
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from hengjian.kit.data.alembic_env import service_role

revision = "supervision_0006"
down_revision = "supervision_0005"
branch_labels = None
depends_on = None

_SHA256 = "sha256 ~ '^[0-9a-f]{64}$'"
_PURPOSE = "purpose IN ('record', 'objection')"


def upgrade() -> None:
    _keep_source()
    _keep_uploads()
    _keep_files()
    for table in ("evidence", "evidence_withdrawal"):
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision.{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()"
        )
    op.execute(
        "REVOKE UPDATE, DELETE, TRUNCATE ON supervision.evidence, supervision.evidence_withdrawal "
        "FROM " + service_role()
    )


def _keep_source() -> None:
    op.add_column(
        "deduction",
        sa.Column(
            "source",
            sa.Text(),
            nullable=False,
            server_default="person",
            comment="entered by a person, from a person's file, by another system, or by this one",
        ),
        schema="supervision",
    )
    op.execute("UPDATE supervision.deduction SET source = 'system' WHERE report_id IS NOT NULL")
    op.create_check_constraint(
        op.f("ck_deduction_source_known"),
        "deduction",
        "source IN ('person', 'import', 'client', 'system')",
        schema="supervision",
    )
    op.execute(
        "CREATE TRIGGER source_stays BEFORE UPDATE OF source ON supervision.deduction "
        "FOR EACH STATEMENT EXECUTE FUNCTION supervision.refuse_change()"
    )


def _keep_uploads() -> None:
    op.create_table(
        "evidence_upload",
        sa.Column("id", sa.Uuid(), nullable=False, comment="made by the sending device"),
        sa.Column("deduction_id", sa.Uuid(), nullable=False),
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
        sa.CheckConstraint(_SHA256, name=op.f("ck_evidence_upload_sha256_hex")),
        sa.CheckConstraint(_PURPOSE, name=op.f("ck_evidence_upload_purpose_known")),
        sa.CheckConstraint("received >= 0 AND received < size", name=op.f("ck_evidence_upload_unfinished")),
        sa.ForeignKeyConstraint(
            ["deduction_id"], ["supervision.deduction.id"], name=op.f("fk_evidence_upload_deduction_id_deduction")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_upload")),
        schema="supervision",
        comment="files of which not all has arrived; the row goes when the last byte has come",
    )
    for column in ("deduction_id", "touched_at"):
        op.create_index(op.f(f"ix_evidence_upload_{column}"), "evidence_upload", [column], schema="supervision")


def _keep_files() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.Uuid(), nullable=False, comment="that of the upload"),
        sa.Column("deduction_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False, comment="computed here, equal to what the device announced"),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False, comment="read from the content, whatever the name says"),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True, comment="time of the device; decides nothing"),
        sa.Column(
            "purpose",
            sa.Text(),
            nullable=False,
            comment="record: shows what was found; objection: handed in by the unit",
        ),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("uploaded_office", sa.Text(), nullable=False, comment="role in which the person acted, or system"),
        sa.Column("uploaded_by", sa.Text(), nullable=False),
        sa.Column("uploaded_by_name", sa.Text(), nullable=False),
        sa.CheckConstraint(_SHA256, name=op.f("ck_evidence_sha256_hex")),
        sa.CheckConstraint(_PURPOSE, name=op.f("ck_evidence_purpose_known")),
        sa.ForeignKeyConstraint(
            ["deduction_id"], ["supervision.deduction.id"], name=op.f("fk_evidence_deduction_id_deduction")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        schema="supervision",
        comment="append only: files kept with a deduction under the hash of their content",
    )
    op.create_index(
        "ix_evidence_deduction_id_uploaded_at", "evidence", ["deduction_id", "uploaded_at"], schema="supervision"
    )
    op.create_index(op.f("ix_evidence_sha256"), "evidence", ["sha256"], schema="supervision")
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
