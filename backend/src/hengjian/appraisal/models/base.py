from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from hengjian.contracts.copies import BelongingCopy, CadreCopy, StandingAsideTermCopy, TieCopy, UnitCopy
from hengjian.kit.data.records import COLUMN_TYPES
from hengjian.kit.data.tables import service_metadata


class Base(DeclarativeBase):
    metadata = service_metadata("appraisal")
    type_annotation_map = COLUMN_TYPES


class Unit(UnitCopy, Base):
    __table_args__ = ({"comment": "copy of directory's units"},)


class Cadre(CadreCopy, Base):
    __table_args__ = ({"comment": "copy of directory's cadres"},)


class Tie(TieCopy, Base):
    pass


class Belonging(BelongingCopy, Base):
    pass


class StandingAsideTerm(StandingAsideTermCopy, Base):
    pass


class UnitClass(Base):
    __tablename__ = "class_copy"
    __table_args__ = ({"comment": "names of the classes of units, as directory announced them with their units"},)
    __audited__ = False

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_en: Mapped[str | None]
