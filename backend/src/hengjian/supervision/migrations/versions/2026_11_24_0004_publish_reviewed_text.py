"""The bulletin says what somebody reviewed for the public; later that text may only be withheld.

Revision ID: supervision_0004
"""

import sqlalchemy as sa
from alembic import op

revision = "supervision_0004"
down_revision = "supervision_0003"
branch_labels = None
depends_on = None

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
       (OLD.text_is_withheld AND NOT NEW.text_is_withheld) THEN
        RAISE EXCEPTION 'what the bulletin says stays; it is corrected by a reversal'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""


def upgrade() -> None:
    op.add_column(
        "bulletin_entry",
        sa.Column("public_text", sa.Text(), nullable=True, comment="reviewed for the public before it was published"),
        schema="supervision",
    )
    op.add_column(
        "bulletin_entry",
        sa.Column("text_is_withheld", sa.Boolean(), nullable=False, server_default=sa.false()),
        schema="supervision",
    )
    op.alter_column("bulletin_entry", "text_is_withheld", server_default=None, schema="supervision")
    op.create_check_constraint(
        op.f("ck_bulletin_entry_withheld_text_is_gone"),
        "bulletin_entry",
        "NOT text_is_withheld OR public_text IS NULL",
        schema="supervision",
    )
    op.execute(_GUARD)
