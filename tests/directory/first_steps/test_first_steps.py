"""A county from nothing to its first year: how far each step is, told by the service that keeps it."""

from typing import Any

from hengjian.contracts.first_steps import TAKES, FirstStepName
from hengjian.contracts.permissions import Permission
from hengjian.contracts.roles import GRANTS, Role
from hengjian.kit.settings import ServiceName
from tests.directory.desk import decide
from tests.support.people import People

API = "/api/v1/directory"
UNIT = {"code": "T01", "name": "青石镇", "kind": "township"}
CLASS = {
    "code": "township-1",
    "name": "一类乡镇",
    "kind": "township",
    "basis": "工业为主",
}
OFFICES = (Role.APPRAISAL_OFFICE, Role.SUPERVISION_OFFICE, Role.ORGANISATION_DEPARTMENT)


async def steps(people: People, service: ServiceName = ServiceName.DIRECTORY) -> dict[str, dict[str, Any]]:
    answer = await people.person(Role.CADRE).get(f"/api/v1/{service}/first-steps")
    assert answer.status_code == 200, answer.text
    return {step["name"]: step for step in answer.json()["items"]}


async def state(people: People, name: FirstStepName) -> tuple[str, int]:
    step = (await steps(people))[name]
    return step["state"], step["count"]


async def enter(people: People, path: str, *rows: dict[str, Any]) -> None:
    answer = await people.person(Role.ADMINISTRATOR).post(f"{API}/{path}:batch", json={"items": rows})
    assert answer.status_code == 200, answer.text


def account(role: Role) -> dict[str, Any]:
    return {
        "username": str(role),
        "display_name": str(role),
        "password": "correct horse battery",
        "roles": [role],
        "person_code": str(role) if role is not Role.ADMINISTRATOR else None,
    }


class TestEmptyCounty:
    async def test_every_step_is_open_and_names_who_takes_it(self, people: People) -> None:
        told = {name: step for service in ServiceName for name, step in (await steps(people, service)).items()}
        assert set(told) == set(FirstStepName)
        for name, step in told.items():
            assert (step["state"], step["count"]) == ("open", 0), name
            assert step["permission"] == TAKES[FirstStepName(name)]
            holders = {role for role in Role if step["permission"] in GRANTS[role]}
            assert holders, name
            assert set(step["roles"]) == holders

    async def test_is_for_whoever_is_signed_in_and_machines_with_the_scope(self, people: People) -> None:
        path = f"{API}/first-steps"
        assert (await people.anonymous.get(path)).status_code == 401
        assert (await people.machine(Permission.TARGETS_YEAR_READ).get(path)).status_code == 403
        assert (await people.machine(Permission.DIRECTORY_UNIT_READ).get(path)).status_code == 200


class TestOrganisation:
    async def test_the_county_is_named(self, people: People) -> None:
        name = {"name": "澄溪县", "name_en": "Chengxi"}
        assert (await people.person(Role.ADMINISTRATOR).put(f"{API}/county", json=name)).status_code == 200
        assert await state(people, FirstStepName.COUNTY) == ("done", 1)

    async def test_units_are_done_once_one_has_its_class(self, people: People) -> None:
        await enter(people, "units", UNIT)
        assert await state(people, FirstStepName.UNITS) == ("begun", 1)
        await enter(people, "unit-classes", CLASS)
        assert await state(people, FirstStepName.CLASSES) == ("done", 1)
        await enter(people, "units", {**UNIT, "class_code": "township-1"})
        assert await state(people, FirstStepName.UNITS) == ("done", 1)

    async def test_accounts_are_done_once_each_step_has_somebody(self, people: People) -> None:
        await enter(people, "accounts", account(Role.ADMINISTRATOR), *map(account, OFFICES[:-1]))
        await decide(people, Role.ADMINISTRATOR, *OFFICES[:-1])
        assert await state(people, FirstStepName.ACCOUNTS) == ("begun", len(OFFICES))
        await enter(people, "accounts", account(OFFICES[-1]))
        assert await state(people, FirstStepName.ACCOUNTS) == ("begun", len(OFFICES) + 1)
        await decide(people, OFFICES[-1])
        assert await state(people, FirstStepName.ACCOUNTS) == ("done", len(OFFICES) + 1)
