"""Declarative base of ``targets`` and its copies of the county's units and cadres."""

from collections.abc import Iterable

from sqlalchemy.orm import DeclarativeBase

from hengjian.contracts.copies import BelongingCopy, CadreCopy, StandingAsideTermCopy, TieCopy, UnitCopy
from hengjian.kit.data.records import COLUMN_TYPES
from hengjian.kit.data.tables import service_metadata


class Base(DeclarativeBase):
    metadata = service_metadata("targets")
    type_annotation_map = COLUMN_TYPES


class Unit(UnitCopy, Base):
    pass


class Cadre(CadreCopy, Base):
    pass


class Tie(TieCopy, Base):
    pass


class Belonging(BelongingCopy, Base):
    pass


class StandingAsideTerm(StandingAsideTermCopy, Base):
    pass


def one_of(column: str, words: Iterable[str]) -> str:
    """SQL of a check that a column holds one of the words."""
    return f"{column} IN ({', '.join(repr(str(word)) for word in words)})"
