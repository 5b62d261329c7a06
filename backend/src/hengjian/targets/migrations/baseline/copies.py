"""Copies of what other services announce, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def create() -> None:
    op.create_table(
        "cadre_copy",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=True),
        sa.Column("post_code", sa.Text(), nullable=True),
        sa.Column("post_name", sa.Text(), nullable=True),
        sa.Column("post_group", sa.Text(), nullable=True, comment="chief, deputy or ordinary"),
        sa.Column("is_principal", sa.Boolean(), nullable=False),
        sa.Column(
            "postings",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="every posting with from_on and to_on",
        ),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_cadre_copy")),
        schema="targets",
    )
    op.create_index(op.f("ix_cadre_copy_unit_code"), "cadre_copy", ["unit_code"], unique=False, schema="targets")
    op.create_table(
        "unit_copy",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, comment="township, department or vertical"),
        sa.Column("class_code", sa.Text(), nullable=True),
        sa.Column("class_name", sa.Text(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_unit_copy")),
        schema="targets",
    )
    op.create_index(op.f("ix_unit_copy_class_code"), "unit_copy", ["class_code"], unique=False, schema="targets")
    op.create_table(
        "tie_copy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_code", sa.Text(), nullable=False),
        sa.Column("other_code", sa.Text(), nullable=True, comment="the person tied to"),
        sa.Column("unit_code", sa.Text(), nullable=True, comment="the unit tied to"),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True, comment="the last day"),
        sa.PrimaryKeyConstraint("id", "person_code", name=op.f("pk_tie_copy")),
        schema="targets",
        comment="whom and which units somebody is tied to, without why",
    )
    op.create_index(op.f("ix_tie_copy_person_code"), "tie_copy", ["person_code"], unique=False, schema="targets")
    op.create_table(
        "belonging_copy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_code", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True, comment="the last day; before the first where it never held"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_belonging_copy")),
        schema="targets",
        comment="for which units somebody with an account acted, and when",
    )
    op.create_index(
        op.f("ix_belonging_copy_person_code"), "belonging_copy", ["person_code"], unique=False, schema="targets"
    )
    op.create_table(
        "standing_aside_term_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_standing_aside_term_copy_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_aside_term_copy")),
        schema="targets",
        comment="for how many years one stands aside from a unit where one served",
    )
