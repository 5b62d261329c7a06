import asyncio
from typing import Any

import pytest

from hengjian.audit.recording import Actor
from hengjian.kit.exchange.batches import Batch
from hengjian.kit.problems.problems import Conflict
from hengjian.personnel.history.schemas import HistoryRow
from hengjian.personnel.history.service import import_history
from tests.personnel.county import API, Office
from tests.support.clock import YEAR

pytestmark = pytest.mark.usefixtures("year_results")


ACTOR = Actor("test", "test", "import_history")
AT_ONCE: dict[str, Any] = {"year": 2022, "unit_code": "T01", "tier": "lagging"}


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

    async def test_of_two_at_once_the_later_hears_of_a_conflict(self, office: Office) -> None:
        database, batch = office.personnel.database, Batch[HistoryRow](items=[HistoryRow(**AT_ONCE)])
        async with database.write_session(ACTOR) as first, database.write_session(ACTOR) as second:
            await import_history(first, batch)
            later = asyncio.create_task(import_history(second, batch))
            await asyncio.sleep(0.2)
            assert not later.done()
            await first.commit()
            with pytest.raises(Conflict):
                await later

    async def test_a_thousand_rows_are_quick(self, office: Office) -> None:
        rows = [{"year": 2023, "cadre_code": f"X{n}", "grade": "competent", "name": "某人"} for n in range(1000)]
        done = (await office.organisation.post(f"{API}/history:batch", json={"items": rows})).json()
        assert done["written"] == 1000
