"""The auditor reads what all services wrote, and leaves a row each time."""

from io import BytesIO
from typing import Any

import httpx
import pytest
import pytest_asyncio
from openpyxl import load_workbook

from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.kit.messaging.peers import PeerTroubleError
from hengjian.kit.settings import ServiceName
from tests.support.people import People, account_id, client_for

ROWS = "/api/v1/directory/audit-rows"
CLASSES = "/api/v1/directory/unit-classes:batch"
SESSION = "/api/v1/directory/session"


def unit_class(code: str, name: str) -> dict[str, Any]:
    return {"items": [{"code": code, "name": name, "kind": "township", "basis": "工业为主"}]}


@pytest.fixture
def auditor(people: People) -> httpx.AsyncClient:
    return people.person(Role.AUDITOR)


@pytest_asyncio.fixture(scope="module")
async def written(people: People) -> None:
    """A class made and renamed by one administrator, another by a second, and a rule by the supervision office."""
    one, other = people.person(Role.ADMINISTRATOR), people.person(Role.ADMINISTRATOR, name="second administrator")
    for client, code, name in ((one, "A", "甲类"), (one, "A", "甲一类"), (other, "B", "乙类")):
        (await client.post(CLASSES, json=unit_class(code, name))).raise_for_status()


@pytest_asyncio.fixture(scope="module")
async def password(people: People) -> str:
    """Of the account ``wang``."""
    chosen = "a long password of nobody"
    account = {
        "username": "wang",
        "display_name": "王五",
        "roles": ["inspector"],
        "password": chosen,
        "person_code": "wang",
    }
    administrator = people.person(Role.ADMINISTRATOR)
    answer = await administrator.post("/api/v1/directory/accounts:batch", json={"items": [account]})
    assert answer.status_code == 200, answer.text
    return chosen


async def search(client: httpx.AsyncClient, **asked: str | int) -> list[dict[str, Any]]:
    answer = await client.get(ROWS, params=asked)
    assert answer.status_code == 200, answer.text
    assert answer.json()["silent"] == []
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


class TestWho:
    async def test_nobody_who_is_not_signed_in(self, anonymous: httpx.AsyncClient) -> None:
        assert (await anonymous.get(ROWS)).status_code == 401

    @pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COMMITTEE, Role.SUPERVISION_OFFICE])
    async def test_no_other_office(self, people: People, role: Role) -> None:
        for address in (ROWS, f"{ROWS}.xlsx", f"{ROWS}/directory/1"):
            assert (await people.person(role).get(address)).status_code == 403

    async def test_services_tell_only_each_other(self, auditor: httpx.AsyncClient) -> None:
        for path in ("audit-rows?limit=5", "audit-rows/1", "audit-head"):
            assert (await auditor.get(f"/api/v1/targets/internal/{path}")).status_code == 403


@pytest.mark.usefixtures("written")
class TestSearch:
    async def test_who_from_where_when_and_what(self, auditor: httpx.AsyncClient) -> None:
        row = (await search(auditor, object_type="unit_class"))[0]
        assert (row["service"], row["actor_name"], row["address"]) == (
            "directory",
            "second administrator",
            "127.0.0.1",
        )
        assert row["action"] == "enter_unit_classes"
        assert "name" in row["fields"] and row["request_id"]

    async def test_by_person(self, auditor: httpx.AsyncClient) -> None:
        for person in (account_id("second administrator"), "second admin"):
            found = await search(auditor, person=person)
            assert {row["actor_name"] for row in found} == {"second administrator"}

    async def test_by_act_address_service_and_time(self, auditor: httpx.AsyncClient) -> None:
        assert await search(auditor, action="enter_unit_classes", address="127.0.0.1", of="directory")
        assert await search(auditor, action="enter_unit_classes", address="10.9.9.9") == []
        assert await search(auditor, action="enter_unit_classes", of="targets") == []
        latest = (await search(auditor, object_type="unit_class"))[0]["at"]
        assert await search(auditor, object_type="unit_class", begins_at=latest)
        earlier = await search(auditor, object_type="unit_class", ends_at=latest)
        assert latest not in {row["at"] for row in earlier} and earlier

    async def test_a_percent_sign_is_only_a_sign(self, auditor: httpx.AsyncClient) -> None:
        assert await search(auditor, person="%") == []

    async def test_before_and_after(self, auditor: httpx.AsyncClient) -> None:
        rows = await search(auditor, object_type="unit_class", person="administrator")
        renamed = next(row for row in rows if row["fields"] == ["name"])
        detail = (await auditor.get(f"{ROWS}/directory/{renamed['id']}")).raise_for_status().json()
        assert (detail["before"], detail["after"]) == ({"name": "甲类"}, {"name": "甲一类"})

    async def test_no_such_row(self, auditor: httpx.AsyncClient) -> None:
        assert (await auditor.get(f"{ROWS}/targets/999999999")).status_code == 404

    async def test_page_after_page_misses_nothing(self, auditor: httpx.AsyncClient) -> None:
        whole = [(row["service"], row["id"]) for row in await search(auditor, ends_at=await self._now(auditor))]
        address: str | None = f"{ROWS}?limit=2&ends_at={(await self._now(auditor)).replace('+', '%2B')}"
        seen: list[tuple[str, int]] = []
        while address:
            page = (await auditor.get(address)).raise_for_status().json()
            seen += [(row["service"], row["id"]) for row in page["items"]]
            address = page["next"]
        assert len(seen) == len(set(seen))
        assert set(whole) <= set(seen)

    @staticmethod
    async def _now(auditor: httpx.AsyncClient) -> str:
        latest: str = (await search(auditor, object_type="unit_class"))[0]["at"]
        return latest

    async def test_a_cursor_of_somebodys_own(self, auditor: httpx.AsyncClient) -> None:
        assert (await auditor.get(ROWS, params={"cursor": "abc"})).json()["code"] == "bad_cursor"

    async def test_a_silent_service_is_named(
        self, auditor: httpx.AsyncClient, services: dict[ServiceName, Service], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        peers = services[ServiceName.DIRECTORY].peers
        get = peers.get

        async def fail_for_targets(peer: ServiceName, path: str, **query: Any) -> Any:
            if peer is ServiceName.TARGETS:
                raise PeerTroubleError("down")
            return await get(peer, path, **query)

        monkeypatch.setattr(peers, "get", fail_for_targets)
        page = (await auditor.get(ROWS)).raise_for_status().json()
        assert page["silent"] == ["targets"] and page["items"]
        assert (await auditor.get(f"{ROWS}.xlsx")).json()["code"] == "service_silent"


@pytest.mark.usefixtures("written")
class TestReadingIsNoted:
    async def test_list_row_and_export_leave_a_row_each(self, auditor: httpx.AsyncClient) -> None:
        [row] = await search(auditor, object_type="unit_class", limit=1)
        await auditor.get(f"{ROWS}/directory/{row['id']}")
        await auditor.get(f"{ROWS}.xlsx", params={"object_type": "unit_class"})
        noted = await search(auditor, object_type="audit_log", limit=3)
        assert [(one["object_id"], one["actor_name"]) for one in noted] == [
            ("export", "auditor"),
            ("row", "auditor"),
            ("list", "auditor"),
        ]
        detail = (await auditor.get(f"{ROWS}/directory/{noted[2]['id']}")).json()
        assert detail["after"] == {"asked": {"object_type": "unit_class"}, "rows": 1}


@pytest.mark.usefixtures("written")
class TestExport:
    async def test_a_workbook_with_every_row(self, auditor: httpx.AsyncClient) -> None:
        answer = await auditor.get(f"{ROWS}.xlsx", params={"object_type": "unit_class"})
        sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
        lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
        rows = await search(auditor, object_type="unit_class")
        assert lines[0][:3] == ["时间", "姓名", "账号"]
        assert [line[1] for line in lines[1:]] == [row["actor_name"] for row in rows]

    async def test_half_a_list_is_no_export(self, auditor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("hengjian.directory.audit.service.MAX_EXPORTED", 1)
        monkeypatch.setattr("hengjian.directory.audit.service._PORTION", 2)
        answer = await auditor.get(f"{ROWS}.xlsx", params={"object_type": "unit_class"})
        assert (answer.status_code, answer.json()["code"]) == (422, "audit_too_long")


class TestSignIn:
    async def test_right_wrong_and_unknown_leave_rows(
        self, auditor: httpx.AsyncClient, anonymous: httpx.AsyncClient, password: str
    ) -> None:
        for name, tried in (("nobody", "x"), ("wang", "wrong"), ("Wang ", password)):
            await anonymous.post(SESSION, json={"username": name, "password": tried})
        rows = await search(auditor, object_type="sign_in")
        told = [(row["object_id"], await self._outcome(auditor, row), row["actor_name"]) for row in reversed(rows)]
        assert told == [
            ("nobody", "unknown_name", "anonymous"),
            ("wang", "wrong_password", "anonymous"),
            ("wang", "right", "王五"),
        ]
        assert {row["address"] for row in rows} == {"127.0.0.1"}

    async def test_a_wrong_present_password_leaves_a_row(
        self, auditor: httpx.AsyncClient, gateway: Any, password: str
    ) -> None:
        async with client_for(gateway) as browser:
            await browser.post(SESSION, json={"username": "wang", "password": password})
            browser.headers["X-CSRF-Token"] = browser.cookies["hj_csrf"]
            answer = await browser.post(
                f"{SESSION}:change-password", json={"present": "wrong", "new": "another long password"}
            )
        assert answer.json()["code"] == "wrong_password"
        row = (await search(auditor, object_type="sign_in", action="change_password"))[0]
        assert (row["actor_name"], await self._outcome(auditor, row)) == ("王五", "wrong_password")

    @staticmethod
    async def _outcome(auditor: httpx.AsyncClient, row: dict[str, Any]) -> str:
        detail = (await auditor.get(f"{ROWS}/directory/{row['id']}")).json()
        outcome: str = detail["after"]["outcome"]
        return outcome
