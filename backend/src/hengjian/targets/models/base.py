"""Declarative base of ``targets`` and its copies of the county's units and cadres."""

from sqlalchemy.orm import DeclarativeBase

from hengjian.contracts.copies import CadreCopy, UnitCopy
from hengjian.kit.records import COLUMN_TYPES
from hengjian.kit.tables import service_metadata


class Base(DeclarativeBase):
    metadata = service_metadata("targets")
    type_annotation_map = COLUMN_TYPES


class Unit(UnitCopy, Base):
    pass


class Cadre(CadreCopy, Base):
    pass
