from collections.abc import Iterable

from sqlalchemy.orm import DeclarativeBase

from hengjian.contracts.copies import BelongingCopy, CadreCopy, StandingAsideTermCopy, TieCopy, UnitCopy
from hengjian.kit.data.records import COLUMN_TYPES
from hengjian.kit.data.tables import service_metadata


class Base(DeclarativeBase):
    metadata = service_metadata("personnel")
    type_annotation_map = COLUMN_TYPES


class Unit(UnitCopy, Base):
    """The county's units as ``directory`` last told."""


class Cadre(CadreCopy, Base):
    """The county's cadres as ``directory`` last told."""


class Tie(TieCopy, Base):
    """Who is tied to whom or to which unit, as ``directory`` last told."""


class Belonging(BelongingCopy, Base):
    """For which units people acted, as ``directory`` last told."""


class StandingAsideTerm(StandingAsideTermCopy, Base):
    """The county's term as ``directory`` last told."""


def one_of(column: str, words: Iterable[str]) -> str:
    """SQL of a check that a column holds one of the words."""
    return f"{column} IN ({', '.join(repr(str(word)) for word in words)})"
