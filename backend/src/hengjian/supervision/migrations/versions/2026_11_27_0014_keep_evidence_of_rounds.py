"""Keep files also with the lines of quarterly rounds: what was found, and what the unit says to it.

Revision ID: supervision_0014
"""

import sqlalchemy as sa
from alembic import op

revision = "supervision_0014"
down_revision = "supervision_0013"
branch_labels = None
depends_on = None

_PURPOSE = "purpose IN ('record', 'objection', 'rectification', 'recheck', 'finding', 'answer')"
_ONE_HOLDER = (
    "num_nonnulls(deduction_id, round_item_id) = 1 AND (round_item_id IS NOT NULL) = (purpose IN ('finding', 'answer'))"
)


def upgrade() -> None:
    for table in ("evidence", "evidence_upload"):
        op.add_column(table, sa.Column("round_item_id", sa.Uuid(), nullable=True), schema="supervision")
        op.create_foreign_key(
            op.f(f"fk_{table}_round_item_id_round_item"),
            table,
            "round_item",
            ["round_item_id"],
            ["id"],
            source_schema="supervision",
            referent_schema="supervision",
        )
        op.alter_column(table, "deduction_id", schema="supervision", existing_type=sa.Uuid(), nullable=True)
        purpose = op.f(f"ck_{table}_purpose_known")
        op.drop_constraint(purpose, table, schema="supervision")
        op.create_check_constraint(purpose, table, _PURPOSE, schema="supervision")
        op.create_check_constraint(op.f(f"ck_{table}_one_holder"), table, _ONE_HOLDER, schema="supervision")
    op.create_index(
        "ix_evidence_round_item_id_uploaded_at", "evidence", ["round_item_id", "uploaded_at"], schema="supervision"
    )
    op.create_index(
        op.f("ix_evidence_upload_round_item_id"), "evidence_upload", ["round_item_id"], schema="supervision"
    )
    op.alter_column(
        "evidence",
        "purpose",
        schema="supervision",
        existing_type=sa.Text(),
        comment="record: what was found; objection, rectification, answer: by the unit; "
        "recheck: what was found again; finding: on a line of a round",
    )
    op.create_table_comment(
        "evidence",
        "append only: files kept with a deduction or a line of a round under the hash of their content",
        schema="supervision",
    )
