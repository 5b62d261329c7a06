"""Which monthly reports are awaited: all twelve of the units that stand when the year begins to run, and of a unit
founded later those from its first month on."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from hengjian.audit.recording import record_write
from hengjian.contracts.events import UnitChanged
from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.ids import new_id
from hengjian.kit.time.calendar import end_of_day
from hengjian.kit.time.clock import office_today, real_now
from hengjian.targets.copies.repository import find_units
from hengjian.targets.models import AppraisalYear, Unit
from hengjian.targets.reports import repository
from hengjian.targets.workflows import ReportState

DECEMBER = 12


def due_time(year: int, month: int, due_day: int, today: date) -> datetime:
    """End of the due day of the following month.

    A month whose due day has passed before the year began to run is due as many days after that beginning, so that
    nobody is late with what could not be handed in.
    """
    following = date(year + month // 12, month % 12 + 1, due_day)
    return end_of_day(following if following >= today else today + timedelta(days=due_day))


async def await_reports(
    session: WriteSession, year: AppraisalYear, units: Sequence[Unit], first_month: int = 1
) -> None:
    """A report for each unit and month from the first on; those that are awaited already stay as they are."""
    today, now = office_today(), real_now()
    rows = [
        {
            "id": new_id(),
            "year": year.year,
            "month": month,
            "unit_code": unit.code,
            "unit_name": unit.name,
            "due_at": due_time(year.year, month, year.report_due_day, today),
            "state": ReportState.AWAITED,
            "summary": "",
            "is_late": False,
            "yellow_count": 0,
            "red_count": 0,
            "version": 1,
            "updated_at": now,
        }
        for month in range(first_month, DECEMBER + 1)
        for unit in units
    ]
    if not rows:
        return
    await repository.insert_awaited(session, rows)
    codes = [unit.code for unit in units]
    months = {"first_month": first_month, "months": len(rows) // len(units)}
    await record_write(session, "report", f"{year.year}/all", after={**months, "unit_codes": codes})


async def await_reports_of_newcomers(session: WriteSession, event: UnitChanged) -> None:
    """A unit founded, or back in service, while a year runs reports from this month on."""
    today = office_today()
    codes = {unit.code for unit in event.units if unit.is_active}
    for year in await repository.list_running_years(session):
        if year.year < today.year:
            continue
        first_month = today.month if year.year == today.year else 1
        newcomers = codes - await repository.find_units_awaited(session, year.year, DECEMBER, codes)
        units = sorted((await find_units(session, newcomers)).values(), key=lambda unit: unit.code)
        await await_reports(session, year, units, first_month)
