"""Tables of ties, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op


def create() -> None:
    op.create_table(
        "tie",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_code", sa.Text(), nullable=False, comment="whose tie it is"),
        sa.Column("person_name", sa.Text(), nullable=False, comment="as it was when the tie was declared"),
        sa.Column("other_code", sa.Text(), nullable=True, comment="the person tied to"),
        sa.Column("other_name", sa.Text(), nullable=True, comment="as it was when the tie was declared"),
        sa.Column("unit_code", sa.Text(), nullable=True, comment="the unit tied to"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column(
            "to_on",
            sa.Date(),
            nullable=True,
            comment="the last day; the day before the first where it never held",
        ),
        sa.Column("document_number", sa.Text(), nullable=True, comment="by which an office entered it"),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("declared_by", sa.Text(), nullable=False, comment="code of the person"),
        sa.Column("declared_by_name", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True, comment="office time"),
        sa.Column("ended_by_name", sa.Text(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("kind IN ('former_unit', 'interest', 'relative')", name=op.f("ck_tie_kind_known")),
        sa.CheckConstraint("(unit_code IS NULL) <> (other_code IS NULL)", name=op.f("ck_tie_to_one_other")),
        sa.CheckConstraint("other_code <> person_code", name=op.f("ck_tie_not_to_oneself")),
        sa.CheckConstraint("(other_code IS NULL) = (other_name IS NULL)", name=op.f("ck_tie_other_is_named")),
        sa.CheckConstraint(
            "declared_by = person_code OR document_number IS NOT NULL", name=op.f("ck_tie_entered_by_document")
        ),
        sa.CheckConstraint(
            "num_nulls(to_on, ended_at, ended_by_name, end_reason) IN (0, 4)", name=op.f("ck_tie_end_is_whole")
        ),
        sa.CheckConstraint("to_on >= from_on - 1", name=op.f("ck_tie_dates_in_order")),
        sa.ForeignKeyConstraint(["unit_code"], ["directory.unit.code"], name=op.f("fk_tie_unit_code_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tie")),
        schema="directory",
        comment="whom or which unit a person is tied to; kind and reason are told to no other service",
    )
    for name, other in (("uq_tie_unit_in_force", "unit_code"), ("uq_tie_other_in_force", "other_code")):
        op.create_index(
            name,
            "tie",
            ["person_code", other],
            unique=True,
            schema="directory",
            postgresql_where=sa.text("to_on IS NULL"),
        )
    op.create_table(
        "belonging",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_code", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column(
            "to_on",
            sa.Date(),
            nullable=True,
            comment="the last day; the day before the first where it never held",
        ),
        sa.CheckConstraint("to_on >= from_on - 1", name=op.f("ck_belonging_dates_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_belonging")),
        schema="directory",
        comment="for which units somebody with an account acted, and when",
    )
    op.create_index(
        "uq_belonging_current",
        "belonging",
        ["person_code", "unit_code"],
        unique=True,
        schema="directory",
        postgresql_where=sa.text("to_on IS NULL"),
    )
    op.create_table(
        "standing_aside_term",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False, comment="office time"),
        sa.Column("set_by_name", sa.Text(), nullable=False),
        sa.CheckConstraint("years BETWEEN 1 AND 10", name=op.f("ck_standing_aside_term_years_sensible")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_aside_term")),
        schema="directory",
        comment="append only: for how many years one stands aside from a former unit; the last row counts",
    )
