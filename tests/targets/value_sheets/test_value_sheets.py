from typing import Any

import pytest

from tests.support.clock import YEAR
from tests.targets.support import API, Office, refused, value_row, values, waiting

pytestmark = pytest.mark.usefixtures("reported")


async def read_sheet(office: Office, who: Any, name: str = "annual", code: str = "TAX") -> dict[str, dict[str, Any]]:
    sheet = await office.get(f"/value-sheets/{code}", who, year=YEAR, value_name=name)
    return {row["unit_code"]: row for row in sheet["rows"]}


async def count(office: Office, who: Any, **query: Any) -> dict[tuple[str, str], tuple[int, int, int, int]]:
    found = await office.find("/value-progress", who, year=YEAR, **query)
    return {
        (row["value_name"], row["indicator_code"]): (
            row["unit_count"], row["missing_count"], row["waiting_count"], row["confirmed_count"],
        )
        for row in found
    }  # fmt: skip


class TestSheet:
    async def test_target_and_claim_are_known_before_anything_is_entered(self, office: Office) -> None:
        rows = await read_sheet(office, office.owner)
        assert [(row["target"], row["claim"], row["value"]) for row in rows.values()] == [
            ("120", "66", None),
            ("120", None, None),
        ]
        assert list(rows) == ["T01", "T02"]

    async def test_a_part_of_the_year_is_measured_by_its_own_month(self, office: Office) -> None:
        half = await read_sheet(office, office.owner, "half_year")
        first = await read_sheet(office, office.owner, "quarter_1")
        assert (half["T01"]["target"], half["T01"]["claim"]) == ("50", "66")
        assert (first["T01"]["target"], first["T01"]["claim"]) == ("120", "20")

    async def test_another_owner_sees_no_unit_and_a_unit_its_own(self, office: Office) -> None:
        assert await read_sheet(office, office.other_owner) == {}
        assert list(await read_sheet(office, office.reporter)) == ["T01"]
        unknown = office.owner.get(f"{API}/value-sheets/NO", params={"year": YEAR, "value_name": "annual"})
        assert await refused(unknown) == (404, "not_found")

    async def test_only_the_owner_is_told_that_values_may_be_entered(self, office: Office) -> None:
        allowed = {}
        for name, who in (
            ("owner", office.owner),
            ("other", office.other_owner),
            ("verifier", office.verifier),
        ):
            sheet = await office.get("/value-sheets/TAX", who, year=YEAR, value_name="annual")
            [action] = sheet["actions"]
            allowed[name] = (action["allowed"], action["reason"] is None)
        assert allowed == {
            "owner": (True, True),
            "other": (False, False),
            "verifier": (False, False),
        }

    async def test_latest_entry_stands_beside_what_is_in_force_and_what_came_before(self, office: Office) -> None:
        await office.post(
            office.owner,
            "/values:batch",
            values(value_row(actual="60"), name="half_year"),
        )
        await office.post(office.owner, "/values:batch", values(value_row(actual="118")))
        assert await office.post(office.verifier, "/values:confirm", waiting("TAX")) == {
            "confirmed": 1,
            "own_unit_waiting": 0,
        }
        again = value_row(actual="119", reason="统计局修正")
        await office.post(office.owner, "/values:batch", values(again, value_row("T03", actual="5")))
        rows = await read_sheet(office, office.verifier)
        own = rows["T01"]
        assert (own["confirmed"], own["value"]["actual"], own["earlier"]) == (
            "118",
            "119",
            "60",
        )
        assert own["value"]["actions"] == [{"name": "confirm", "allowed": True, "reason": None}]
        assert (rows["T03"]["target"], rows["T03"]["value"]["state"]) == (
            None,
            "entered",
        )
        assert (await read_sheet(office, office.owner, "half_year"))["T01"]["earlier"] is None


class TestProgress:
    async def test_counts_what_is_missing_entered_and_confirmed(self, office: Office) -> None:
        assert await count(office, office.owner, value_name="annual") == {
            ("annual", "FIRES"): (2, 2, 0, 0),
            ("annual", "TAX"): (3, 1, 2, 1),
        }
        assert await count(office, office.reporter, value_name="annual") == {
            ("annual", "FIRES"): (1, 1, 0, 0),
            ("annual", "TAX"): (1, 0, 1, 1),
        }
        assert await count(office, office.other_owner, value_name="annual") == {}

    async def test_without_a_name_only_what_waits_and_nothing_is_due_before_its_time(self, office: Office) -> None:
        assert await count(office, office.verifier) == {
            ("annual", "TAX"): (2, 0, 2, 1),
            ("half_year", "TAX"): (1, 0, 1, 0),
        }

    async def test_an_open_round_awaits_its_values_until_it_has_closed(self, office: Office) -> None:
        entry = {
            "year": YEAR,
            "kind": "annual_values",
            "period": "half_year",
            "class_codes": ["township-1"],
            "indicator_codes": ["TAX"],
        }
        opened = await office.post(office.office, "/rounds", entry)
        assert (await count(office, office.owner))["half_year", "TAX"] == (2, 1, 1, 0)
        await office.post(office.verifier, "/values:confirm", waiting("TAX", name="half_year"))
        assert (await count(office, office.owner))["half_year", "TAX"] == (2, 1, 0, 1)
        progress = (await office.get(f"/rounds/{opened['id']}"))["progress"]
        assert (progress["confirmed_count"], progress["missing_count"], progress["unfinished_count"]) == (1, 1, 0)
        await office.post(office.office, f"/rounds/{opened['id']}:close")
        assert ("half_year", "TAX") not in await count(office, office.owner)
        assert (await read_sheet(office, office.owner, "half_year"))["T02"]["is_closed"] is True

    async def test_at_the_years_end_every_value_of_the_year_is_due(self, office: Office) -> None:
        await office.advance("year_end")
        assert await count(office, office.owner) == {
            ("annual", "FIRES"): (2, 2, 0, 0),
            ("annual", "TAX"): (3, 1, 2, 1),
        }
