from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import selectinload

from hengjian.kit.access.auth import Visibility
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.statements import is_among
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed
from hengjian.targets.models import AppraisalYear, Plan, PlanTarget, Report, Unit
from hengjian.targets.models.visibility import of_visible_units
from hengjian.targets.terms import PlanLevel
from hengjian.targets.workflows import PlanState, ReportState, YearPhase

_STANDING = (ReportState.SUBMITTED, ReportState.ACCEPTED)


async def list_reports(
    session: AnySession,
    visible: Visibility,
    page: FollowRequest,
    *,
    year: int | None,
    month: int | None,
    unit_code: str | None,
    states: Sequence[str] | None,
) -> FollowedRows[Report]:
    statement = select(Report)
    for name, value in {"year": year, "month": month, "unit_code": unit_code}.items():
        if value is not None:
            statement = statement.where(getattr(Report, name) == value)
    if states:
        statement = statement.where(is_among(Report.state, states))
    order = [
        SortKey(Report.year, descending=True),
        SortKey(Report.month),
        SortKey(Report.unit_code),
        SortKey(Report.id),
    ]
    return await fetch_followed(session, statement, of_visible_units(Report.unit_code, visible), order, page)


async def get_report(session: AnySession, visible: Visibility, report_id: UUID) -> Report | None:
    statement = select(Report).where(Report.id == report_id, of_visible_units(Report.unit_code, visible))
    return await session.scalar(statement.options(selectinload(Report.entries)))


async def get_report_for_update(session: WriteSession, visible: Visibility, report_id: UUID) -> Report | None:
    statement = select(Report).where(Report.id == report_id, of_visible_units(Report.unit_code, visible))
    return await session.scalar(statement.options(selectinload(Report.entries)).with_for_update(of=Report))


async def list_reports_for_update(
    session: WriteSession, visible: Visibility, report_ids: Collection[UUID]
) -> Sequence[Report]:
    statement = select(Report).where(Report.id.in_(report_ids), of_visible_units(Report.unit_code, visible))
    statement = statement.order_by(Report.year, Report.month, Report.unit_code)
    return (await session.scalars(statement.with_for_update())).all()


async def get_report_before(session: AnySession, report: Report) -> Report | None:
    """The unit's latest report of an earlier month of the year that stands."""
    statement = (
        select(Report)
        .where(
            Report.unit_code == report.unit_code,
            Report.year == report.year,
            Report.month < report.month,
            Report.state.in_(_STANDING),
        )
        .options(selectinload(Report.entries))
        .order_by(Report.month.desc())
    )
    return await session.scalar(statement.limit(1))


async def list_unit_targets(session: AnySession, year: int, unit_code: str) -> Sequence[PlanTarget]:
    """The unit's targets in force, which its reports go by."""
    statement = (
        select(PlanTarget)
        .join(Plan, Plan.id == PlanTarget.plan_id)
        .where(
            Plan.year == year, Plan.level == PlanLevel.UNIT, Plan.unit_code == unit_code, Plan.state == PlanState.ISSUED
        )
        .where(PlanTarget.until_version.is_(None))
        .order_by(PlanTarget.position)
    )
    return (await session.scalars(statement)).all()


async def list_calendar(
    session: AnySession, visible: Visibility, year: int, class_code: str | None
) -> Sequence[tuple[Report, str | None]]:
    """Every report of the year with its unit's class, by unit and month."""
    statement = (
        select(Report, Unit.class_code)
        .join(Unit, Unit.code == Report.unit_code, isouter=True)
        .where(Report.year == year, of_visible_units(Report.unit_code, visible))
        .order_by(Report.unit_code, Report.month)
    )
    if class_code is not None:
        statement = statement.where(Unit.class_code == class_code)
    return [(report, unit_class) for report, unit_class in await session.execute(statement)]


async def insert_awaited(session: WriteSession, rows: Sequence[dict[str, Any]]) -> None:
    """Reports that are awaited already stay as they are."""
    await session.execute(insert(Report).on_conflict_do_nothing(), rows)


async def list_running_years(session: WriteSession) -> Sequence[AppraisalYear]:
    return (await session.scalars(select(AppraisalYear).where(AppraisalYear.phase == YearPhase.RUNNING))).all()


async def find_units_awaited(session: WriteSession, year: int, month: int, unit_codes: Collection[str]) -> set[str]:
    """Which of the units have a report of the month."""
    awaited = select(Report.unit_code).where(Report.year == year, Report.month == month)
    return set(await session.scalars(awaited.where(Report.unit_code.in_(unit_codes))))


async def list_overdue_for_update(session: WriteSession, now: datetime, limit: int) -> Sequence[Report]:
    """Reports whose term has passed without a submission, or that came late before this was noticed.

    A unit that was dissolved has nobody left to report.
    """
    statement = (
        select(Report)
        .where(Report.overdue_at.is_(None), Report.due_at < now)
        .where(or_(Report.first_submitted_at.is_(None), Report.is_late))
        .where(exists().where(Unit.code == Report.unit_code, Unit.is_active))
        .order_by(Report.year, Report.month, Report.unit_code)
    )
    return (await session.scalars(statement.limit(limit).with_for_update(skip_locked=True))).all()


async def save_report(session: WriteSession, report: Report) -> None:
    session.add(report)
    await session.flush()
