from typing import Any

import asyncpg
import httpx
import pytest

from tests.personnel.county import API, Office

pytestmark = pytest.mark.usefixtures("year_results")

OUTCOMES = f"{API}/outcomes"


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
        early = await office.records.post(OUTCOMES, json=entry)
        assert (early.status_code, early.json()["code"]) == (409, "decision_not_in_effect")
        await office.accept(suggestion, outcome="changed", change={"destination": "important_post"})
        other = await office.records.post(OUTCOMES, json=entry)
        assert other.json()["code"] == "outcome_does_not_follow"
        done = await office.records.post(OUTCOMES, json={**entry, "kind": "to_important_post"})
        assert done.status_code == 201
        neither = await office.records.post(OUTCOMES, json={**entry, "proposal_id": None})
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
