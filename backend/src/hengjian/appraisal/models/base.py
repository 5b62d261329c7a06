from sqlalchemy.orm import DeclarativeBase

from hengjian.contracts.copies import CadreCopy, UnitCopy
from hengjian.kit.records import COLUMN_TYPES
from hengjian.kit.tables import service_metadata


class Base(DeclarativeBase):
    metadata = service_metadata("appraisal")
    type_annotation_map = COLUMN_TYPES


class Unit(UnitCopy, Base):
    __table_args__ = ({"comment": "copy of directory's units"},)


class Cadre(CadreCopy, Base):
    __table_args__ = ({"comment": "copy of directory's cadres"},)
