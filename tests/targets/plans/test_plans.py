from typing import Any

import asyncpg
import pytest

from tests.support.clock import YEAR
from tests.targets.support import API, Office, faults, indicator, plan, refused, target


@pytest.fixture(scope="module", autouse=True)
async def library(office: Office) -> None:
    await office.open_year()
    await office.enter("/indicators:batch", *(indicator(code) for code in ("TAX", "GDP", "OWN")))


async def _plan_id(office: Office, level: str, **query: Any) -> str:
    [row] = await office.find("/plans", year=YEAR, level=level, **query)
    return str(row["id"])


class TestDraft:
    async def test_the_office_writes_county_and_unit_plans(self, office: Office) -> None:
        county = plan("county", target("TAX", "1200"), target("GDP", "500"))
        unit = plan("unit", target("TAX", milestones={"6": "50.5", "12": "120"}), target("OWN", "3"), unit_code="T01")
        answer = await office.enter("/plans:batch", county, unit)
        assert [(row["key"], row["status"]) for row in answer["items"]] == [("county", "created"), ("T01", "created")]
        written = await office.get(f"/plans/{await _plan_id(office, 'unit')}")
        assert written["state"] == "draft"
        assert [(t["indicator_code"], t["carries_indicator_code"]) for t in written["targets"]] == [
            ("TAX", "TAX"),
            ("OWN", None),
        ]
        assert written["targets"][0]["milestones"] == {"6": "50.5", "12": "120"}

    async def test_a_draft_is_replaced_as_a_whole(self, office: Office) -> None:
        entry = plan("unit", target("TAX", "130"), target("GDP", "9"), unit_code="T01")
        assert (await office.enter("/plans:batch", entry))["items"][0]["status"] == "updated"
        assert (await office.enter("/plans:batch", entry))["items"][0]["status"] == "unchanged"
        written = await office.get(f"/plans/{await _plan_id(office, 'unit')}")
        assert [(t["indicator_code"], t["target"]) for t in written["targets"]] == [("TAX", "130"), ("GDP", "9")]
        assert written["target_count"] == 2

    async def test_the_head_writes_for_cadres_of_the_own_unit_only(self, office: Office) -> None:
        own = plan("person", target("TAX", "20"), cadre_code="C1")
        assert (await office.enter("/plans:batch", own, who=office.head))["items"][0]["status"] == "created"
        others = {"items": [plan("person", target("TAX", "20"), cadre_code="C2")]}
        assert await faults(office.head.post(f"{API}/plans:batch", json=others)) == [("/items/0", "refused_by_policy")]
        unit = {"items": [plan("unit", target("TAX"), unit_code="T01")]}
        assert await faults(office.head.post(f"{API}/plans:batch", json=unit)) == [("/items/0", "refused_by_policy")]

    @pytest.mark.parametrize(
        ("entry", "pointer", "code"),
        [
            (plan("county", target("TAX"), unit_code="T01"), "", "plan_subject_mismatch"),
            (plan("unit", target("TAX")), "", "plan_subject_mismatch"),
            (plan("unit", target("TAX"), unit_code="X"), "", "unknown_unit"),
            (plan("unit", target("NO"), unit_code="T02"), "", "unknown_indicator"),
            (plan("unit", target("TAX"), target("TAX"), unit_code="T02"), "", "indicator_twice"),
            (plan("unit", target("TAX", milestones={"3": "9", "6": "8"}), unit_code="T02"), "", "milestones_fall"),
            (plan("unit", target("TAX", milestones={"12": "119"}), unit_code="T02"), "", "milestones_fall"),
            (
                plan("unit", target("OWN"), target("GDP", carries_indicator_code="OWN"), unit_code="T02"),
                "/targets/1/carries_indicator_code",
                "target_untraceable",
            ),
        ],
    )
    async def test_a_bad_plan_is_refused(
        self, office: Office, entry: dict[str, object], pointer: str, code: str
    ) -> None:
        call = office.office.post(f"{API}/plans:batch", json={"items": [entry]})
        assert await faults(call) == [(f"/items/0{pointer}", code)]

    async def test_a_persons_target_must_carry_one_of_the_unit(self, office: Office) -> None:
        call = office.head.post(f"{API}/plans:batch", json={"items": [plan("person", target("OWN"), cadre_code="C1")]})
        assert await faults(call) == [("/items/0/targets/0/carries_indicator_code", "target_untraceable")]
        named = plan("person", target("OWN", carries_indicator_code="GDP"), cadre_code="C1")
        assert (await office.enter("/plans:batch", named, who=office.head))["written"] == 1

    async def test_a_float_and_a_month_that_is_none_are_pointed_at(self, office: Office) -> None:
        entry = plan("unit", {"indicator_code": "TAX", "target": 1.5, "milestones": {"13": "1"}}, unit_code="T02")
        found = await faults(office.office.post(f"{API}/plans:batch", json={"items": [entry]}))
        assert ("/items/0/targets/0/target", "not_a_number") in found
        assert any(pointer.startswith("/items/0/targets/0/milestones/13") for pointer, _ in found)


class TestIssue:
    async def test_a_unit_plan_waits_for_the_county_plan(self, office: Office) -> None:
        preview = await office.issue("unit", dry_run=True)
        assert (preview["issued"], preview["refused"]) == (0, 1)
        assert preview["items"][0]["errors"][0]["code"] == "higher_plan_not_issued"
        call = office.office.post(f"{API}/plans:issue", json={"year": YEAR, "level": "unit"})
        assert (await faults(call))[0][1] == "higher_plan_not_issued"
        single = office.office.post(f"{API}/plans/{await _plan_id(office, 'unit')}:issue")
        assert await refused(single) == (409, "higher_plan_not_issued")

    async def test_issues_the_county_then_a_class_then_persons(self, office: Office) -> None:
        county = await office.post(office.office, f"/plans/{await _plan_id(office, 'county')}:issue")
        assert (county["state"], county["issue_version"], county["issued_by_name"]) == ("issued", 1, "office-1")
        assert (await office.issue("unit", class_code="township-2"))["issued"] == 0
        preview = await office.issue("unit", class_code="township-1", dry_run=True)
        assert [line["status"] for line in preview["items"]] == ["ready"]
        own = {"year": YEAR, "level": "unit", "class_code": "township-1", "dry_run": True}
        [line] = (await office.post(office.colleague, "/plans:issue", own))["items"]
        assert (line["status"], line["errors"][0]["code"]) == ("refused", "refused_by_policy")
        units = await office.issue("unit", class_code="township-1")
        assert (units["issued"], units["items"][0]["status"]) == (1, "issued")
        assert (await office.issue("person"))["issued"] == 1

    async def test_tells_the_others_what_was_issued(self, office: Office) -> None:
        events = await office.published("plan_issued")
        assert [event["level"] for event in events] == ["county", "unit", "person"]
        assert events[1]["unit_code"] == "T01"
        assert events[1]["targets"] == [
            {"indicator_code": "TAX", "target": "130", "milestones": {}},
            {"indicator_code": "GDP", "target": "9", "milestones": {}},
        ]

    async def test_an_issued_plan_is_not_rewritten_or_issued_again(self, office: Office) -> None:
        call = office.office.post(f"{API}/plans:batch", json={"items": [plan("unit", target("TAX"), unit_code="T01")]})
        assert await faults(call) == [("/items/0", "plan_is_issued")]
        again = office.office.post(f"{API}/plans/{await _plan_id(office, 'unit')}:issue")
        assert await refused(again) == (409, "plan_is_issued")

    async def test_a_target_without_a_number_is_not_issued(self, office: Office) -> None:
        await office.enter("/plans:batch", plan("unit", target("TAX", None), unit_code="T03"))
        preview = await office.issue("unit", dry_run=True)
        assert preview["items"][0]["errors"][0]["code"] == "target_missing"

    async def test_a_named_plan_of_another_level_is_not_found(self, office: Office) -> None:
        body = {"year": YEAR, "level": "unit", "plan_ids": [await _plan_id(office, "county")]}
        assert await refused(office.office.post(f"{API}/plans:issue", json=body)) == (404, "not_found")

    async def test_not_even_sql_changes_what_was_issued(self, owner_url: str) -> None:
        connection = await asyncpg.connect(owner_url)
        try:
            for statement in (
                "UPDATE targets.plan_target SET target = 1 WHERE since_version = 1",
                "DELETE FROM targets.plan_target WHERE since_version = 1",
                "UPDATE targets.plan SET state = 'draft', issue_version = 0, issued_at = NULL WHERE state = 'issued'",
                "UPDATE targets.letter SET text = ''",
                "DELETE FROM targets.letter",
            ):
                with pytest.raises(asyncpg.RestrictViolationError):
                    await connection.execute(statement)
            await connection.execute("UPDATE targets.plan_target SET target = 5 WHERE since_version IS NULL")
        finally:
            await connection.close()


class TestRead:
    async def test_a_unit_sees_the_countys_plan_and_its_own(self, office: Office) -> None:
        seen = await office.find("/plans", office.head, year=YEAR)
        assert {(row["level"], row["unit_code"]) for row in seen} == {
            ("county", None),
            ("unit", "T01"),
            ("person", "T01"),
        }
        assert [row["level"] for row in await office.find("/plans", office.neighbour, year=YEAR)] == ["county"]
        call = office.neighbour.get(f"{API}/plans/{await _plan_id(office, 'unit', unit_code='T01')}")
        assert await refused(call) == (404, "not_found")

    async def test_says_what_its_reader_may_do(self, office: Office) -> None:
        draft = await _plan_id(office, "unit", unit_code="T03")
        allowed = {a["name"]: a["allowed"] for a in (await office.get(f"/plans/{draft}"))["actions"]}
        assert allowed == {"rewrite": True, "issue": True, "amend": False}
        leader = (await office.get(f"/plans/{draft}", office.leader))["actions"]
        assert not any(action["allowed"] for action in leader)
        assert all(action["reason"] for action in leader)

    async def test_lists_page_through_without_gap(self, office: Office) -> None:
        first = await office.get("/plans", year=YEAR, limit=2)
        second = (await office.office.get(first["next"])).json()
        ids = [row["id"] for row in first["items"] + second["items"]]
        assert len(set(ids)) == len(ids) == 4
        assert second["next"] is None


class TestCoverage:
    async def test_shows_who_carries_each_target_and_what_nobody_carries(self, office: Office) -> None:
        coverage = await office.get("/coverage", year=YEAR)
        tax, gdp = coverage["targets"]
        assert (coverage["target_count"], coverage["uncovered_count"]) == (2, 0)
        assert (tax["unit_count"], tax["person_count"], tax["uncovered_unit_count"]) == (2, 0, 2)
        assert [unit["unit_code"] for unit in tax["units"]] == ["T01", "T03"]
        assert (gdp["unit_count"], gdp["person_count"]) == (1, 1)
        [person] = gdp["units"][0]["persons"]
        assert (person["cadre_code"], person["indicator_code"]) == ("C1", "OWN")

    async def test_a_unit_sees_the_counts_and_its_own_names(self, office: Office) -> None:
        tax = (await office.get("/coverage", office.neighbour, year=YEAR))["targets"][0]
        assert (tax["unit_count"], tax["units"]) == (2, [])
