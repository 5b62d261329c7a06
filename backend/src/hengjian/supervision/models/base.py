"""Declarative base of ``supervision`` and its copies of the county's units and cadres."""

from decimal import Decimal

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from hengjian.contracts.copies import CadreCopy, UnitCopy
from hengjian.kit.records import COLUMN_TYPES
from hengjian.kit.tables import service_metadata


class Base(DeclarativeBase):
    metadata = service_metadata("supervision")
    type_annotation_map = COLUMN_TYPES


class Unit(UnitCopy, Base):
    latitude: Mapped[Decimal | None] = mapped_column(comment="of the seat, degrees of WGS 84")
    longitude: Mapped[Decimal | None]


class Cadre(CadreCopy, Base):
    pass
