from collections.abc import Collection

from sqlalchemy import ColumnElement, false, select, true, tuple_

from hengjian.kit.access.auth import Visibility
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed, named_by
from hengjian.personnel.models import CadreGrade, UnitTier


def _visible(units: Visibility) -> ColumnElement[bool]:
    return true() if units.whole_county else false()


async def list_tiers(
    session: AnySession, visible: Visibility, page: FollowRequest, *, year: int | None, unit_code: str | None
) -> FollowedRows[UnitTier]:
    statement = select(UnitTier)
    if year is not None:
        statement = statement.where(UnitTier.year == year)
    if unit_code is not None:
        statement = statement.where(UnitTier.unit_code == unit_code)
    order = [SortKey(UnitTier.year, descending=True), SortKey(UnitTier.unit_code), SortKey(UnitTier.id)]
    return await fetch_followed(
        session, statement, _visible(visible), order, page, key=named_by(UnitTier.year, UnitTier.unit_code)
    )


async def find_tiers(session: AnySession, keys: Collection[tuple[int, str]]) -> dict[tuple[int, str], UnitTier]:
    if not keys:
        return {}
    statement = select(UnitTier).where(tuple_(UnitTier.year, UnitTier.unit_code).in_(list(keys)))
    return {(tier.year, tier.unit_code): tier for tier in await session.scalars(statement)}


async def find_grades(session: AnySession, keys: Collection[tuple[int, str]]) -> dict[tuple[int, str], CadreGrade]:
    if not keys:
        return {}
    statement = select(CadreGrade).where(tuple_(CadreGrade.year, CadreGrade.cadre_code).in_(list(keys)))
    return {(grade.year, grade.cadre_code): grade for grade in await session.scalars(statement)}


def add_tier(session: WriteSession, tier: UnitTier) -> None:
    session.add(tier)


def add_grade(session: WriteSession, grade: CadreGrade) -> None:
    session.add(grade)
