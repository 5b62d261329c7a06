from datetime import datetime
from typing import Any

import asyncpg
import pytest

from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from hengjian.kit.time.clock import COUNTY_ZONE
from tests.support.clock import YEAR
from tests.support.people import People
from tests.targets.support import API, Office, refused

LINE = {"indicator_code": "TAX", "value": "11", "note": ""}
FIRES = {"indicator_code": "FIRES", "value": "0", "note": ""}


@pytest.fixture(scope="module", autouse=True)
async def running(office: Office, services: dict[ServiceName, Service]) -> None:
    database = services[ServiceName.TARGETS].database
    database.subscribers = {**database.subscribers, "report_accepted": (ServiceName.APPRAISAL,)}
    await office.plan_the_year()
    await office.advance("running")


def lines(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {line["indicator_code"]: line for line in report["lines"]}


class TestRead:
    async def test_a_unit_sees_its_own_the_office_all(self, office: Office) -> None:
        assert {row["unit_code"] for row in await office.find("/reports", office.reporter, month=1)} == {"T01"}
        assert len(await office.find("/reports", month=1)) == 4
        assert {row["unit_code"] for row in await office.find("/reports", office.owner, month=1)} == {"D01"}
        for state, count in (("awaited", 4), ("returned", 0), (["returned", "awaited"], 4)):
            assert len(await office.find("/reports", month=1, state=state)) == count
        theirs = await office.report_id(1, "T02")
        assert await refused(office.reporter.get(f"{API}/reports/{theirs}")) == (404, "not_found")

    async def test_shows_the_plans_lines_with_the_rule_of_their_light(self, office: Office) -> None:
        report = await office.get(f"/reports/{await office.report_id(1)}", office.reporter)
        tax = lines(report)["TAX"]
        assert (tax["target"], tax["value"], tax["light"], tax["last_value"]) == ("120", None, "none", None)
        assert tax["light_rule"] == {"basis": "linear", "expected": "8.33", "yellow_at": "7.497"}
        assert lines(report)["FIRES"]["light_rule"]["basis"] == "ceiling"
        assert {a["name"]: a["allowed"] for a in report["actions"]} == {
            "save": True,
            "submit": True,
            "return": False,
            "accept": False,
        }


class TestSave:
    async def test_keeps_what_is_written_and_asks_for_the_version(self, office: Office) -> None:
        path = f"{API}/reports/{await office.report_id(1)}"
        body = {"entries": [LINE], "summary": "写到一半"}
        assert await refused(office.reporter.put(f"{path}/entries", json=body)) == (428, "precondition_required")
        seen = (await office.reporter.get(path)).headers["ETag"]
        saved = await office.reporter.put(f"{path}/entries", json=body, headers={"If-Match": seen})
        assert (saved.status_code, saved.json()["state"]) == (200, "awaited")
        assert saved.headers["ETag"] != seen
        again = office.reporter.put(f"{path}/entries", json=body, headers={"If-Match": seen})
        assert await refused(again) == (412, "stale_version")
        report = (await office.reporter.get(path)).json()
        assert (report["summary"], lines(report)["TAX"]["value"], lines(report)["TAX"]["light"]) == (
            "写到一半",
            "11",
            "green",
        )

    @pytest.mark.parametrize(
        ("entries", "code"),
        [
            ([{"indicator_code": "NO", "value": "1"}], "indicator_not_in_report"),
            ([LINE, LINE], "indicator_reported_twice"),
        ],
    )
    async def test_refuses_what_is_not_in_the_plan(self, office: Office, entries: list[Any], code: str) -> None:
        path = f"{API}/reports/{await office.report_id(1)}"
        seen = (await office.reporter.get(path)).headers["ETag"]
        call = office.reporter.put(f"{path}/entries", json={"entries": entries}, headers={"If-Match": seen})
        assert await refused(call) == (422, code)


class TestSubmit:
    async def test_wants_every_line_and_a_note_for_an_empty_value(self, office: Office) -> None:
        path = f"{API}/reports/{await office.report_id(1)}:submit"
        assert await refused(office.reporter.post(path, json={"entries": []})) == (422, "entries_missing")
        empty = {"entries": [{**FIRES, "value": None}]}
        assert await refused(office.reporter.post(path, json=empty)) == (422, "no_value_no_note")

    async def test_takes_saved_lines_and_judges_them(self, office: Office) -> None:
        path = f"/reports/{await office.report_id(1)}"
        await office.move_clock(YEAR, 2, 3, 9)
        body = {"entries": [{**LINE, "value": "8"}, {**FIRES, "value": "2"}], "summary": "一月进展"}
        report = await office.post(office.reporter, f"{path}:submit", body)
        assert (report["state"], report["is_late"], report["yellow_count"], report["red_count"]) == (
            "submitted",
            False,
            1,
            0,
        )
        assert await refused(office.reporter.post(f"{API}{path}:submit", json=body)) == (409, "report_state_forbids")

    async def test_belongs_to_the_own_unit(self, office: Office, people: People) -> None:
        path = f"{API}/reports/{await office.report_id(1, 'T02')}:submit"
        assert await refused(office.reporter.post(path, json={"entries": []})) == (404, "not_found")
        both = people.person(Role.UNIT_REPORTER, Role.INDICATOR_OWNER, unit="T01", name="both")
        assert await refused(both.post(path, json={"entries": []})) == (404, "not_found")

    async def test_a_month_that_has_not_begun_is_refused(self, office: Office) -> None:
        path = f"{API}/reports/{await office.report_id(9)}:submit"
        body = {"entries": [LINE, FIRES]}
        assert await refused(office.reporter.post(path, json=body)) == (409, "month_not_begun")

    async def test_the_next_month_begins_with_the_last_ones_values(self, office: Office) -> None:
        tax = lines(await office.get(f"/reports/{await office.report_id(2)}", office.reporter))["TAX"]
        assert (tax["value"], tax["is_prefilled"], tax["last_month"], tax["last_value"]) == ("8", True, 1, "8")


class TestJudge:
    async def test_the_office_returns_with_a_reason_and_the_unit_submits_again(self, office: Office) -> None:
        path = f"/reports/{await office.report_id(1)}"
        assert await refused(office.reporter.post(f"{API}{path}:accept")) == (403, "not_permitted")
        await office.post(office.office, f"{path}:return", {"reason": "税收数据与财政不符"})
        report = await office.get(path, office.reporter)
        assert (report["state"], report["return_reason"]) == ("returned", "税收数据与财政不符")
        await office.move_clock(YEAR, 2, 9, 9)
        body = {"entries": [{**LINE, "value": "9"}]}
        again = await office.post(office.reporter, f"{path}:submit", body)
        assert (again["state"], again["is_late"]) == ("submitted", False)

    async def test_accepts_once_and_tells_the_others(self, office: Office) -> None:
        report = await office.report_id(1)
        accepted = await office.post(office.office, f"/reports/{report}:accept")
        assert (accepted["state"], accepted["judged_by_name"]) == ("accepted", "office-1")
        assert await office.published("report_accepted") == [
            {"report_id": report, "year": YEAR, "month": 1, "unit_code": "T01", "is_late": False}
        ]
        assert await refused(office.office.post(f"{API}/reports/{report}:accept")) == (409, "report_state_forbids")

    async def test_nobody_accepts_what_they_submitted(self, office: Office, people: People) -> None:
        both = people.person(Role.UNIT_REPORTER, Role.APPRAISAL_OFFICE, unit="T01", name="two-hats")
        report = await office.report_id(2)
        await office.post(both, f"/reports/{report}:submit", {"entries": [LINE, FIRES]})
        assert await refused(both.post(f"{API}/reports/{report}:accept")) == (403, "refused_by_policy")

    async def test_not_even_sql_changes_an_accepted_report(self, owner_url: str) -> None:
        connection = await asyncpg.connect(owner_url)
        try:
            for statement in (
                "UPDATE targets.report SET is_late = true, first_submitted_at = now() WHERE state = 'accepted'",
                """UPDATE targets.report_entry SET value = 1
                   WHERE report_id IN (SELECT id FROM targets.report WHERE state = 'accepted')""",
            ):
                with pytest.raises(asyncpg.RestrictViolationError):
                    await connection.execute(statement)
        finally:
            await connection.close()


class TestOverdue:
    async def test_is_announced_once_when_the_term_has_passed(self, office: Office) -> None:
        [event] = await office.published("report_overdue")
        assert (event["year"], event["month"]) == (YEAR, 1)
        assert [late["unit_code"] for late in event["reports"]] == ["D01", "T02", "T03"]
        due_at = datetime.fromisoformat(event["reports"][0]["due_at"])
        assert due_at == datetime(YEAR, 2, 5, 23, 59, 59, tzinfo=COUNTY_ZONE)
        await office.move_clock(YEAR, 2, 9, 12)
        assert len(await office.published("report_overdue")) == 1
        [row] = await office.find("/reports", month=1, unit_code="T02")
        assert (row["is_overdue"], row["is_late"], row["state"]) == (True, False, "awaited")

    async def test_a_late_report_is_marked_late(self, office: Office) -> None:
        report = await office.submit(1, "10", "T02")
        assert (await office.get(f"/reports/{report}"))["is_late"] is True
        accepted = await office.post(office.office, f"/reports/{report}:accept")
        assert accepted["is_late"] is True
        assert (await office.published("report_accepted"))[-1]["is_late"] is True


class TestAcceptBatch:
    async def test_accepts_all_or_none(self, office: Office) -> None:
        submitted = [await office.submit(2, "30", "T02"), await office.report_id(2)]
        awaited = await office.report_id(3)
        mixed = office.office.post(f"{API}/reports:accept-batch", json={"ids": [*submitted, awaited]})
        assert await refused(mixed) == (409, "report_state_forbids")
        assert {row["state"] for row in await office.find("/reports", month=2, unit_code="T02")} == {"submitted"}
        assert await office.post(office.office, "/reports:accept-batch", {"ids": submitted}) == {"accepted": 2}


class TestCalendar:
    async def test_shows_each_units_months(self, office: Office) -> None:
        calendar = await office.get("/report-calendar", year=YEAR, class_code="township-1")
        assert [row["unit_code"] for row in calendar["items"]] == ["T01", "T02"]
        first = calendar["items"][0]
        assert [month["month"] for month in first["months"]] == list(range(1, 13))
        assert [month["state"] for month in first["months"][:3]] == ["accepted", "accepted", "awaited"]
        assert (calendar["items"][1]["months"][0]["is_late"], first["class_code"]) == (True, "township-1")

    async def test_is_the_own_units_for_a_unit(self, office: Office) -> None:
        calendar = await office.get("/report-calendar", office.neighbour, year=YEAR)
        assert [row["unit_code"] for row in calendar["items"]] == ["T02"]


class TestPhase:
    async def test_a_closed_year_takes_no_report(self, office: Office) -> None:
        await office.move_clock(YEAR, 4, 1, 9)
        await office.advance("year_end")
        await office.submit(3, "40")
        await office.advance("closed")
        call = office.neighbour.post(f"{API}/reports/{await office.report_id(3, 'T02')}:submit", json={"entries": []})
        assert await refused(call) == (409, "wrong_phase")
