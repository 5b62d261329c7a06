"""Units have a place on the map and pinyin initials.

Revision ID: directory_0003
"""

import sqlalchemy as sa
from alembic import op

from hengjian.directory.units.initials import pinyin_initials

revision = "directory_0003"
down_revision = "directory_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "unit",
        sa.Column("initials", sa.Text(), server_default="", nullable=False, comment="pinyin initials of the name"),
        schema="directory",
    )
    op.add_column(
        "unit",
        sa.Column("latitude", sa.Numeric(), nullable=True, comment="of the seat, degrees of WGS 84"),
        schema="directory",
    )
    op.add_column("unit", sa.Column("longitude", sa.Numeric(), nullable=True), schema="directory")
    op.create_check_constraint(
        op.f("ck_unit_place_is_whole"), "unit", "(latitude IS NULL) = (longitude IS NULL)", schema="directory"
    )
    unit = sa.table("unit", sa.column("id"), sa.column("name"), sa.column("initials"), schema="directory")
    connection = op.get_bind()
    for row in connection.execute(sa.select(unit.c.id, unit.c.name)).all():
        named = sa.update(unit).where(unit.c.id == row.id)
        connection.execute(named.values(initials=pinyin_initials(row.name)))
    op.alter_column("unit", "initials", server_default=None, schema="directory")
