from typing import Any

import asyncpg
import pytest

from hengjian.contracts.roles import Role
from tests.support.clock import YEAR
from tests.support.people import People
from tests.targets.support import API, Office, faults, refused, value_row, values, waiting

pytestmark = pytest.mark.usefixtures("reported")

BATCH = f"{API}/values:batch"
CONFIRM = f"{API}/values:confirm"


def done(confirmed: int, own_unit_waiting: int = 0) -> dict[str, int]:
    return {"confirmed": confirmed, "own_unit_waiting": own_unit_waiting}


class TestEnter:
    async def test_the_owner_enters_for_many_units(self, office: Office) -> None:
        answer = await office.post(office.owner, "/values:batch", values(value_row(), value_row("T02", actual="97")))
        assert [(r["key"], r["status"]) for r in answer["items"]] == [("T01/TAX", "created"), ("T02/TAX", "created")]
        again = await office.post(office.owner, "/values:batch", values(value_row(), value_row("T02", actual="98")))
        assert [r["status"] for r in again["items"]] == ["unchanged", "updated"]

    @pytest.mark.parametrize(
        ("entry", "code"),
        [
            (value_row(code="FOREIGN"), "refused_by_policy"),
            (value_row(code="NO"), "unknown_indicator"),
            (value_row("X"), "unknown_unit"),
        ],
    )
    async def test_refuses_the_row_and_writes_nothing(self, office: Office, entry: dict[str, Any], code: str) -> None:
        call = office.owner.post(BATCH, json=values(value_row("T03"), entry))
        assert await faults(call) == [("/items/1", code)]
        assert await office.find("/values", unit_code="T03") == []

    async def test_the_appraisal_office_does_not_enter(self, office: Office, people: People) -> None:
        assert await refused(office.office.post(BATCH, json=values(value_row()))) == (403, "not_permitted")
        both = people.person(Role.APPRAISAL_OFFICE, Role.INDICATOR_OWNER, name="office-owner")
        assert await faults(both.post(BATCH, json=values(value_row()))) == [("/items/0", "refused_by_policy")]

    async def test_a_dry_run_writes_nothing(self, office: Office) -> None:
        answer = await office.post(office.owner, "/values:batch", values(value_row("T03"), dry_run=True))
        assert (answer["written"], answer["items"][0]["status"]) == (0, "created")
        assert await office.find("/values", unit_code="T03") == []


class TestRead:
    async def test_the_units_claim_and_the_difference_stand_beside(self, office: Office) -> None:
        [own] = await office.find("/values", office.reporter, year=YEAR)
        assert (own["actual"], own["claim"], own["difference"], own["target"]) == ("118.5", "66", "-52.5", "120")
        half = values(value_row(actual="60"), name="half_year")
        await office.post(office.owner, "/values:batch", half)
        [half_year] = await office.find("/values", office.reporter, value_name="half_year")
        assert (half_year["target"], half_year["claim"], half_year["difference"]) == ("50", "66", "6")

    async def test_another_units_value_is_not_found(self, office: Office) -> None:
        [theirs] = await office.find("/values", unit_code="T02")
        assert await refused(office.reporter.get(f"{API}/values/{theirs['id']}")) == (404, "not_found")
        shown = await office.get(f"/values/{theirs['id']}", office.verifier)
        assert shown["actions"] == [{"name": "confirm", "allowed": True, "reason": None}]

    async def test_an_owner_sees_the_own_indicators_of_all_units_and_no_others(self, office: Office) -> None:
        seen = await office.find("/values", office.owner)
        assert {(row["unit_code"], row["indicator_code"]) for row in seen} == {("T01", "TAX"), ("T02", "TAX")}
        assert await office.find("/values", office.other_owner) == []
        assert (await office.get(f"/values/{seen[0]['id']}", office.owner))["indicator_code"] == "TAX"
        assert await refused(office.other_owner.get(f"{API}/values/{seen[0]['id']}")) == (404, "not_found")

    async def test_as_an_officer_of_a_unit_one_sees_that_beside(self, office: Office, people: People) -> None:
        both = people.person(Role.INDICATOR_OWNER, Role.UNIT_HEAD, unit="T02", name="owner-and-head")
        assert {row["unit_code"] for row in await office.find("/values", both)} == {"T02"}


class TestConfirm:
    async def _one(self, office: Office, **query: Any) -> dict[str, Any]:
        [value] = await office.find("/values", value_name="annual", **query)
        return value

    async def test_not_by_whoever_entered_it(self, office: Office, people: People) -> None:
        both = people.person(Role.INDICATOR_OWNER, Role.VERIFIER, unit="D01", name="two-ends")
        await office.post(both, "/values:batch", values(value_row("T03", actual="5")))
        value = await self._one(office, unit_code="T03")
        assert await refused(both.post(CONFIRM, json={"ids": [value["id"]]})) == (403, "refused_by_policy")

    @pytest.mark.parametrize("body", [{}, {"year": YEAR}, {"ids": ["00000000-0000-0000-0000-000000000000"], "year": 1}])
    async def test_what_is_meant_must_be_clear(self, office: Office, body: dict[str, Any]) -> None:
        assert (await office.verifier.post(CONFIRM, json=body)).status_code == 422

    async def test_confirms_against_the_target_in_force_and_tells_the_others(self, office: Office) -> None:
        one = await self._one(office, unit_code="T01")
        assert await office.post(office.verifier, "/values:confirm", {"ids": [one["id"]]}) == done(1)
        assert await office.post(office.verifier, "/values:confirm", waiting("TAX")) == done(2)
        assert await office.post(office.verifier, "/values:confirm", waiting("TAX", name="half_year")) == done(1)
        first, rest, half = await office.published("value_confirmed")
        assert first["values"] == [
            {
                "record_id": one["id"],
                "unit_code": "T01",
                "indicator_code": "TAX",
                "value_name": "annual",
                "actual": "118.5",
                "target": "120",
            }
        ]
        assert [(v["unit_code"], v["target"]) for v in rest["values"]] == [("T02", "120"), ("T03", None)]
        assert half["values"][0]["target"] == "50"
        again = office.verifier.post(CONFIRM, json={"ids": [one["id"]]})
        assert await refused(again) == (409, "value_state_forbids")

    async def test_a_confirmed_value_is_entered_again_with_a_reason(self, office: Office) -> None:
        later = value_row(actual="119")
        assert await faults(office.owner.post(BATCH, json=values(later))) == [("/items/0", "reentry_reason_needed")]
        await office.post(office.owner, "/values:batch", values({**later, "reason": "统计局修正"}))
        stand = {v["state"]: v for v in await office.find("/values", value_name="annual", unit_code="T01")}
        assert (stand["confirmed"]["actual"], stand["entered"]["actual"], stand["entered"]["revision"]) == (
            "118.5",
            "119",
            2,
        )
        assert await office.post(office.verifier, "/values:confirm", waiting("TAX")) == done(1)
        actuals = {v["state"]: v["actual"] for v in await office.find("/values", value_name="annual", unit_code="T01")}
        assert actuals == {"superseded": "118.5", "confirmed": "119"}

    async def test_an_owners_value_for_its_own_unit_is_looked_at_by_itself(self, office: Office) -> None:
        await office.post(
            office.owner,
            "/values:batch",
            values(value_row("D01"), {**value_row("T02", actual="97.5"), "reason": "更正"}),
        )
        assert await office.post(office.verifier, "/values:confirm", waiting("TAX")) == done(1, 1)
        [own] = await office.find("/values", office.verifier, is_of_own_unit=True)
        assert (own["unit_code"], own["state"], own["is_of_own_unit"]) == ("D01", "entered", True)
        assert await office.post(office.verifier, "/values:confirm", waiting("TAX")) == done(0, 1)
        assert await office.post(office.verifier, "/values:confirm", {"ids": [own["id"]]}) == done(1)

    async def test_not_even_sql_changes_a_confirmed_value(self, owner_url: str) -> None:
        connection = await asyncpg.connect(owner_url)
        try:
            for statement in (
                "UPDATE targets.owner_value SET actual = 1 WHERE state = 'confirmed'",
                "DELETE FROM targets.owner_value WHERE state = 'superseded'",
            ):
                with pytest.raises(asyncpg.RestrictViolationError):
                    await connection.execute(statement)
        finally:
            await connection.close()


class TestPhase:
    async def test_a_closed_year_takes_no_value(self, office: Office) -> None:
        await office.advance("year_end")
        await office.advance("closed")
        assert await refused(office.owner.post(BATCH, json=values(value_row("T03")))) == (409, "wrong_phase")
