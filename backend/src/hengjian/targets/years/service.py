from datetime import date, datetime, timedelta

from sqlalchemy import insert

from hengjian.kit.audit import record_write
from hengjian.kit.auth import Principal
from hengjian.kit.clock import end_of_day, office_now, office_today, real_now
from hengjian.kit.database import WriteSession
from hengjian.kit.ids import new_id
from hengjian.targets.models import AppraisalYear, Report
from hengjian.targets.schemas import weigh_action
from hengjian.targets.units import list_active_units
from hengjian.targets.years import policy, repository
from hengjian.targets.years.errors import HistoryIsPast, YearExists
from hengjian.targets.years.schemas import OpeningPhase, PhaseMove, YearDetailView, YearEntry, YearPhase, YearView


async def open_year(session: WriteSession, entry: YearEntry, principal: Principal) -> AppraisalYear:
    """Open an appraisal year; a past one may be opened as closed, to hold imported history."""
    if await repository.get_year(session, entry.year) is not None:
        raise YearExists(year=entry.year)
    if entry.phase is OpeningPhase.CLOSED and entry.year >= office_today().year:
        raise HistoryIsPast
    year = AppraisalYear(
        **entry.model_dump(exclude={"phase"}),
        phase=entry.phase.value,
        phase_since=office_now(),
        opened_by=principal.subject,
        opened_by_name=principal.name,
    )
    session.add(year)
    await session.flush()
    return year


async def advance_year(session: WriteSession, year: AppraisalYear, move: PhaseMove, principal: Principal) -> None:
    """One phase forward. When the year begins to run, every active unit gets its twelve monthly reports."""
    policy.check_advance(principal, year, move.to_phase)
    year.phase, year.phase_since = move.to_phase.value, office_now()
    if move.to_phase is YearPhase.RUNNING:
        await _await_reports(session, year)
        session.wake_jobs()
    await session.flush()


def due_time(year: int, month: int, due_day: int, today: date) -> datetime:
    """End of the due day of the following month.

    A month whose due day has passed before the year began to run is due as many days after that beginning, so that
    nobody is late with what could not be handed in.
    """
    following = date(year + month // 12, month % 12 + 1, due_day)
    return end_of_day(following if following >= today else today + timedelta(days=due_day))


async def _await_reports(session: WriteSession, year: AppraisalYear) -> None:
    units, today, now = await list_active_units(session), office_today(), real_now()
    rows = [
        {
            "id": new_id(),
            "year": year.year,
            "month": month,
            "unit_code": unit.code,
            "unit_name": unit.name,
            "due_at": due_time(year.year, month, year.report_due_day, today),
            "state": "awaited",
            "summary": "",
            "is_late": False,
            "yellow_count": 0,
            "red_count": 0,
            "version": 1,
            "updated_at": now,
        }
        for month in range(1, 13)
        for unit in units
    ]
    if rows:
        await session.execute(insert(Report), rows)
        codes = [unit.code for unit in units]
        await record_write(session, "report", f"{year.year}/all", after={"months": 12, "unit_codes": codes})


def describe_year(year: AppraisalYear, principal: Principal) -> YearDetailView:
    to_phase = policy.next_phase(year.phase)
    move = weigh_action("advance", lambda: policy.check_advance(principal, year, to_phase or year.phase))
    return YearDetailView(**YearView.model_validate(year).model_dump(), actions=[move])
