from typing import Any

import asyncpg
import pytest

from hengjian.contracts.roles import Role
from tests.support.clock import YEAR
from tests.support.people import People
from tests.targets.support import API, Office, refused

APPROVAL = {"reason": "因灾减产，会议同意", "document_number": "县考核办〔2031〕7号"}


@pytest.fixture(scope="module", autouse=True)
async def running(office: Office) -> None:
    await office.plan_the_year()


async def plan_of(office: Office, unit_code: str = "T01", level: str = "unit") -> dict[str, Any]:
    query: dict[str, Any] = {"unit_code": unit_code} if level == "unit" else {}
    [row] = await office.find("/plans", year=YEAR, level=level, **query)
    return await office.get(f"/plans/{row['id']}")


async def amendment(office: Office, **changes: Any) -> dict[str, Any]:
    return {
        "plan_id": (await plan_of(office))["id"],
        "indicator_code": "TAX",
        "new_target": "100",
        "milestones": {"6": "40"},
        "reason": "六月遭遇洪灾",
        **changes,
    }


class TestPropose:
    async def test_waits_until_the_year_runs(self, office: Office) -> None:
        call = office.reporter.post(f"{API}/amendments", json=await amendment(office))
        assert await refused(call) == (409, "wrong_phase")
        await office.advance("running")

    @pytest.mark.parametrize(
        ("changes", "status", "code"),
        [
            ({"indicator_code": "NO"}, 422, "indicator_not_in_plan"),
            ({"new_target": "120", "milestones": {"6": "50"}}, 422, "nothing_amended"),
            ({"milestones": {"6": "40", "9": "30"}}, 422, "milestones_fall"),
        ],
    )
    async def test_refuses_what_makes_no_sense(
        self, office: Office, changes: dict[str, Any], status: int, code: str
    ) -> None:
        call = office.reporter.post(f"{API}/amendments", json=await amendment(office, **changes))
        assert await refused(call) == (status, code)

    async def test_only_for_the_own_unit_and_a_unit_plan(self, office: Office, people: People) -> None:
        body = await amendment(office)
        assert await refused(office.neighbour.post(f"{API}/amendments", json=body)) == (404, "not_found")
        both = people.person(Role.UNIT_HEAD, Role.COUNTY_LEADER, unit="T02", name="both")
        assert await refused(both.post(f"{API}/amendments", json=body)) == (404, "not_found")
        county = await amendment(office, plan_id=(await plan_of(office, level="county"))["id"])
        assert await refused(office.head.post(f"{API}/amendments", json=county)) == (409, "plan_not_amendable")

    async def test_keeps_the_value_in_force_beside_the_new_one(self, office: Office) -> None:
        proposed = await office.post(office.reporter, "/amendments", await amendment(office))
        assert (proposed["state"], proposed["old_target"], proposed["new_target"]) == ("proposed", "120", "100")
        again = office.head.post(f"{API}/amendments", json=await amendment(office, new_target="90"))
        assert await refused(again) == (409, "amendment_open")
        assert await office.find("/amendments", office.neighbour, year=YEAR) == []
        assert [row["id"] for row in await office.find("/amendments", office.head)] == [proposed["id"]]


class TestDecide:
    async def test_the_unit_does_not_decide(self, office: Office) -> None:
        [row] = await office.find("/amendments", state="proposed")
        call = office.head.post(f"{API}/amendments/{row['id']}:approve", json=APPROVAL)
        assert await refused(call) == (403, "not_permitted")
        shown = await office.get(f"/amendments/{row['id']}", office.head)
        assert not any(action["allowed"] for action in shown["actions"])

    async def test_a_document_number_is_needed(self, office: Office) -> None:
        [row] = await office.find("/amendments", state="proposed")
        answer = await office.office.post(f"{API}/amendments/{row['id']}:approve", json={"reason": "同意"})
        assert answer.json()["errors"][0]["pointer"] == "/document_number"

    async def test_approval_puts_the_new_target_into_force_and_keeps_the_old(self, office: Office) -> None:
        [row] = await office.find("/amendments", state="proposed")
        approved = await office.post(office.office, f"/amendments/{row['id']}:approve", APPROVAL)
        assert (approved["state"], approved["document_number"]) == ("approved", APPROVAL["document_number"])
        plan = await plan_of(office)
        assert plan["issue_version"] == 2
        tax = next(t for t in plan["targets"] if t["indicator_code"] == "TAX")
        assert (tax["target"], tax["milestones"], tax["since_version"]) == ("100", {"6": "40"}, 2)
        [former] = plan["former_targets"]
        assert (former["target"], former["since_version"], former["until_version"]) == ("120", 1, 1)
        assert [t["indicator_code"] for t in plan["targets"]] == ["TAX", "FIRES"]
        assert plan["amendments"][0]["id"] == row["id"]
        [event] = await office.published("target_amended")
        assert event["target"] == {"indicator_code": "TAX", "target": "100", "milestones": {"6": "40"}}
        again = office.office.post(f"{API}/amendments/{row['id']}:reject", json={"reason": "x"})
        assert await refused(again) == (409, "amendment_is_decided")

    async def test_a_report_goes_by_the_amended_target(self, office: Office) -> None:
        report = await office.get(f"/reports/{await office.report_id(6)}", office.reporter)
        assert report["lines"][0]["target"] == "100"
        assert report["lines"][0]["light_rule"] == {"basis": "milestone", "expected": "40", "yellow_at": "36"}

    async def test_nobody_decides_what_they_proposed(self, office: Office) -> None:
        body = await amendment(office, new_target="80", milestones={})
        proposed = await office.post(office.office, "/amendments", body)
        call = office.office.post(f"{API}/amendments/{proposed['id']}:approve", json=APPROVAL)
        assert await refused(call) == (403, "refused_by_policy")
        rejection = {"reason": "理由不足"}
        rejected = await office.post(office.colleague, f"/amendments/{proposed['id']}:reject", rejection)
        assert (rejected["state"], rejected["decision_reason"]) == ("rejected", "理由不足")
        assert (await plan_of(office))["issue_version"] == 2

    async def test_not_even_sql_changes_a_decision(self, owner_url: str) -> None:
        connection = await asyncpg.connect(owner_url)
        try:
            for statement in (
                "UPDATE targets.amendment SET document_number = '' WHERE state = 'approved'",
                "UPDATE targets.plan_target SET until_version = NULL WHERE until_version = 1",
            ):
                with pytest.raises(asyncpg.RestrictViolationError):
                    await connection.execute(statement)
        finally:
            await connection.close()
