from hengjian.contracts.roles import Role
from tests.support.clock import YEAR
from tests.support.people import People
from tests.targets.support import API, Office, faults, indicator, plan, refused, target


class TestEnter:
    async def test_creates_updates_and_leaves_alone(self, office: Office) -> None:
        await office.open_year()
        first = await office.enter("/indicators:batch", indicator("TAX"), indicator("ROAD", kind="task"))
        assert [row["status"] for row in first["items"]] == ["created", "created"]
        again = await office.enter("/indicators:batch", indicator("TAX"), indicator("ROAD", name="道路"))
        assert [row["status"] for row in again["items"]] == ["unchanged", "updated"]

    async def test_an_unknown_owner_points_at_the_row_and_writes_nothing(self, office: Office) -> None:
        batch = {"items": [indicator("NEW"), indicator("BAD", owner_unit_code="X99")]}
        assert await faults(office.office.post(f"{API}/indicators:batch", json=batch)) == [("/items/1", "unknown_unit")]
        assert await office.find("/indicators", year=YEAR, search="NEW") == []

    async def test_a_year_that_is_not_open_is_refused(self, office: Office) -> None:
        call = office.office.post(f"{API}/indicators:batch", json={"items": [indicator("TAX", year=2044)]})
        assert await refused(call) == (422, "unknown_year")


class TestList:
    async def test_is_searched_by_name_and_owner(self, office: Office) -> None:
        assert [row["code"] for row in await office.find("/indicators", year=YEAR, search="道路")] == ["ROAD"]
        assert len(await office.find("/indicators", year=YEAR, owner_unit_code="D01")) == 2
        assert await office.find("/indicators", year=YEAR, owner_unit_code="T01") == []

    async def test_a_unit_reads_the_whole_library(self, office: Office) -> None:
        assert len(await office.find("/indicators", office.head, year=YEAR)) == 2


class TestChange:
    async def _tax(self, office: Office) -> dict[str, object]:
        [row] = await office.find("/indicators", year=YEAR, search="TAX")
        return row

    async def test_asks_for_the_version_that_was_seen(self, office: Office) -> None:
        path = f"{API}/indicators/{(await self._tax(office))['id']}"
        assert await refused(office.office.patch(path, json={"name": "税收"})) == (428, "precondition_required")
        stale = office.office.patch(path, json={"name": "税收"}, headers={"If-Match": '"9"'})
        assert await refused(stale) == (412, "stale_version")
        seen = (await office.office.get(path)).headers["ETag"]
        answer = await office.office.patch(path, json={"name": "税收"}, headers={"If-Match": seen})
        assert (answer.json()["name"], answer.json()["direction"]) == ("税收", "higher")

    async def test_what_an_issued_plan_says_stays(self, office: Office) -> None:
        await office.enter("/plans:batch", plan("county", target("TAX")))
        await office.issue("county")
        row = await self._tax(office)
        headers = {"If-Match": f'"{row["version"]}"'}
        call = office.office.patch(f"{API}/indicators/{row['id']}", json={"direction": "lower"}, headers=headers)
        assert await refused(call) == (409, "indicator_is_planned")
        batch = {"items": [indicator("TAX", places=4)]}
        assert await faults(office.office.post(f"{API}/indicators:batch", json=batch)) == [
            ("/items/0", "indicator_is_planned")
        ]

    async def test_wants_the_permission(self, office: Office, people: People) -> None:
        path = f"{API}/indicators/{(await self._tax(office))['id']}"
        call = people.person(Role.INDICATOR_OWNER, unit="D01").patch(path, json={}, headers={"If-Match": '"1"'})
        assert await refused(call) == (403, "not_permitted")

    async def test_a_closed_year_takes_no_more(self, office: Office) -> None:
        for phase in ("running", "year_end"):
            await office.advance(phase)
        call = office.office.post(f"{API}/indicators:batch", json={"items": [indicator("LATE")]})
        answer = await call
        assert (answer.status_code, answer.json()["params"]) == (409, {"phase": "year_end"})
