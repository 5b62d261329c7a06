"""Who may be named as the second inspector of a record."""

import asyncio
from uuid import uuid4

import pytest

from hengjian.contracts.roles import Role
from tests.supervision.support import API, Office, good, refused
from tests.support.people import People

pytestmark = pytest.mark.usefixtures("colleagues")


class TestWhoInspects:
    async def test_inspectors_list_each_other_and_units_do_not(self, office: Office) -> None:
        rows = (await good(office.inspector.get(f"{API}/inspectors")))["items"]
        names = {row["name"] for row in rows}
        assert {"inspector-1", "inspector-2"} <= names
        assert "inspector-left" not in names
        assert set(rows[0]) == {"account_id", "name", "unit_code"}
        assert await refused(office.head.get(f"{API}/inspectors")) == (
            403,
            "not_permitted",
        )

    async def test_directory_announces_who_inspects_and_who_no_longer_does(
        self, office: Office, people: People
    ) -> None:
        administrator = people.person(Role.ADMINISTRATOR)
        username = f"inspector-{''.join(chr(ord('a') + byte % 26) for byte in uuid4().bytes[:8])}"
        account = {
            "username": username,
            "display_name": username,
            "password": "correct horse battery",
            "roles": ["inspector"],
            "person_code": username,
        }
        await good(administrator.post("/api/v1/directory/accounts:batch", json={"items": [account]}))
        await self._until(office, username, listed=True)
        answer = await administrator.get(f"/api/v1/directory/accounts/{username}")
        change = await administrator.patch(
            f"/api/v1/directory/accounts/{username}",
            json={"roles": ["supervision_office"]},
            headers={"If-Match": answer.headers["etag"]},
        )
        assert change.status_code == 200, change.text
        await self._until(office, username, listed=False)

    @staticmethod
    async def _until(office: Office, name: str, *, listed: bool) -> None:
        async with asyncio.timeout(20):
            while True:
                rows = (await good(office.inspector.get(f"{API}/inspectors", params={"limit": 200})))["items"]
                if (name in {row["name"] for row in rows}) is listed:
                    return
                await asyncio.sleep(0.1)
