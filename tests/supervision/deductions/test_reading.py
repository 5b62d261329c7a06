"""Who sees which deductions, in what shape and order."""

from typing import Any

import httpx
import pytest

from hengjian.contracts.permissions import Permission
from hengjian.contracts.roles import Role
from hengjian.kit.time.clock import COUNTY_ZONE
from hengjian.supervision.schemas import DeductionRow
from tests.supervision.support import API, LAST, Office, at, good, moment, refused
from tests.support.clock import YEAR
from tests.support.people import People

DEDUCTIONS = f"{API}/deductions"


async def seen(who: httpx.AsyncClient, **query: Any) -> list[str]:
    page = await good(who.get(DEDUCTIONS, params={"limit": 200, **query}))
    return [row["id"] for row in page["items"]]


class TestSight:
    async def test_units_see_their_own(self, office: Office) -> None:
        mine, theirs = await office.recorded(), await office.recorded(unit_code="T02", cadre_codes=[])
        assert mine in await seen(office.head)
        assert theirs not in await seen(office.head)
        assert theirs not in await seen(office.head, unit_code="T02")
        assert await refused(office.head.get(f"{DEDUCTIONS}/{theirs}")) == (404, "not_found")
        row = await office.read(mine, office.head)
        assert [step["by"] for step in row["history"]] == [None]

    async def test_inspectors_see_their_own_and_what_is_effective(self, office: Office, people: People) -> None:
        other = people.person(Role.INSPECTOR, name="inspector-2")
        pending, effective = await office.recorded(), await office.effective()
        assert {pending, effective} <= set(await seen(office.inspector))
        assert pending not in await seen(other)
        assert effective in await seen(other)
        assert await seen(other, mine=True) == []
        assert pending in await seen(office.inspector, mine=True)
        assert await refused(other.get(f"{DEDUCTIONS}/{pending}")) == (404, "not_found")

    async def test_an_inspector_with_a_unit_role_sees_the_unit_too(self, office: Office, people: People) -> None:
        both = people.person(Role.INSPECTOR, Role.UNIT_REPORTER, unit="T02", name="inspector and reporter")
        own, foreign = await office.recorded(unit_code="T02", cadre_codes=[]), await office.recorded()
        listed = await seen(both)
        assert own in listed
        assert foreign not in listed

    async def test_a_machine_sees_all_but_learns_no_names(self, office: Office, people: People) -> None:
        machine = people.machine(Permission.SUPERVISION_DEDUCTION_READ)
        deduction = await office.recorded()
        assert deduction in await seen(machine)
        assert [step["by"] for step in (await office.read(deduction, machine))["history"]] == [None]


class TestList:
    async def test_the_rows_are_the_documented_ones(self, office: Office) -> None:
        deduction = await office.published(factor="2")
        page = await good(office.supervision.get(DEDUCTIONS, params={"limit": 200}))
        row = next(row for row in page["items"] if row["id"] == deduction)
        parsed = DeductionRow.model_validate_json(httpx.Response(200, json=row).content)
        detail = DeductionRow.model_validate(
            {name: (await office.read(deduction))[name] for name in DeductionRow.model_fields}
        )
        assert parsed == detail
        times = [name for name in row if name.endswith("_at") and row[name] is not None]
        assert len(times) > 2
        read = await office.read(deduction)
        assert {name: row[name] for name in times} == {name: read[name] for name in times}, "in one form"
        assert all(row[name].endswith("Z") for name in times)
        assert (row["points_each"], row["factor"], row["points"]) == ("1", "2", "4")

    async def test_newest_first_in_pages_that_stay(self, office: Office) -> None:
        expected = [await office.recorded() for _ in range(7)][::-1]
        collected: list[str] = []
        address: str | None = f"{DEDUCTIONS}?limit=3&year={YEAR}"
        while address and len(collected) < 7:
            page = await good(office.supervision.get(address))
            collected += [row["id"] for row in page["items"]]
            address = page["next"]
            await office.recorded()
        assert collected[:7] == expected

    async def test_filters(self, office: Office) -> None:
        old = await office.recorded(rule_code="DOC-OVERDUE", occurred_at=moment(days=40), count=1)
        new = await office.published(count=1)
        day = (await office.read(new))["occurred_at"]
        today = at(day).astimezone(COUNTY_ZONE).date().isoformat()
        both = {old, new}

        async def among(**query: Any) -> set[str]:
            return set(await seen(office.supervision, **query)) & both

        assert await among() == both
        assert await among(year=YEAR - 1) == set()
        assert await among(unit_code="T01") == both
        assert await among(state="recorded") == {old}
        assert await among(state=["recorded", "effective"]) == both
        assert await among(rule_code="DOC-OVERDUE") == {old}
        assert await among(category="meetings") == {new}
        assert await among(published=True) == {new}
        assert await among(published=False) == {old}
        assert await among(from_on=today) <= {new}
        earlier = at((await office.read(old))["occurred_at"]).astimezone(COUNTY_ZONE).date()
        assert await among(to_on=earlier.isoformat()) == {old}
        number = (await office.read(old))["number"]
        assert await among(search=number.lower()) == {old}
        assert await among(search=f"kf-{YEAR}-") == both

    @pytest.mark.parametrize(
        ("query", "code"),
        [
            ({"state": "lost"}, "invalid_input"),
            ({"year": "1"}, "invalid_input"),
            ({"limit": "201"}, "invalid_input"),
            ({"cursor": "zzz"}, "bad_cursor"),
        ],
    )
    async def test_bad_queries(self, office: Office, query: dict[str, str], code: str) -> None:
        assert (await refused(office.supervision.get(DEDUCTIONS, params=query)))[1] == code

    async def test_ones_own_under_a_rule_keep_to_the_year_that_is_asked_for(self, office: Office) -> None:
        """Whoever recorded it finds it by another way than the office does."""
        one = await office.recorded()
        for year, is_there in ((YEAR, True), (LAST, False)):
            for who in (office.inspector, office.supervision):
                asked = f"rule_code=MTG-ABSENT&year={year}&limit=200"
                rows = (await good(who.get(f"{API}/deductions?{asked}")))["items"]
                assert (one in {row["id"] for row in rows}) == is_there
                assert {row["year"] for row in rows} <= {year}


class TestSummary:
    async def test_adds_up_what_is_in_force(self, office: Office) -> None:
        async def of(unit: str, who: httpx.AsyncClient) -> dict[str, Any] | None:
            summary = await good(who.get(f"{API}/deduction-summary", params={"year": YEAR}))
            return next((row for row in summary["items"] if row["unit_code"] == unit), None)

        before = await of("D01", office.supervision)
        assert before is not None
        one = await office.confirmed(unit_code="D01", cadre_codes=[], rule_code="EXP-PROVINCE", count=1)
        middle = await of("D01", office.supervision)
        assert middle is not None
        assert (middle["count"], middle["pending_count"]) == (before["count"], before["pending_count"] + 1)
        assert middle["points"] == before["points"]
        await office.step(one, "notify", office.supervision)
        head = office.people.person(Role.UNIT_HEAD, unit="D01", name="head-d")
        await office.step(one, "object", head, grounds="x")
        await office.step(one, "judge", office.discipline, outcome="rejected", reason="x")
        after = await of("D01", office.supervision)
        assert after is not None
        assert (after["count"], after["points"]) == (before["count"] + 1, "3")
        assert await of("D01", head) == after
        assert await of("T01", head) is None

    async def test_is_narrowed_to_a_class(self, office: Office) -> None:
        address = f"{API}/deduction-summary?year={YEAR}&class_code=department-1"
        summary = await good(office.supervision.get(address))
        assert [row["unit_code"] for row in summary["items"]] == ["D01"]
