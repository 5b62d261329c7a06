from datetime import date, datetime

from hengjian.contracts.permissions import Permission
from hengjian.kit.time.calendar import end_of_day
from tests.support.clock import YEAR
from tests.support.people import People
from tests.targets.support import API, Office, good, indicator, plan, refused, target


class TestOpen:
    async def test_opens_a_year_in_preparation(self, office: Office) -> None:
        await office.open_year()
        year = await office.get(f"/years/{YEAR}")
        assert (year["phase"], year["report_due_day"], year["yellow_percent"]) == ("preparation", 5, 90)
        assert year["actions"] == [
            {"name": "advance", "allowed": True, "reason": None},
            {"name": "change", "allowed": True, "reason": None},
        ]

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


class TestOpenMatters:
    async def test_tells_whoever_takes_the_year_forward_what_the_phase_has_left_open(self, office: Office) -> None:
        assert await _open_matters(office) == {"county_plan_missing": 1, "units_without_plan": 4, "plans_in_draft": 0}
        await office.enter("/indicators:batch", indicator("TAX"))
        await office.enter("/plans:batch", plan("county", target("TAX")), plan("unit", target("TAX"), unit_code="T01"))
        assert (await _open_matters(office))["plans_in_draft"] == 2
        await office.issue("county")
        await office.issue("unit")
        assert await _open_matters(office) == {"county_plan_missing": 0, "units_without_plan": 3, "plans_in_draft": 0}

    async def test_tells_nobody_else(self, office: Office) -> None:
        year = await office.get(f"/years/{YEAR}", office.head)
        assert (year["open_matters"], year["actions"][0]["allowed"]) == ([], False)


async def _open_matters(office: Office) -> dict[str, int]:
    return {row["name"]: row["count"] for row in (await office.get(f"/years/{YEAR}"))["open_matters"]}


class TestChange:
    async def test_corrects_a_year_in_preparation(self, office: Office) -> None:
        body = {"name": "2031 年度考核", "report_due_day": 8}
        year = await good(office.office.patch(f"{API}/years/{YEAR}", json=body, headers={"If-Match": "1"}))
        assert (year["name"], year["report_due_day"], year["yellow_percent"]) == ("2031 年度考核", 8, 90)
        stale = office.office.patch(f"{API}/years/{YEAR}", json=body, headers={"If-Match": "1"})
        assert await refused(stale) == (412, "stale_version")
        back = {"report_due_day": 5}
        await good(office.office.patch(f"{API}/years/{YEAR}", json=back, headers={"If-Match": str(year["version"])}))

    async def test_a_year_that_runs_keeps_its_terms(self, office: Office) -> None:
        past = office.office.patch(f"{API}/years/{YEAR - 1}", json={"report_due_day": 8}, headers={"If-Match": "1"})
        assert await refused(past) == (409, "wrong_phase")


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
        assert (await _open_matters(office)) == {
            "plans_in_draft": 0,
            "letters_awaiting": 1,
            "amendments_proposed": 0,
            "reports_owed": 48,
            "reports_to_judge": 0,
        }

    async def test_reaches_the_last_phase_and_stays(self, office: Office) -> None:
        await office.advance("year_end")
        await office.advance("closed")
        assert (await office.get(f"/years/{YEAR}"))["actions"][0]["allowed"] is False
        call = office.office.post(f"{API}/years/{YEAR}:advance", json={"to_phase": "closed"})
        assert await refused(call) == (409, "not_the_next_phase")

    async def test_a_year_that_is_not_there_is_not_found(self, office: Office) -> None:
        call = office.office.post(f"{API}/years/2077:advance", json={"to_phase": "running"})
        assert await refused(call) == (404, "not_found")
