import httpx
import pytest_asyncio

from hengjian.contracts.roles import Role
from tests.support.people import People

CADRES = "/api/v1/directory/cadres"


def posting(unit: str = "T01", **changes: object) -> dict[str, object]:
    return {
        "unit_code": unit,
        "post_code": "mayor",
        "post_name": "乡镇长",
        "post_group": "chief",
        "is_principal": True,
        "from_on": "2024-01-01",
        **changes,
    }


def cadre(code: str, unit: str = "T01") -> dict[str, object]:
    return {"code": code, "name": f"干部 {code}", "posting": posting(unit)}


@pytest_asyncio.fixture(scope="module", autouse=True)
async def county(people: People) -> None:
    administrator = people.person(Role.ADMINISTRATOR)
    units = [{"code": code, "name": code, "kind": "township"} for code in ("T01", "T02")]
    assert (await administrator.post("/api/v1/directory/units:batch", json={"items": units})).status_code == 200
    rows = [cadre("C1"), cadre("C2", "T02")]
    assert (await administrator.post(f"{CADRES}:batch", json={"items": rows})).status_code == 200


class TestList:
    async def test_anonymous(self, anonymous: httpx.AsyncClient) -> None:
        assert (await anonymous.get(CADRES)).status_code == 401

    async def test_wrong_role(self, people: People) -> None:
        assert (await people.person(Role.INSPECTOR).get(CADRES)).status_code == 403

    async def test_a_unit_sees_its_own_people(self, people: People) -> None:
        answer = await people.person(Role.UNIT_HEAD, unit="T02").get(CADRES)
        assert [row["code"] for row in answer.json()["items"]] == ["C2"]

    async def test_a_neighbours_file_is_not_there(self, people: People) -> None:
        assert (await people.person(Role.UNIT_HEAD, unit="T02").get(f"{CADRES}/C1")).status_code == 404


class TestOwnFile:
    async def seen(self, client: httpx.AsyncClient) -> list[str]:
        return [row["code"] for row in (await client.get(CADRES)).json()["items"]]

    async def test_a_cadre_sees_the_own_file_alone(self, people: People) -> None:
        rows = [cadre("C3", "T02")]
        assert (await people.person(Role.ADMINISTRATOR).post(f"{CADRES}:batch", json={"items": rows})).is_success
        own = people.person(Role.CADRE, unit="T02", cadre="C2")
        assert await self.seen(own) == ["C2"]
        assert (await own.get(f"{CADRES}/C2")).json()["code"] == "C2"
        assert (await own.get(f"{CADRES}/C3")).status_code == 404

    async def test_another_duty_without_files_opens_no_more(self, people: People) -> None:
        """A verifier sees the whole county, but no cadre's file."""
        both = people.person(Role.CADRE, Role.VERIFIER, unit="T02", cadre="C2")
        assert await self.seen(both) == ["C2"]

    async def test_an_office_of_the_unit_does(self, people: People) -> None:
        both = people.person(Role.CADRE, Role.UNIT_HEAD, unit="T02", cadre="C2")
        assert await self.seen(both) == ["C2", "C3"]


class TestPost:
    async def test_moves_from_a_day_on_and_keeps_the_decision(self, people: People) -> None:
        body = posting("T01", post_code="secretary", from_on="2026-03-01", decision_number="组2026-7")
        answer = await people.person(Role.ORGANISATION_DEPARTMENT).post(f"{CADRES}/C2:post", json=body)
        assert answer.status_code == 200
        assert answer.json()["unit_code"] == "T01"
        assert [p["to_on"] for p in answer.json()["postings"]] == ["2026-02-28", None]
        assert answer.json()["current_posting"]["decision_number"] == "组2026-7"

    async def test_refuses_an_unknown_unit(self, people: People) -> None:
        body = posting("T99", from_on="2026-03-01")
        answer = await people.person(Role.ORGANISATION_DEPARTMENT).post(f"{CADRES}/C1:post", json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "unknown_unit")

    async def test_refuses_a_unit_that_is_dissolved(self, people: People) -> None:
        office = people.person(Role.ORGANISATION_DEPARTMENT)
        units = [{"code": "T09", "name": "T09", "kind": "township"}]
        assert (await office.post("/api/v1/directory/units:batch", json={"items": units})).status_code == 200
        assert (await office.post(f"{CADRES}:batch", json={"items": [cadre("C9", "T09")]})).status_code == 200
        seen = await office.get("/api/v1/directory/units/T09")
        change = await office.patch(
            "/api/v1/directory/units/T09", json={"is_active": False}, headers={"If-Match": seen.headers["etag"]}
        )
        assert change.status_code == 200, change.text
        answer = await office.post(f"{CADRES}/C1:post", json=posting("T09", from_on="2026-03-01"))
        assert (answer.status_code, answer.json()["code"]) == (422, "unit_dissolved")
        again = await office.post(f"{CADRES}:batch", json={"items": [cadre("C9", "T09")]})
        assert [row["status"] for row in again.json()["items"]] == ["unchanged"]

    async def test_wrong_role(self, people: People) -> None:
        body = posting("T02", from_on="2026-03-01")
        assert (await people.person(Role.APPRAISAL_OFFICE).post(f"{CADRES}/C1:post", json=body)).status_code == 403


class TestNames:
    async def test_a_name_is_stored_in_one_form(self, people: People) -> None:
        administrator = people.person(Role.ADMINISTRATOR)
        entry = {**cadre("N01"), "name": " 阿不都.买买提　"}
        assert (await administrator.post(f"{CADRES}:batch", json={"items": [entry]})).status_code == 200
        assert (await administrator.get(f"{CADRES}/N01")).json()["name"] == "阿不都·买买提"

    async def test_an_identity_number_is_no_name(self, people: People) -> None:
        entry = {**cadre("N02"), "name": "330327198001011234"}
        answer = await people.person(Role.ADMINISTRATOR).post(f"{CADRES}:batch", json={"items": [entry]})
        assert [fault["code"] for fault in answer.json()["errors"]] == ["name_holds_a_number"]
