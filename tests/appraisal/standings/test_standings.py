"""Standings: what stands today, soon after each fact, and why; neighbours' detail stays with them."""

import asyncio
import copy
import time
from decimal import Decimal

import httpx
import pytest_asyncio

from hengjian.appraisal.recomputation.repository import mark_units
from hengjian.appraisal.records.handlers import count_deduction
from hengjian.appraisal.standings.service import compute_standings
from hengjian.audit.recording import Actor
from hengjian.contracts.events import CadreChanged, PlannedTarget, TargetAmended, UnitChanged, UnitSnapshot
from hengjian.contracts.roles import Role
from hengjian.kit.settings import ServiceName
from tests.appraisal.county import (
    API,
    CLASS_ONE,
    DAILY_BINDING,
    DAILY_SCHEME,
    SOMETHING,
    TOWNSHIP_BINDING,
    TOWNSHIP_SCHEME,
    Office,
    deduction,
    good,
    refused,
    revocation,
    scheme,
    values,
    values_closed,
)
from tests.support.clock import YEAR
from tests.support.events import deliver

NOBODY = Actor("test", "test", "test")

SCORED = copy.deepcopy(DAILY_SCHEME)
SCORED["root"]["parts"][2]["rule"]["kinds"] = {"award": {"at_most": "2"}}


@pytest_asyncio.fixture(scope="module", autouse=True)
async def schemes(office: Office) -> None:
    await office.issued(scheme("townships", TOWNSHIP_SCHEME, TOWNSHIP_BINDING, "township-1"))
    await office.issued(scheme("hills", SCORED, DAILY_BINDING, "township-2"))


def unit(code: str, class_code: str | None) -> UnitSnapshot:
    content = {"code": code, "name": code, "kind": "township", "class_code": class_code, "class_name": class_code}
    return UnitSnapshot.model_validate(content | {"class_since": None, "is_active": True})


class TestReading:
    async def test_anonymous(self, anonymous: httpx.AsyncClient) -> None:
        of_year = f"standings/{YEAR}"
        for path in ("standings", f"{of_year}/classes", f"{of_year}/classes/township-1", f"{of_year}/units/T01"):
            assert (await anonymous.get(f"{API}/{path}")).status_code == 401

    async def test_wrong_role(self, office: Office) -> None:
        administrator = office.people.person(Role.ADMINISTRATOR)
        assert await refused(administrator.get(f"{API}/standings")) == (403, "not_permitted")
        assert await refused(administrator.get(f"{API}/standings/{YEAR}/classes")) == (403, "not_permitted")

    async def test_a_unit_sees_the_totals_of_its_own_class(self, office: Office) -> None:
        page = await good(office.head("T01").get(f"{API}/standings?year={YEAR}"))
        assert {line["subject_code"] for line in page["items"]} == set(CLASS_ONE)
        other = office.head("T01").get(f"{API}/standings/{YEAR}/classes/township-2")
        assert await refused(other) == (404, "not_found")
        classes = await good(office.head("T01").get(f"{API}/standings/{YEAR}/classes"))
        assert [listed["class_code"] for listed in classes["items"]] == ["township-1"]

    async def test_the_list_says_of_each_class_what_the_class_says(self, office: Office) -> None:
        listed = (await good(office.author.get(f"{API}/standings/{YEAR}/classes")))["items"]
        codes = [each["class_code"] for each in listed]
        assert codes == ["township-1", "township-2"]
        assert listed == [await good(office.author.get(f"{API}/standings/{YEAR}/classes/{code}")) for code in codes]

    async def test_where_nothing_stands_there_is_no_class(self, office: Office) -> None:
        assert (await good(office.author.get(f"{API}/standings/{YEAR - 1}/classes"))) == {"items": []}

    async def test_one_unit_alone(self, office: Office) -> None:
        path = f"{API}/standings?year={YEAR}&unit_code"
        page = await good(office.head("T01").get(f"{path}=T02"))
        assert [line["subject_code"] for line in page["items"]] == ["T02"]
        for nobody in ("X99", "T06"):
            assert (await good(office.head("T01").get(f"{path}={nobody}")))["items"] == []

    async def test_a_unit_cannot_see_why_a_neighbour_stands_where_it_stands(self, office: Office) -> None:
        await good(office.head("T01").get(f"{API}/standings/{YEAR}/units/T01"))
        neighbour = office.head("T01").get(f"{API}/standings/{YEAR}/units/T02")
        assert await refused(neighbour) == (404, "not_found")
        cadre = office.cadre("T02", "T02-ordinary-1")
        assert await refused(cadre.get(f"{API}/standings/{YEAR}/units/T01")) == (404, "not_found")

    async def test_nobody_is_there_under_an_unknown_code(self, office: Office) -> None:
        assert await refused(office.author.get(f"{API}/standings/{YEAR}/units/X99")) == (404, "not_found")
        assert await refused(office.author.get(f"{API}/standings/{YEAR}/classes/x")) == (404, "not_found")

    async def test_pages_follow_each_other(self, office: Office) -> None:
        first = await good(office.author.get(f"{API}/standings?year={YEAR}&limit=4"))
        second = await good(office.author.get(first["next"]))
        codes = [line["subject_code"] for line in (*first["items"], *second["items"])]
        assert codes == sorted(set(codes))
        assert len(codes) == 7
        assert second["next"] is None


class TestDeductions:
    async def test_a_fact_is_visible_within_two_seconds(self, office: Office) -> None:
        """Through the inbox and the job that it wakes, not by calling the job."""
        before = Decimal((await office.standing("T03"))["total"])
        begun = time.monotonic()
        await deliver(office.service, ServiceName.SUPERVISION, deduction("T03", "1.5"))
        office.service.jobs.wake()
        while Decimal((await office.standing("T03"))["total"]) != before - Decimal("1.5"):
            assert time.monotonic() - begun < 2, "the deduction is not in the standing"
            await asyncio.sleep(0.05)

    async def test_a_fact_that_arrives_while_the_job_runs_is_not_lost(self, office: Office) -> None:
        database, before = (office.service.database, Decimal((await office.standing("T04"))["total"]))
        event = deduction("T04", "7")
        async with database.transaction(NOBODY) as earlier:
            await mark_units(earlier, YEAR, ["T04"])
        async with database.transaction(NOBODY) as arriving:
            await count_deduction(arriving, event)
            async with database.transaction(NOBODY) as job:
                await compute_standings(job)
        await office.service.jobs.run_all()
        assert Decimal((await office.standing("T04"))["total"]) == before - 7
        await office.hear(ServiceName.SUPERVISION, revocation(event))

    async def test_points_count_and_factor_are_lost_and_come_back_when_revoked(self, office: Office) -> None:
        event = await office.deduct("T04", "0.5", count=3, factor=Decimal(2))
        assert (await office.standing("T04"))["total"] == "97.00"
        await office.hear(ServiceName.SUPERVISION, revocation(event))
        assert (await office.standing("T04"))["total"] == "100.00"

    async def test_a_corrected_deduction_replaces_itself(self, office: Office) -> None:
        event = await office.deduct("T05", "2")
        await office.hear(ServiceName.SUPERVISION, event.model_copy(update={"points": Decimal(1)}))
        assert (await office.standing("T05"))["total"] == "99.00"

    async def test_a_revoked_deduction_stays_revoked(self, office: Office) -> None:
        event = deduction("T05", "10")
        await office.hear(ServiceName.SUPERVISION, event, revocation(event), event)
        assert (await office.standing("T05"))["total"] == "99.00"

    async def test_ranks_and_margins_are_those_of_the_totals(self, office: Office) -> None:
        view = await good(office.author.get(f"{API}/standings/{YEAR}/classes/township-1"))
        lines = view["items"]
        totals = [Decimal(line["total"]) for line in lines]
        assert totals == sorted(totals, reverse=True)
        for line in lines:
            better = [total for total in totals if total > Decimal(line["total"])]
            assert line["rank"] == len(better) + 1
            assert line["margin"] == (f"{min(better) - Decimal(line['total'])}" if better else None)
            assert line["of"] == 5

    async def test_why_leads_down_to_the_record(self, office: Office) -> None:
        event = await office.deduct("T02", "0.5", count=2)
        why = await good(office.head("T02").get(f"{API}/standings/{YEAR}/units/T02"))
        nodes = {node["code"]: node for node in why["nodes"]}
        assert set(nodes) == {"total", "daily"}
        assert nodes["daily"]["records"] == [str(event.deduction_id)]
        assert nodes["daily"]["source"] == "deductions"
        assert (nodes["daily"]["score"], nodes["daily"]["weighted"]) == ("99.000000", "99.000000")
        assert nodes["daily"]["name"] == "日常考核"
        assert "99" in nodes["daily"]["why"]

    async def test_why_is_said_in_the_reader_s_language(self, office: Office) -> None:
        address = f"{API}/standings/{YEAR}/units/T02"
        chinese = await good(office.head("T02").get(address))
        english = await good(office.head("T02").get(address, headers={"Accept-Language": "en"}))
        assert chinese["nodes"][1]["why"] != english["nodes"][1]["why"]
        assert english["nodes"][1]["why"].isascii()

    async def test_what_changes_nothing_leaves_the_standing_alone(self, office: Office) -> None:
        before = await office.standing("T01")
        await office.deduct("T06", "1")
        assert (await office.standing("T01"))["as_of"] == before["as_of"]


class TestWhatStands:
    async def test_a_standing_says_what_it_covers(self, office: Office) -> None:
        view = await good(office.author.get(f"{API}/standings/{YEAR}/classes/township-1"))
        assert {cover["code"]: cover["stands"] for cover in view["covers"]} == {
            "site": "none", "daily": "all", "leaders": "none", "social": "none",
        }  # fmt: skip
        assert next(cover for cover in view["covers"] if cover["code"] == "daily")["name"] == "日常考核"

    async def test_values_stand_once_their_round_is_closed(self, office: Office) -> None:
        await office.hear(ServiceName.TARGETS, values(T06="90"))
        before = await office.standing("T06")
        assert Decimal(before["total"]) <= 20
        await office.hear(ServiceName.TARGETS, values_closed("township-2", period="half_year"))
        assert (await office.standing("T06"))["total"] == before["total"], "another value of the indicator was closed"
        await office.hear(ServiceName.TARGETS, values_closed("township-2"))
        assert Decimal((await office.standing("T06"))["total"]) == Decimal(before["total"]) + 72

    async def test_whoever_lacks_a_standing_fact_is_incomplete_and_out_of_rank(self, office: Office) -> None:
        line = await office.standing("T07")
        assert (line["total"], line["rank"], line["flags"]) == (None, None, ["incomplete"])
        complete = await office.standing("T06")
        assert (complete["rank"], complete["of"]) == (1, 1)

    async def test_a_confirmed_value_is_replaced_by_a_later_one(self, office: Office) -> None:
        await office.hear(ServiceName.TARGETS, values(T06="50", T07="100"))
        assert Decimal((await office.standing("T07"))["total"]) == 100
        assert (await office.standing("T06"))["rank"] == 2

    async def test_an_amended_target_is_what_the_value_is_measured_against(self, office: Office) -> None:
        target = PlannedTarget(indicator_code="REV", target=Decimal(50), milestones={})
        amendment = {"amendment_id": SOMETHING, "plan_id": SOMETHING, "year": YEAR, "unit_code": "T06"}
        before = Decimal((await office.standing("T06"))["total"])
        await office.hear(ServiceName.TARGETS, TargetAmended.model_validate(amendment | {"target": target}))
        assert Decimal((await office.standing("T06"))["total"]) == before + 40

    async def test_a_fact_that_cannot_be_scored_holds_up_nobody_else(self, office: Office) -> None:
        target = PlannedTarget(indicator_code="REV", target=Decimal(0), milestones={})
        amendment = {"amendment_id": SOMETHING, "plan_id": SOMETHING, "year": YEAR, "unit_code": "T06"}
        await office.hear(ServiceName.TARGETS, TargetAmended.model_validate(amendment | {"target": target}))
        line = await office.standing("T06")
        assert (line["total"], line["flags"]) == (None, ["incomplete"])
        before = Decimal((await office.standing("T07"))["total"])
        await office.deduct("T07", "1")
        assert Decimal((await office.standing("T07"))["total"]) == before - 1


class TestUnits:
    async def test_a_unit_that_changes_class_changes_both_lists(self, office: Office) -> None:
        await office.hear(ServiceName.DIRECTORY, UnitChanged(units=(unit("T08", "township-1"),)))
        assert (await office.standing("T08"))["class_code"] == "township-1"
        await office.hear(ServiceName.DIRECTORY, UnitChanged(units=(unit("T08", "township-2"),)))
        assert (await office.standing("T08"))["class_code"] == "township-2"
        first = await good(office.author.get(f"{API}/standings/{YEAR}/classes/township-1"))
        assert {line["subject_code"] for line in first["items"]} == set(CLASS_ONE)

    async def test_cadres_have_no_standing(self, office: Office) -> None:
        await office.hear(ServiceName.DIRECTORY, CadreChanged(cadres=()))
        page = await good(office.author.get(f"{API}/standings?year={YEAR}&limit=200"))
        assert all(line["subject_code"].startswith("T") and "-" not in line["subject_code"] for line in page["items"])


class TestMonths:
    """Last, because the office clock moves."""

    async def test_the_change_is_since_the_end_of_last_month(self, office: Office) -> None:
        before = await office.standing("T01")
        await office.let_days_pass(31)
        quiet = await office.standing("T01")
        assert quiet["total_before"] == before["total"]
        await office.deduct("T01", "3", occurred_on=f"{YEAR}-11-30")
        after = await office.standing("T01")
        assert after["total_before"] == before["total"]
        assert Decimal(after["total"]) == Decimal(before["total"]) - 3
