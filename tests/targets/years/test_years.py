from datetime import date, datetime

from hengjian.contracts.permissions import Permission
from hengjian.kit.time.calendar import end_of_day
from tests.support.clock import YEAR
from tests.support.people import People
from tests.targets.support import API, Office, refused


class TestOpen:
    async def test_opens_a_year_in_preparation(self, office: Office) -> None:
        await office.open_year()
        year = await office.get(f"/years/{YEAR}")
        assert (year["phase"], year["report_due_day"], year["yellow_percent"]) == ("preparation", 5, 90)
        assert year["actions"] == [{"name": "advance", "allowed": True, "reason": None}]

    async def test_is_refused_twice(self, office: Office) -> None:
        body = {"year": YEAR, "name": "again"}
        assert await refused(office.office.post(f"{API}/years", json=body)) == (409, "year_exists")

    async def test_only_a_past_year_is_opened_as_closed(self, office: Office) -> None:
        past = {"year": YEAR - 1, "name": "往年", "phase": "closed"}
        assert (await office.post(office.office, "/years", past))["phase"] == "closed"
        present = {"year": YEAR + 1, "name": "明年", "phase": "closed"}
        assert await refused(office.office.post(f"{API}/years", json=present)) == (422, "history_is_past")

    async def test_a_due_day_that_some_months_lack_is_refused(self, office: Office) -> None:
        answer = await office.office.post(f"{API}/years", json={"year": 2040, "name": "x", "report_due_day": 29})
        assert answer.json()["errors"][0]["pointer"] == "/report_due_day"


class TestList:
    async def test_everybody_signed_in_sees_years_latest_first(self, office: Office, people: People) -> None:
        machine = people.machine(Permission.TARGETS_YEAR_READ)
        assert [row["year"] for row in await office.find("/years", machine)] == [YEAR, YEAR - 1]


class TestAdvance:
    async def test_skips_no_phase_and_never_goes_back(self, office: Office) -> None:
        path = f"{API}/years/{YEAR}:advance"
        for phase in ("preparation", "year_end", "closed"):
            call = office.office.post(path, json={"to_phase": phase})
            assert await refused(call) == (409, "not_the_next_phase")

    async def test_running_awaits_twelve_reports_of_every_active_unit(self, office: Office) -> None:
        await office.advance("running")
        reports = await office.find("/reports", year=YEAR, limit=200)
        assert len(reports) == 12 * 4
        assert {row["unit_code"] for row in reports} == {"T01", "T02", "T03", "D01"}
        december = next(row for row in reports if (row["unit_code"], row["month"]) == ("T01", 12))
        assert datetime.fromisoformat(december["due_at"]) == end_of_day(date(YEAR + 1, 1, 5))
        assert {row["state"] for row in reports} == {"awaited"}

    async def test_reaches_the_last_phase_and_stays(self, office: Office) -> None:
        await office.advance("year_end")
        await office.advance("closed")
        assert (await office.get(f"/years/{YEAR}"))["actions"][0]["allowed"] is False
        call = office.office.post(f"{API}/years/{YEAR}:advance", json={"to_phase": "closed"})
        assert await refused(call) == (409, "not_the_next_phase")

    async def test_a_year_that_is_not_there_is_not_found(self, office: Office) -> None:
        call = office.office.post(f"{API}/years/2077:advance", json={"to_phase": "running"})
        assert await refused(call) == (404, "not_found")
