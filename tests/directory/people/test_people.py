"""Who can be given a task, for the office that gives it."""

import httpx
import pytest_asyncio

from hengjian.contracts.roles import Role
from tests.directory.desk import decide
from tests.support.people import People

PEOPLE = "/api/v1/directory/people"


@pytest_asyncio.fixture(scope="module", autouse=True)
async def accounts(people: People) -> None:
    rows = [
        {
            "username": f"v{number}",
            "display_name": "王芳",
            "password": "correct horse battery",
            "roles": [role],
            "person_code": f"v{number}",
        }
        for number, role in enumerate(("verifier", "verifier", "scorer"))
    ]
    administrator = people.person(Role.ADMINISTRATOR)
    assert (await administrator.post("/api/v1/directory/accounts:batch", json={"items": rows})).status_code == 200
    assert (await decide(people, "v0", "v1")).status_code == 200
    seen = (await administrator.get("/api/v1/directory/accounts/v1")).headers["ETag"]
    away = administrator.patch("/api/v1/directory/accounts/v1", json={"is_active": False}, headers={"If-Match": seen})
    assert (await away).status_code == 200


async def test_anonymous(anonymous: httpx.AsyncClient) -> None:
    assert (await anonymous.get(PEOPLE)).status_code == 401


async def test_wrong_role(people: People) -> None:
    assert (await people.person(Role.UNIT_HEAD, unit="T01").get(PEOPLE)).status_code == 403


async def test_the_office_finds_people_by_role_and_tells_namesakes_apart(people: People) -> None:
    answer = await people.person(Role.APPRAISAL_OFFICE).get(PEOPLE, params={"search": "王"})
    rows = answer.json()["items"]
    assert [(row["display_name"], row["roles"]) for row in rows] in (
        [("王芳", ["verifier"]), ("王芳", ["scorer"])],
        [("王芳", ["scorer"]), ("王芳", ["verifier"])],
    )
    assert len({row["id"] for row in rows}) == 2
    assert "username" not in rows[0]
    of_role = await people.person(Role.APPRAISAL_OFFICE).get(PEOPLE, params={"role": "verifier"})
    assert len(of_role.json()["items"]) == 1, "who cannot sign in is given no task"
