"""Names that a scheme's review asks about, names of classes, a stated full score, teams by account, tiers of evaluators.

Revision ID: appraisal_0004
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "appraisal_0004"
down_revision = "appraisal_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "indicator_copy",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("owner_unit_code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("year", "code", name=op.f("pk_indicator_copy")),
        schema="appraisal",
        comment="the library of indicators as targets announced it",
    )
    op.create_table(
        "class_copy",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_class_copy")),
        schema="appraisal",
        comment="names of the classes of units, as directory announced them with their units",
    )
    op.add_column(
        "result_set",
        sa.Column("class_name", sa.Text(), nullable=True, comment="as it was called when the result was computed"),
        schema="appraisal",
    )
    op.add_column("result_set", sa.Column("class_name_en", sa.Text(), nullable=True), schema="appraisal")
    op.add_column(
        "scheme",
        sa.Column(
            "full_score",
            sa.Numeric(),
            nullable=True,
            comment="the total that the office states, where it states one",
        ),
        schema="appraisal",
    )
    op.execute(
        """CREATE OR REPLACE FUNCTION appraisal.keep_issued_scheme() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN
             IF TG_OP = 'DELETE' THEN
               RAISE EXCEPTION 'an issued scheme cannot be deleted' USING ERRCODE = 'restrict_violation';
             END IF;
             IF (NEW.document, NEW.binding, NEW.coefficients, NEW.class_codes, NEW.digest, NEW.year, NEW.code,
                 NEW.edition, NEW.name, NEW.subject_kind, NEW.full_score)
                IS DISTINCT FROM
                (OLD.document, OLD.binding, OLD.coefficients, OLD.class_codes, OLD.digest, OLD.year, OLD.code,
                 OLD.edition, OLD.name, OLD.subject_kind, OLD.full_score)
                OR NEW.state NOT IN ('issued', 'amended') THEN
               RAISE EXCEPTION 'an issued scheme cannot change' USING ERRCODE = 'restrict_violation';
             END IF;
             RETURN NEW;
           END $$"""
    )
    op.add_column(
        "evaluation_round",
        sa.Column(
            "tiers",
            postgresql.JSONB(),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
            comment="tiers of evaluators with weights; empty: all alike",
        ),
        schema="appraisal",
    )
    op.alter_column(
        "sheet_round",
        "teams",
        existing_type=postgresql.JSONB(),
        existing_nullable=False,
        comment="role to members by account; nobody stands in two",
        existing_comment="role to usernames; nobody stands in two",
        schema="appraisal",
    )
    # Members were kept by name alone, which names nobody for certain; such a round is history and takes no more scores.
    op.execute(
        """UPDATE appraisal.sheet_round SET teams = (
             SELECT jsonb_object_agg(team, (
               SELECT jsonb_agg(jsonb_build_object('account_id', NULL, 'name', member))
               FROM jsonb_array_elements(members) AS member))
             FROM jsonb_each(teams) AS entry(team, members))"""
    )
