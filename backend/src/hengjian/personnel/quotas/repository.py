from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select, true, tuple_

from hengjian.contracts.permissions import Permission
from hengjian.contracts.roles import is_own_file_only
from hengjian.kit.access.auth import Principal, Visibility
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.statements import is_among
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed, named_by
from hengjian.personnel.models import CadreGrade, Proposal, UnitQuota
from hengjian.personnel.terms import ProposalKind, ProposalState


def _visible(column: Any, units: Visibility) -> ColumnElement[bool]:
    return true() if units.whole_county else is_among(column, units.unit_codes)


async def list_quotas(
    session: AnySession, visible: Visibility, page: FollowRequest, *, year: int | None, unit_code: str | None
) -> FollowedRows[UnitQuota]:
    statement = select(UnitQuota)
    if year is not None:
        statement = statement.where(UnitQuota.year == year)
    if unit_code is not None:
        statement = statement.where(UnitQuota.unit_code == unit_code)
    order = [SortKey(UnitQuota.year, descending=True), SortKey(UnitQuota.unit_code), SortKey(UnitQuota.id)]
    return await fetch_followed(
        session,
        statement,
        _visible(UnitQuota.unit_code, visible),
        order,
        page,
        key=named_by(UnitQuota.year, UnitQuota.unit_code),
    )


async def get_quota_for_update(
    session: WriteSession, visible: Visibility, year: int, unit_code: str
) -> UnitQuota | None:
    statement = select(UnitQuota).where(
        UnitQuota.year == year, UnitQuota.unit_code == unit_code, _visible(UnitQuota.unit_code, visible)
    )
    return await session.scalar(statement.with_for_update())


async def find_for_update(session: WriteSession, keys: Collection[tuple[int, str]]) -> dict[tuple[int, str], UnitQuota]:
    """The quotas of the years and units, locked in one order; for decisions, whose sight was judged before."""
    if not keys:
        return {}
    statement = select(UnitQuota).where(tuple_(UnitQuota.year, UnitQuota.unit_code).in_(list(keys)))
    rows = await session.scalars(statement.order_by(UnitQuota.id).with_for_update())
    return {(quota.year, quota.unit_code): quota for quota in rows}


async def head_decisions(session: AnySession, year: int, unit_codes: Collection[str]) -> Sequence[Proposal]:
    """Proposals about principal leaders that are open or in effect, the newest last."""
    statement = select(Proposal).where(
        Proposal.year == year,
        Proposal.kind == ProposalKind.HEAD_GRADE,
        Proposal.unit_code.in_(unit_codes),
        (Proposal.state == ProposalState.PROPOSED) | Proposal.is_in_effect,
    )
    return (await session.scalars(statement.order_by(Proposal.number))).all()


def add_quota(session: WriteSession, quota: UnitQuota) -> None:
    session.add(quota)


def add_grade(session: WriteSession, grade: CadreGrade) -> None:
    session.add(grade)


def _graded_for(principal: Principal) -> ColumnElement[bool]:
    """An office sees the grades of its units, a cadre the own."""
    if is_own_file_only(principal.roles, Permission.PERSONNEL_GRADE_READ):
        return CadreGrade.cadre_code == (principal.person_code or "")
    return _visible(CadreGrade.unit_code, principal.visibility)


async def list_grades(
    session: AnySession,
    principal: Principal,
    page: FollowRequest,
    *,
    year: int | None,
    unit_code: str | None,
    cadre_code: str | None,
) -> FollowedRows[CadreGrade]:
    statement = select(CadreGrade)
    for column, value in (
        (CadreGrade.year, year),
        (CadreGrade.unit_code, unit_code),
        (CadreGrade.cadre_code, cadre_code),
    ):
        if value is not None:
            statement = statement.where(column == value)
    order = [SortKey(CadreGrade.year, descending=True), SortKey(CadreGrade.cadre_code), SortKey(CadreGrade.id)]
    return await fetch_followed(
        session,
        statement,
        _graded_for(principal),
        order,
        page,
        key=named_by(CadreGrade.year, CadreGrade.cadre_code),
    )


async def find_grades(session: AnySession, year: int, cadre_codes: Collection[str]) -> dict[str, CadreGrade]:
    statement = select(CadreGrade).where(CadreGrade.year == year, CadreGrade.cadre_code.in_(cadre_codes))
    return {grade.cadre_code: grade for grade in await session.scalars(statement)}


async def grades_of_unit(session: AnySession, year: int, unit_code: str) -> dict[str, CadreGrade]:
    statement = select(CadreGrade).where(CadreGrade.year == year, CadreGrade.unit_code == unit_code)
    return {grade.cadre_code: grade for grade in await session.scalars(statement)}


async def save_quotas(session: WriteSession, quotas: Collection[UnitQuota]) -> None:
    session.add_all(quotas)
    await session.flush()
