"""The library of indicators as others hear of it."""

from tests.support.clock import YEAR
from tests.targets.support import API, Office, good, indicator


async def test_what_changed_is_announced_and_nothing_else(office: Office) -> None:
    await office.open_year()
    rows = [indicator("TAX"), indicator("FIRES")]
    dry = {"items": rows, "dry_run": True}
    await office.post(office.office, "/indicators:batch", dry)
    assert await office.published("indicator_changed") == []
    await office.enter("/indicators:batch", *rows)
    await office.enter("/indicators:batch", rows[0], indicator("FIRES", owner_unit_code="T03"))
    first, second = await office.published("indicator_changed")
    assert (first["year"], [row["code"] for row in first["indicators"]]) == (YEAR, ["FIRES", "TAX"])
    named = {"name": "指标FIRES", "name_en": "Indicator FIRES"}
    assert second["indicators"] == [{"code": "FIRES", "owner_unit_code": "T03", **named}]


async def test_a_correction_is_announced(office: Office) -> None:
    [row] = await office.find("/indicators", search="TAX")
    seen = {"If-Match": f'"{row["version"]}"'}
    path = f"{API}/indicators/{row['id']}"
    changed = await good(office.office.patch(path, json={"name": "税收"}, headers=seen))
    unchanged = {"If-Match": f'"{changed["version"]}"'}
    await good(office.office.patch(path, json={"name": "税收"}, headers=unchanged))
    *_, last = events = await office.published("indicator_changed")
    assert (len(events), last["indicators"][0]["name"]) == (3, "税收")
