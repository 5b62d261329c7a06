"""Declarative base of ``supervision`` and its copies of the county's units, cadres and inspectors."""

from decimal import Decimal

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from hengjian.contracts.copies import BelongingCopy, CadreCopy, StandingAsideTermCopy, TieCopy, UnitCopy
from hengjian.kit.data.records import COLUMN_TYPES
from hengjian.kit.data.tables import service_metadata


class Base(DeclarativeBase):
    metadata = service_metadata("supervision")
    type_annotation_map = COLUMN_TYPES


class Unit(UnitCopy, Base):
    latitude: Mapped[Decimal | None] = mapped_column(comment="of the seat, degrees of WGS 84")
    longitude: Mapped[Decimal | None]


class Cadre(CadreCopy, Base):
    pass


class Tie(TieCopy, Base):
    pass


class Belonging(BelongingCopy, Base):
    pass


class StandingAsideTerm(StandingAsideTermCopy, Base):
    pass


class Inspector(Base):
    __tablename__ = "inspector_copy"
    __audited__ = False

    account_id: Mapped[str] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True, comment="for those who post a record; shown to nobody")
    name: Mapped[str]
    unit_code: Mapped[str | None] = mapped_column(comment="the person's own unit")
    person_code: Mapped[str | None] = mapped_column(comment="whose account it is")
    is_active: Mapped[bool]
