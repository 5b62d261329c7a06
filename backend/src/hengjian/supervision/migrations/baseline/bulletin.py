"""Tables of bulletin, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def create() -> None:
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
        sa.Column("public_text", sa.Text(), nullable=True, comment="reviewed for the public before it was published"),
        sa.Column("text_is_withheld", sa.Boolean(), nullable=False),
        sa.Column(
            "place", sa.Text(), nullable=False, comment="the unit, or a village that was reviewed for the public"
        ),
        sa.Column(
            "picture_log",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default="[]",
            nullable=False,
            comment="redacted pictures that were approved, those since withdrawn too",
        ),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_reason", sa.Text(), nullable=True),
        sa.Column("reverses", sa.Text(), nullable=True, comment="number of the entry that this one takes back"),
        sa.Column("reversed_by", sa.Text(), nullable=True, comment="number of the entry that takes this one back"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("state IN ('effective', 'revoked')", name=op.f("ck_bulletin_entry_state_known")),
        sa.CheckConstraint(
            "NOT text_is_withheld OR public_text IS NULL", name=op.f("ck_bulletin_entry_withheld_text_is_gone")
        ),
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
    op.execute(_GRAMS)
    op.create_index(
        "ix_bulletin_entry_grams",
        "bulletin_entry",
        [
            sa.text(
                "supervision.bulletin_grams(occurred_on, ARRAY[unit_name, place, rule_title, rule_title_en, "
                "public_text, revoked_reason], number, unit_code)"
            )
        ],
        unique=False,
        schema="supervision",
        postgresql_using="gin",
    )


_GRAMS = """
CREATE FUNCTION supervision.bulletin_grams(day date, contents text[], number text, unit text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 10000 AS $$
DECLARE
    month text := extract(year FROM day) * 100 + extract(month FROM day);
    grams text[] := '{}';
    before text := '';
    one text;
BEGIN
    FOREACH one IN ARRAY string_to_array(lower(array_to_string(contents, ' ')), NULL) LOOP
        grams := grams || (month || one) || (month || before || one);
        before := one;
    END LOOP;
    FOR length IN 1 .. coalesce(char_length(number), 0) LOOP
        grams := grams || (month || '#' || lower(left(number, length)));
    END LOOP;
    RETURN CASE WHEN unit IS NULL THEN grams ELSE grams || (month || '@' || unit) END;
END $$
"""
