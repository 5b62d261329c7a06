"""Accounts and browsers for tests of signing in: each by a name of its own, so that no test stands in another's way."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

import httpx
from starlette.applications import Starlette

from hengjian.contracts.roles import Role
from tests.support.people import ADDRESS, People

API = "/api/v1/directory"
SESSION = f"{API}/session"
PASSWORD = "correct horse battery"
OWN_PASSWORD = "gravel under seven lanterns"
_addresses = count(1)


def browser(gateway: Starlette, address: str | None = None, **options: Any) -> httpx.AsyncClient:
    """A browser on a machine of its own."""
    number = next(_addresses)
    host = address or f"10.1.{number // 250}.{number % 250 + 1}"
    transport = httpx.ASGITransport(gateway, raise_app_exceptions=False, client=(host, 1000))
    return httpx.AsyncClient(transport=transport, base_url=ADDRESS, **options)


def row(username: str, *roles: Role | str, **changes: object) -> dict[str, object]:
    """Of somebody for whom no other account stands, unless ``changes`` say otherwise."""
    content = {"display_name": username, "person_code": username, "password": PASSWORD, "roles": list(roles)}
    return {"username": username, **content, **changes}


async def enter(people: People, username: str, *roles: Role, **changes: object) -> None:
    """An account with all its roles in force."""
    await propose(people, row(username, *roles, **changes))
    if await waiting(people, username):
        assert (await decide(people, username)).status_code == 200


async def enter_cadre(people: People, code: str, unit_code: str) -> None:
    """A cadre in a unit, which is entered with them."""
    administrator = people.person(Role.ADMINISTRATOR)
    unit = {"code": unit_code, "name": f"单位 {unit_code}", "kind": "township"}
    assert (await administrator.post(f"{API}/units:batch", json={"items": [unit]})).status_code == 200
    posting = {"unit_code": unit_code, "post_code": "clerk", "post_name": "科员", "post_group": "ordinary"}
    cadre = {"code": code, "name": "干部", "posting": {**posting, "is_principal": False, "from_on": "2024-01-01"}}
    answer = await administrator.post(f"{API}/cadres:batch", json={"items": [cadre]})
    assert answer.status_code == 200, answer.text


async def propose(people: People, *rows: dict[str, object]) -> None:
    answer = await people.person(Role.ADMINISTRATOR).post(f"{API}/accounts:batch", json={"items": list(rows)})
    assert answer.status_code == 200, answer.text


async def waiting(people: People, *usernames: str) -> list[dict[str, Any]]:
    """What waits to be confirmed, of these accounts."""
    keeper = people.person(Role.SECURITY_ADMINISTRATOR)
    pages = [await keeper.get(f"{API}/grants", params={"state": "waiting", "username": name}) for name in usernames]
    return [grant for page in pages for grant in page.json()["items"]]


async def decide(people: People, *usernames: str, **decision: object) -> httpx.Response:
    """The security administrator confirms what waits, unless told otherwise."""
    items = [{"id": grant["id"], "decision": "confirm", **decision} for grant in await waiting(people, *usernames)]
    return await people.person(Role.SECURITY_ADMINISTRATOR).post(f"{API}/grants:decide", json={"items": items})


async def change(people: People, username: str, **changes: object) -> httpx.Response:
    administrator = people.person(Role.ADMINISTRATOR)
    seen = await administrator.get(f"{API}/accounts/{username}")
    return await administrator.patch(
        f"{API}/accounts/{username}", json=changes, headers={"If-Match": seen.headers["etag"]}
    )


async def reset_password(people: People, username: str, password: str) -> httpx.Response:
    keeper = people.person(Role.SECURITY_ADMINISTRATOR)
    seen = await keeper.get(f"{API}/accounts/{username}")
    return await keeper.post(
        f"{API}/accounts/{username}:reset-password",
        json={"password": password},
        headers={"If-Match": seen.headers["etag"]},
    )


async def sign_in(client: httpx.AsyncClient, username: str, password: str) -> httpx.Response:
    answer = await client.post(SESSION, json={"username": username, "password": password})
    if answer.status_code == 201:
        client.headers["X-CSRF-Token"] = client.cookies["hj_csrf"]
    return answer


async def change_password(client: httpx.AsyncClient, present: str, new: str) -> httpx.Response:
    answer = await client.post(f"{SESSION}:change-password", json={"present": present, "new": new})
    if answer.status_code == 204:
        client.headers["X-CSRF-Token"] = client.cookies["hj_csrf"]
    return answer


@asynccontextmanager
async def settled(gateway: Starlette, people: People, username: str, *roles: Role) -> AsyncIterator[httpx.AsyncClient]:
    """The browser of a new account whose owner has chosen :data:`OWN_PASSWORD`."""
    await enter(people, username, *(roles or (Role.SCORER,)))
    async with browser(gateway) as client:
        assert (await sign_in(client, username, PASSWORD)).status_code == 201
        assert (await change_password(client, PASSWORD, OWN_PASSWORD)).status_code == 204
        yield client
