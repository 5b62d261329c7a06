from typing import Any

import asyncpg
import httpx
import pytest

from hengjian.contracts.roles import Role
from tests.support.clock import YEAR
from tests.support.people import People
from tests.targets.support import API, Office, faults, indicator, refused

BATCH = f"{API}/values:batch"
CONFIRM = f"{API}/values:confirm"


def values(*rows: dict[str, Any], name: str = "annual", **more: Any) -> dict[str, Any]:
    return {"year": YEAR, "value_name": name, "items": list(rows), **more}


def row(unit: str = "T01", code: str = "TAX", actual: str = "118.5", **more: Any) -> dict[str, Any]:
    return {"unit_code": unit, "indicator_code": code, "actual": actual, **more}


def waiting(*codes: str, name: str = "annual") -> dict[str, Any]:
    return {"year": YEAR, "value_name": name, "indicator_codes": list(codes)}


@pytest.fixture(scope="module", autouse=True)
async def reported(office: Office) -> None:
    """January and June reported by T01: claims of 20 and 66."""
    await office.plan_the_year()
    await office.enter("/indicators:batch", indicator("FOREIGN", owner_unit_code="T03"))
    await office.advance("running")
    await office.move_clock(YEAR, 7, 2, 9)
    await office.submit(1, "20")
    await office.submit(6, "66")


class TestEnter:
    async def test_the_owner_enters_for_many_units(self, office: Office) -> None:
        answer = await office.post(office.owner, "/values:batch", values(row(), row("T02", actual="97")))
        assert [(r["key"], r["status"]) for r in answer["items"]] == [("T01/TAX", "created"), ("T02/TAX", "created")]
        again = await office.post(office.owner, "/values:batch", values(row(), row("T02", actual="98")))
        assert [r["status"] for r in again["items"]] == ["unchanged", "updated"]

    @pytest.mark.parametrize(
        ("entry", "code"),
        [
            (row(code="FOREIGN"), "refused_by_policy"),
            (row(code="NO"), "unknown_indicator"),
            (row("X"), "unknown_unit"),
        ],
    )
    async def test_refuses_the_row_and_writes_nothing(self, office: Office, entry: dict[str, Any], code: str) -> None:
        call = office.owner.post(BATCH, json=values(row("T03"), entry))
        assert await faults(call) == [("/items/1", code)]
        assert await office.find("/values", unit_code="T03") == []

    async def test_the_appraisal_office_does_not_enter(self, office: Office, people: People) -> None:
        assert await refused(office.office.post(BATCH, json=values(row()))) == (403, "not_permitted")
        both = people.person(Role.APPRAISAL_OFFICE, Role.INDICATOR_OWNER, name="office-owner")
        assert await faults(both.post(BATCH, json=values(row()))) == [("/items/0", "refused_by_policy")]

    async def test_a_dry_run_writes_nothing(self, office: Office) -> None:
        answer = await office.post(office.owner, "/values:batch", values(row("T03"), dry_run=True))
        assert (answer["written"], answer["items"][0]["status"]) == (0, "created")
        assert await office.find("/values", unit_code="T03") == []


class TestRead:
    async def test_the_units_claim_and_the_difference_stand_beside(self, office: Office) -> None:
        [own] = await office.find("/values", office.reporter, year=YEAR)
        assert (own["actual"], own["claim"], own["difference"], own["target"]) == ("118.5", "66", "-52.5", "120")
        half = values(row(actual="60"), name="half_year")
        await office.post(office.owner, "/values:batch", half)
        [half_year] = await office.find("/values", office.reporter, value_name="half_year")
        assert (half_year["target"], half_year["claim"], half_year["difference"]) == ("50", "66", "6")

    async def test_another_units_value_is_not_found(self, office: Office) -> None:
        [theirs] = await office.find("/values", unit_code="T02")
        assert await refused(office.reporter.get(f"{API}/values/{theirs['id']}")) == (404, "not_found")
        shown = await office.get(f"/values/{theirs['id']}", office.verifier)
        assert shown["actions"] == [{"name": "confirm", "allowed": True, "reason": None}]


class TestConfirm:
    async def _one(self, office: Office, **query: Any) -> dict[str, Any]:
        [value] = await office.find("/values", value_name="annual", **query)
        return value

    async def test_not_by_whoever_entered_it(self, office: Office, people: People) -> None:
        both = people.person(Role.INDICATOR_OWNER, Role.VERIFIER, unit="D01", name="two-ends")
        await office.post(both, "/values:batch", values(row("T03", actual="5")))
        value = await self._one(office, unit_code="T03")
        assert await refused(both.post(CONFIRM, json={"ids": [value["id"]]})) == (403, "refused_by_policy")

    @pytest.mark.parametrize("body", [{}, {"year": YEAR}, {"ids": ["00000000-0000-0000-0000-000000000000"], "year": 1}])
    async def test_what_is_meant_must_be_clear(self, office: Office, body: dict[str, Any]) -> None:
        assert (await office.verifier.post(CONFIRM, json=body)).status_code == 422

    async def test_confirms_against_the_target_in_force_and_tells_the_others(self, office: Office) -> None:
        one = await self._one(office, unit_code="T01")
        assert await office.post(office.verifier, "/values:confirm", {"ids": [one["id"]]}) == {"confirmed": 1}
        assert await office.post(office.verifier, "/values:confirm", waiting("TAX")) == {"confirmed": 2}
        assert await office.post(office.verifier, "/values:confirm", waiting("TAX", name="half_year")) == {
            "confirmed": 1
        }
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
        later = row(actual="119")
        assert await faults(office.owner.post(BATCH, json=values(later))) == [("/items/0", "reentry_reason_needed")]
        await office.post(office.owner, "/values:batch", values({**later, "reason": "统计局修正"}))
        stand = {v["state"]: v for v in await office.find("/values", value_name="annual", unit_code="T01")}
        assert (stand["confirmed"]["actual"], stand["entered"]["actual"], stand["entered"]["revision"]) == (
            "118.5",
            "119",
            2,
        )
        assert await office.post(office.verifier, "/values:confirm", waiting("TAX")) == {"confirmed": 1}
        actuals = {v["state"]: v["actual"] for v in await office.find("/values", value_name="annual", unit_code="T01")}
        assert actuals == {"superseded": "118.5", "confirmed": "119"}

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


def round_(kind: str = "annual_values", **changes: Any) -> dict[str, Any]:
    return {
        "year": YEAR,
        "kind": kind,
        "period": "annual",
        "class_codes": ["township-1"],
        "indicator_codes": ["TAX"],
        **changes,
    }


class TestOpenRound:
    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"class_codes": ["none"]}, "unknown_unit_class"),
            ({"indicator_codes": ["NO"]}, "unknown_indicator"),
            ({"indicator_codes": []}, "round_needs_indicators"),
        ],
    )
    async def test_refuses_what_is_not_there(self, office: Office, changes: dict[str, Any], code: str) -> None:
        assert await refused(office.office.post(f"{API}/rounds", json=round_(**changes))) == (422, code)


class TestMidYear:
    async def test_grades_units_of_its_classes_and_closes_when_all_have_one(self, office: Office) -> None:
        opened = await office.post(office.office, "/rounds", round_("mid_year", period="half_year"))
        path = f"/rounds/{opened['id']}"
        stranger = {"items": [{"unit_code": "T03", "grade": "good"}]}
        call = office.office.post(f"{API}{path}/assessments:batch", json=stranger)
        assert await faults(call) == [("/items/0", "unit_not_in_round")]
        await office.enter(f"{path}/assessments:batch", {"unit_code": "T01", "grade": "good", "remark": "进度良好"})
        assert await refused(office.office.post(f"{API}{path}:close")) == (409, "round_unfinished")
        await office.enter(f"{path}/assessments:batch", {"unit_code": "T02", "grade": "fair"})
        assert (await office.get(path))["progress"]["unfinished_count"] == 0
        assert (await office.post(office.office, f"{path}:close"))["state"] == "closed"
        late = {"items": [{"unit_code": "T02", "grade": "poor"}]}
        call = office.office.post(f"{API}{path}/assessments:batch", json=late)
        assert await refused(call) == (409, "round_is_closed")
        [event] = await office.published("round_closed")
        assert (event["kind"], event["period"], event["class_codes"]) == ("mid_year", "half_year", ["township-1"])

    async def test_a_unit_sees_only_its_own_grade(self, office: Office) -> None:
        [row] = await office.find("/rounds", office.reporter, kind="mid_year")
        shown = await office.get(f"/rounds/{row['id']}", office.reporter)
        assert [a["unit_code"] for a in shown["assessments"]] == ["T01"]
        assert not any(action["allowed"] for action in shown["actions"])

    async def test_not_even_sql_grades_in_a_closed_round(self, owner_url: str) -> None:
        connection = await asyncpg.connect(owner_url)
        try:
            with pytest.raises(asyncpg.RestrictViolationError):
                await connection.execute("UPDATE targets.assessment SET grade = 'excellent'")
            with pytest.raises(asyncpg.RestrictViolationError):
                await connection.execute("UPDATE targets.round SET state = 'open', closed_at = NULL")
        finally:
            await connection.close()


class TestCloseValues:
    async def test_waits_for_confirmation_then_freezes(self, office: Office) -> None:
        opened = await office.post(office.office, "/rounds", round_())
        close = f"{API}/rounds/{opened['id']}:close"
        await office.post(office.owner, "/values:batch", values(row("T02", actual="99", reason="修正")))
        assert await refused(office.office.post(close)) == (409, "round_unfinished")
        await office.post(office.verifier, "/values:confirm", waiting("TAX"))
        assert (await office.post(office.office, f"/rounds/{opened['id']}:close"))["closed_by_name"] == "office-1"
        frozen = office.owner.post(BATCH, json=values(row("T02", actual="100", reason="再修正")))
        assert await faults(frozen) == [("/items/0", "value_is_frozen")]
        other_class = values(row("T03", actual="6", reason="不在此轮"))
        assert (await office.post(office.owner, "/values:batch", other_class))["written"] == 1

    async def test_grades_nobody(self, office: Office) -> None:
        opened = await office.post(office.office, "/rounds", round_(period="other"))
        body = {"items": [{"unit_code": "T01", "grade": "good"}]}
        call = office.office.post(f"{API}/rounds/{opened['id']}/assessments:batch", json=body)
        assert await refused(call) == (409, "round_not_for_assessment")


class TestPhase:
    async def test_a_closed_year_takes_no_value(self, office: Office) -> None:
        await office.advance("year_end")
        await office.advance("closed")
        calls: list[tuple[httpx.AsyncClient, str, dict[str, Any]]] = [
            (office.owner, BATCH, values(row("T03"))),
            (office.office, f"{API}/rounds", round_()),
        ]
        for who, path, body in calls:
            assert await refused(who.post(path, json=body)) == (409, "wrong_phase")
