"""Somebody must be able to let others in: the last administrator stays one, by whichever door and however many ask."""

import asyncio
from collections.abc import Awaitable, Callable

import httpx
import pytest

from hengjian.contracts.roles import Role
from tests.directory.desk import API, PASSWORD, change, enter
from tests.support.people import People


async def _by_change(people: People, username: str) -> httpx.Response:
    return await change(people, username, roles=["auditor"])


async def _by_shutting_out(people: People, username: str) -> httpx.Response:
    return await change(people, username, is_active=False)


async def _by_batch(people: People, username: str) -> httpx.Response:
    row = {"username": username, "display_name": username, "roles": ["auditor"]}
    return await people.person(Role.ADMINISTRATOR).post(f"{API}/accounts:batch", json={"items": [row]})


DOORS: dict[str, Callable[[People, str], Awaitable[httpx.Response]]] = {
    "change": _by_change,
    "shut-out": _by_shutting_out,
    "batch": _by_batch,
}


async def appoint(people: People, username: str) -> None:
    """Also where an earlier test has left the account behind."""
    seen = await people.person(Role.ADMINISTRATOR).get(f"{API}/accounts/{username}")
    await enter(people, username, Role.ADMINISTRATOR, password=PASSWORD if seen.status_code == 404 else None)
    await change(people, username, is_active=True)


@pytest.mark.parametrize("door", DOORS)
async def test_of_two_who_leave_at_once_one_stays(people: People, door: str) -> None:
    await appoint(people, "one")
    await appoint(people, "other")
    answers = await asyncio.gather(*(DOORS[door](people, name) for name in ("one", "other")))
    assert sorted(answer.status_code for answer in answers) in ([200, 409], [200, 422]), [a.text for a in answers]
    refused = max(answers, key=lambda answer: answer.status_code)
    assert "last_administrator" in refused.text


async def test_both_in_one_batch(people: People) -> None:
    await appoint(people, "one")
    await appoint(people, "other")
    rows = [{"username": name, "display_name": name, "roles": ["auditor"]} for name in ("one", "other")]
    answer = await people.person(Role.ADMINISTRATOR).post(f"{API}/accounts:batch", json={"items": rows})
    assert [error["code"] for error in answer.json()["errors"]] == ["last_administrator"]


async def test_the_last_security_administrator_stays_as_well(people: People) -> None:
    await enter(people, "keeper", Role.SECURITY_ADMINISTRATOR)
    answer = await change(people, "keeper", is_active=False)
    assert (answer.status_code, answer.json()["code"]) == (409, "last_administrator")
    assert "安全管理员" in answer.json()["detail"]
