"""Units that come and go while the year runs, and what they report."""

from datetime import date, datetime

from hengjian.contracts.events import UnitChanged
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from hengjian.kit.time.calendar import end_of_day
from tests.support.clock import YEAR
from tests.support.events import deliver
from tests.targets.conftest import unit
from tests.targets.support import Office


async def months_of(office: Office, unit_code: str) -> list[int]:
    rows = await office.find("/reports", year=YEAR, unit_code=unit_code, limit=200)
    return [row["month"] for row in rows]


async def test_before_the_year_runs_nothing_is_awaited(office: Office, services: dict[ServiceName, Service]) -> None:
    await office.open_year()
    await deliver(services[ServiceName.TARGETS], ServiceName.DIRECTORY, UnitChanged(units=(unit("T04", "township-1"),)))
    assert await months_of(office, "T04") == []


async def test_a_unit_founded_in_june_reports_from_june_on(
    office: Office, services: dict[ServiceName, Service]
) -> None:
    await office.advance("running")
    await office.move_clock(YEAR, 6, 20, 9)
    event = UnitChanged(units=(unit("T05", "township-1"), unit("T01", "township-2"), unit("T09", "township-1")))
    for _ in range(2):
        await deliver(services[ServiceName.TARGETS], ServiceName.DIRECTORY, event)
    for founded_or_back in ("T05", "T09"):
        assert await months_of(office, founded_or_back) == [6, 7, 8, 9, 10, 11, 12]
    assert await months_of(office, "T01") == list(range(1, 13))
    [june] = await office.find("/reports", year=YEAR, unit_code="T05", month=6)
    assert datetime.fromisoformat(june["due_at"]) == end_of_day(date(YEAR, 7, 5))


async def test_nobody_waits_for_a_unit_that_was_dissolved(office: Office, services: dict[ServiceName, Service]) -> None:
    gone = unit("T05", "township-1", is_active=False)
    await deliver(services[ServiceName.TARGETS], ServiceName.DIRECTORY, UnitChanged(units=(gone,)))
    await office.move_clock(YEAR, 7, 6, 1)
    overdue = {r["unit_code"] for event in await office.published("report_overdue") for r in event["reports"]}
    assert "T09" in overdue
    assert "T05" not in overdue


async def test_a_late_december_report_is_last_years(office: Office) -> None:
    await office.move_clock(YEAR + 1, 1, 6, 1)
    last = [event for event in await office.published("report_overdue") if event["month"] == 12]
    assert {event["year"] for event in last} == {YEAR}
