"""What decisions bring about: cases, transfers, bonus lists, outcomes and the record of several years."""

from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest
import pytest_asyncio

from hengjian.contracts.roles import Role
from tests.personnel.county import API, Office, decide, deputies_result, ordinary_result, township_result
from tests.support.clock import YEAR
from tests.support.people import People

CASES = f"{API}/accountability-cases"
TRANSFERS = f"{API}/transfers"
OUTCOMES = f"{API}/outcomes"
BONUSES = f"{API}/bonus-list"


@pytest_asyncio.fixture(scope="module", autouse=True)
async def results(office: Office) -> None:
    await office.issue_rules()
    tied = [*range(1, 19), 19, 19]
    await office.finalise(
        township_result(),
        deputies_result(),
        ordinary_result("T01"),
        ordinary_result("T02", tied),
        ordinary_result("T03"),
    )


class TestCases:
    @pytest_asyncio.fixture
    async def case(self, office: Office) -> dict[str, Any]:
        for proposal in await office.proposals(kind="accountability_step", state="proposed"):
            await office.accept(proposal)
        [case] = (await office.discipline.get(CASES, params={"year": YEAR})).json()["items"]
        return dict(case)

    async def test_anonymous_and_others(self, anonymous: httpx.AsyncClient, office: Office, people: People) -> None:
        assert (await anonymous.get(CASES)).status_code == 401
        assert (await people.person(Role.UNIT_HEAD, unit="T04").get(CASES)).status_code == 403
        assert (await office.finance.get(CASES)).json()["items"] == []

    async def test_another_offices_case_is_not_there(self, office: Office, case: dict[str, Any]) -> None:
        assert (await office.finance.get(f"{CASES}/{case['id']}")).status_code == 404

    async def test_steps_of_the_decision_one_by_one(self, office: Office, case: dict[str, Any]) -> None:
        assert case["decided_steps"] == ["circular", "self_exam"]
        address = f"{CASES}/{case['id']}:take-step"
        entry = {"step": "circular", "reason": "全县通报"}
        assert (await office.organisation.post(address, json=entry)).status_code == 403
        ahead = await office.discipline.post(address, json={**entry, "on": "2099-01-01"})
        assert ahead.json()["code"] == "date_ahead"
        taken = (await office.discipline.post(address, json=entry)).json()
        assert [step["step"] for step in taken["steps"]] == ["circular"]
        twice = await office.discipline.post(address, json=entry)
        assert (twice.status_code, twice.json()["code"]) == (409, "step_taken")
        harder = await office.discipline.post(address, json={**entry, "step": "remove"})
        assert (harder.status_code, harder.json()["code"]) == (422, "step_not_decided")

    async def test_a_downward_outcome_names_the_cadre(self, office: Office, case: dict[str, Any]) -> None:
        entry = {"proposal_id": case["proposal_id"], "kind": "to_ordinary_post", "decision_number": "县委〔2027〕9号"}
        for cadre in (None, "T01-C01"):
            answer = await office.organisation.post(OUTCOMES, json={**entry, "cadre_code": cadre})
            assert (answer.status_code, answer.json()["code"]) == (422, "cadre_not_concerned")
        done = await office.organisation.post(OUTCOMES, json={**entry, "cadre_code": "T04-C01"})
        assert (done.status_code, done.json()["source"]) == (201, "decided")

    async def test_closing_ends_it(self, office: Office, case: dict[str, Any]) -> None:
        closed = await office.discipline.post(f"{CASES}/{case['id']}:close", json={"reason": "已执行完毕"})
        assert closed.json()["state"] == "closed"
        assert not any(action["allowed"] for action in closed.json()["actions"])
        late = await office.discipline.post(
            f"{CASES}/{case['id']}:take-step", json={"step": "self_exam", "reason": "补"}
        )
        assert (late.status_code, late.json()["code"]) == (409, "case_not_open")


class TestTransfers:
    async def test_anonymous_and_others(self, anonymous: httpx.AsyncClient, office: Office) -> None:
        assert (await anonymous.get(TRANSFERS)).status_code == 401
        assert (await office.finance.get(TRANSFERS)).json()["items"] == []

    async def test_the_unit_is_chosen_and_the_move_recorded(self, office: Office) -> None:
        proposal = await office.proposal(kind="downward_transfer", unit_code="T01")
        await office.accept(proposal)
        [transfer] = (await office.organisation.get(TRANSFERS, params={"from_unit_code": "T01"})).json()["items"]
        assert (transfer["state"], transfer["to_unit_code"]) == ("decided", None)
        outcome = {
            "proposal_id": proposal["id"],
            "kind": "transferred_down",
            "decision_number": "县委组〔2027〕1号",
        }
        early = await office.organisation.post(OUTCOMES, json=outcome)
        assert (early.status_code, early.json()["code"]) == (409, "destination_not_chosen")
        address = f"{TRANSFERS}/{transfer['id']}:assign"
        for unit in ("T01", "D01", "T99"):
            refused = await office.organisation.post(address, json={"to_unit_code": unit, "reason": "工作需要"})
            assert (refused.status_code, refused.json()["code"]) == (422, "unknown_township")
        chosen = await office.organisation.post(address, json={"to_unit_code": "T03", "reason": "工作需要"})
        assert (chosen.json()["state"], chosen.json()["to_unit_name"]) == ("assigned", "T03乡")
        assert (await office.organisation.post(OUTCOMES, json=outcome)).status_code == 201
        settled = await office.organisation.post(address, json={"to_unit_code": "T02", "reason": "改派"})
        assert (settled.status_code, settled.json()["code"]) == (409, "transfer_settled")

    async def test_among_those_tied_people_choose_no_more_than_the_places(self, office: Office) -> None:
        tied = await office.proposals(kind="downward_transfer", unit_code="T02")
        assert [(p["figures"]["last_places"], p["figures"]["is_tied"]) for p in tied] == [(1, True), (1, True)]
        await office.accept(tied[0])
        full = await decide(office.organisation, tied[1])
        assert (full.status_code, full.json()["code"]) == (409, "transfer_places_full")
        declined = await decide(office.organisation, tied[1], outcome="declined")
        assert declined.status_code == 200

    async def test_a_changed_decision_names_the_unit(self, office: Office) -> None:
        proposal = await office.proposal(kind="downward_transfer", unit_code="T03")
        bad = await decide(office.organisation, proposal, outcome="changed", change={"to_unit_code": "T03"})
        assert bad.json()["code"] == "unknown_township"
        await office.accept(proposal, outcome="changed", change={"to_unit_code": "T04"})
        [transfer] = (await office.organisation.get(TRANSFERS, params={"from_unit_code": "T03"})).json()["items"]
        assert (transfer["state"], transfer["to_unit_code"]) == ("assigned", "T04")

    async def test_many_at_once(self, office: Office) -> None:
        [transfer] = (await office.organisation.get(TRANSFERS, params={"from_unit_code": "T03"})).json()["items"]
        rows = [
            {"transfer_id": transfer["id"], "to_unit_code": "T01", "reason": "工作需要"},
            {"transfer_id": str(uuid4()), "to_unit_code": "T01", "reason": "工作需要"},
        ]
        answer = await office.organisation.post(f"{TRANSFERS}:assign-batch", json={"items": rows})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/items/1")
        done = await office.organisation.post(f"{TRANSFERS}:assign-batch", json={"items": rows[:1]})
        assert done.json()["written"] == 1


class TestBonusList:
    async def test_anonymous_and_others(self, anonymous: httpx.AsyncClient, office: Office) -> None:
        assert (await anonymous.get(BONUSES)).status_code == 401
        assert (await office.discipline.get(BONUSES)).json()["items"] == []

    async def test_only_what_was_decided(self, office: Office) -> None:
        assert (await office.finance.get(BONUSES, params={"year": YEAR})).json()["items"] == []
        paid = await office.proposal(kind="unit_bonus")
        await office.accept(paid, outcome="changed", change={"amount": "120000"})
        await office.accept(await office.proposal(kind="bonus_withheld"))
        lines = (await office.finance.get(BONUSES, params={"year": YEAR})).json()["items"]
        assert [(line["unit_code"], line["kind"], line["amount"]) for line in lines] == [
            ("T01", "paid", "120000"),
            ("T04", "withheld", "78000"),
        ]


def imported(reference: str, **changes: Any) -> dict[str, Any]:
    return {
        "reference": reference,
        "year": 2024,
        "kind": "promoted_chief",
        "name": "某人",
        "decision_number": "县委〔2024〕1号",
        "decided_on": "2024-03-01",
        "source": "imported",
        **changes,
    }


class TestOutcomes:
    async def test_anonymous_and_others(self, anonymous: httpx.AsyncClient, office: Office) -> None:
        assert (await anonymous.get(OUTCOMES)).status_code == 401
        assert (await office.discipline.get(OUTCOMES)).status_code == 403
        assert (await office.committee.post(f"{OUTCOMES}:batch", json={"items": [imported("x")]})).status_code == 403

    async def test_an_import_is_labelled_and_repeatable(self, office: Office) -> None:
        rows = [imported("2024-1"), imported("2024-2")]
        first = (await office.organisation.post(f"{OUTCOMES}:batch", json={"items": rows})).json()
        assert first["written"] == 2
        again = (await office.organisation.post(f"{OUTCOMES}:batch", json={"items": rows})).json()
        assert {row["status"] for row in again["items"]} == {"unchanged"}
        other = await office.organisation.post(f"{OUTCOMES}:batch", json={"items": [imported("2024-1", name="另一人")]})
        assert other.json()["errors"][0]["code"] == "reference_taken"
        listed = (await office.committee.get(OUTCOMES, params={"year": 2024})).json()["items"]
        assert {row["source"] for row in listed} == {"imported"}

    async def test_nothing_imported_passes_for_decided(self, office: Office) -> None:
        row = imported("2024-9", source="decided")
        answer = await office.organisation.post(f"{OUTCOMES}:batch", json={"items": [row]})
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")

    async def test_only_from_decisions_in_effect(self, office: Office) -> None:
        suggestion = (await office.proposals(kind="promotion_suggestion"))[0]
        entry = {"proposal_id": suggestion["id"], "kind": "promoted_chief", "decision_number": "县委〔2027〕2号"}
        early = await office.organisation.post(OUTCOMES, json=entry)
        assert (early.status_code, early.json()["code"]) == (409, "decision_not_in_effect")
        await office.accept(suggestion, outcome="changed", change={"destination": "important_post"})
        other = await office.organisation.post(OUTCOMES, json=entry)
        assert other.json()["code"] == "outcome_does_not_follow"
        done = await office.organisation.post(OUTCOMES, json={**entry, "kind": "to_important_post"})
        assert done.status_code == 201
        neither = await office.organisation.post(OUTCOMES, json={**entry, "proposal_id": None})
        assert neither.json()["code"] == "one_origin"

    async def test_the_record_tells_imported_from_decided(self, office: Office) -> None:
        rows = [
            imported(f"rec-{year}-{n}", year=year) for year, number in ((2031, 3), (2032, 2)) for n in range(number)
        ]
        rows.append(imported("rec-r", year=2032, kind="resigned"))
        await office.organisation.post(f"{OUTCOMES}:batch", json={"items": rows})
        record = (
            await office.committee.get(f"{API}/outcome-record", params={"from_year": 2031, "to_year": 2033})
        ).json()
        totals = {row["kind"]: row for row in record["totals"]}
        assert totals["promoted_chief"] == {"kind": "promoted_chief", "imported": 5, "decided": 0, "total": 5}
        assert totals["resigned"]["total"] == 1
        assert totals["demoted"]["total"] == 0
        by_year = {row["year"]: row["total"] for row in record["items"] if row["kind"] == "promoted_chief"}
        assert by_year == {2031: 3, 2032: 2, 2033: 0}
        reversed_years = await office.committee.get(
            f"{API}/outcome-record", params={"from_year": 2033, "to_year": 2031}
        )
        assert reversed_years.json()["code"] == "years_reversed"

    async def test_a_record_does_not_change(self, office: Office, owner_url: str) -> None:
        await office.organisation.post(f"{OUTCOMES}:batch", json={"items": [imported("fixed")]})
        connection = await asyncpg.connect(owner_url)
        try:
            with pytest.raises(asyncpg.RestrictViolationError):
                await connection.execute("UPDATE personnel.outcome SET kind = 'resigned'")
        finally:
            await connection.close()


class TestHistory:
    async def test_wrong_role(self, office: Office) -> None:
        row = {"year": 2024, "unit_code": "T01", "tier": "advanced"}
        assert (await office.committee.post(f"{API}/history:batch", json={"items": [row]})).status_code == 403

    async def test_tiers_and_grades(self, office: Office) -> None:
        rows = [
            {"year": 2024, "unit_code": "T01", "tier": "advanced"},
            {"year": 2024, "cadre_code": "T01-C01", "grade": "excellent"},
            {"year": 2024, "cadre_code": "gone", "grade": "competent", "name": "某离任"},
        ]
        done = (await office.organisation.post(f"{API}/history:batch", json={"items": rows})).json()
        assert done["written"] == 3
        tiers = (await office.committee.get(f"{API}/unit-tiers", params={"year": 2024})).json()["items"]
        assert [(row["unit_code"], row["tier"], row["source"]) for row in tiers] == [("T01", "advanced", "imported")]
        grades = (await office.committee.get(f"{API}/grades", params={"year": 2024})).json()["items"]
        assert {(row["cadre_code"], row["unit_code"], row["source"]) for row in grades} == {
            ("T01-C01", "T01", "imported"),
            ("gone", None, "imported"),
        }

    @pytest.mark.parametrize(
        ("row", "code"),
        [
            ({"year": YEAR, "unit_code": "T01", "tier": "lagging"}, "year_has_own_record"),
            ({"year": 2024, "unit_code": "T01", "grade": "excellent"}, "tier_or_grade"),
            ({"year": 2024, "cadre_code": "nobody", "grade": "excellent"}, "unknown_cadre"),
        ],
    )
    async def test_refusals(self, office: Office, row: dict[str, Any], code: str) -> None:
        answer = await office.organisation.post(f"{API}/history:batch", json={"items": [row]})
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)

    async def test_a_thousand_rows_are_quick(self, office: Office) -> None:
        rows = [{"year": 2023, "cadre_code": f"X{n}", "grade": "competent", "name": "某人"} for n in range(1000)]
        done = (await office.organisation.post(f"{API}/history:batch", json={"items": rows})).json()
        assert done["written"] == 1000
