import asyncio
from contextlib import AsyncExitStack

import httpx
import pytest
from sqlalchemy import text
from starlette.applications import Starlette

from hengjian.audit.recording import Actor
from hengjian.contracts.roles import Role
from hengjian.gateway import create_gateway
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName, ServiceSettings
from tests.directory.desk import browser
from tests.support.people import People, client_for

CLIENTS = "/api/v1/directory/clients"
TOKEN = "/api/v1/directory/oauth/token"


async def register(people: People, client_id: str, *scopes: str) -> str:
    body = {"client_id": client_id, "name": client_id, "scopes": list(scopes)}
    answer = await people.person(Role.ADMINISTRATOR).post(CLIENTS, json=body)
    assert answer.status_code == 201, answer.text
    secret: str = answer.json()["client_secret"]
    return secret


class TestRegister:
    async def test_wrong_role(self, people: People) -> None:
        body = {"client_id": "oa", "name": "OA", "scopes": ["directory:unit:read"]}
        assert (await people.person(Role.AUDITOR).post(CLIENTS, json=body)).status_code == 403

    async def test_decisions_are_for_people(self, people: People) -> None:
        body = {"client_id": "oa", "name": "OA", "scopes": ["supervision:deduction:confirm"]}
        answer = await people.person(Role.ADMINISTRATOR).post(CLIENTS, json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "scope_not_allowed")

    async def test_the_secret_is_shown_once(self, people: People) -> None:
        secret = await register(people, "once", "directory:unit:read")
        listed = await people.person(Role.ADMINISTRATOR).get(CLIENTS)
        assert listed.status_code == 200, listed.text
        assert "once" in {client["client_id"] for client in listed.json()["items"]}
        assert secret not in listed.text


class TestToken:
    async def test_a_wrong_secret_is_refused_as_the_standard_says(
        self, people: People, anonymous: httpx.AsyncClient
    ) -> None:
        await register(people, "wrong", "directory:unit:read")
        form = {"grant_type": "client_credentials", "client_id": "wrong", "client_secret": "guess"}
        answer = await anonymous.post(TOKEN, data=form)
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")

    async def test_opens_what_its_scopes_name_and_nothing_else(self, gateway: Starlette, people: People) -> None:
        secret = await register(people, "finance", "directory:unit:read", "directory:cadre:read")
        async with client_for(gateway) as client:
            form = {"grant_type": "client_credentials", "scope": "directory:unit:read"}
            answer = await client.post(TOKEN, data=form, auth=("finance", secret))
            assert answer.json()["scope"] == "directory:unit:read"
            client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
            assert (await client.get("/api/v1/directory/units")).status_code == 200
            assert (await client.get("/api/v1/directory/cadres")).status_code == 403

    async def test_a_scope_beyond_the_grant_is_refused(self, people: People, anonymous: httpx.AsyncClient) -> None:
        secret = await register(people, "greedy", "directory:unit:read")
        form = {"grant_type": "client_credentials", "scope": "directory:cadre:read"}
        answer = await anonymous.post(TOKEN, data=form, auth=("greedy", secret))
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_scope")


async def token_of(gateway: Starlette, client_id: str, secret: str) -> httpx.Response:
    async with client_for(gateway) as client:
        return await client.post(TOKEN, data={"grant_type": "client_credentials"}, auth=(client_id, secret))


async def opens_units(gateway: Starlette, token: str) -> bool:
    async with client_for(gateway, headers={"Authorization": f"Bearer {token}"}) as client:
        return (await client.get("/api/v1/directory/units")).status_code == 200


class TestEnding:
    """What a machine holds ends at once when it is shut out, loses a scope, or its secret is taken back."""

    @pytest.mark.parametrize(
        ("client_id", "change"), [("shut", {"is_active": False}), ("narrowed", {"scopes": ["directory:cadre:read"]})]
    )
    async def test_a_change_ends_its_tokens(
        self, gateway: Starlette, people: People, client_id: str, change: dict[str, object]
    ) -> None:
        secret = await register(people, client_id, "directory:unit:read")
        token = (await token_of(gateway, client_id, secret)).json()["access_token"]
        assert await opens_units(gateway, token)
        administrator = people.person(Role.ADMINISTRATOR)
        seen = await administrator.get(f"{CLIENTS}/{client_id}")
        headers = {"If-Match": seen.headers["etag"]}
        assert (await administrator.patch(f"{CLIENTS}/{client_id}", json=change, headers=headers)).status_code == 200
        assert not await opens_units(gateway, token)


class TestRotation:
    async def rotate(self, people: People, client_id: str, **body: int) -> httpx.Response:
        return await people.person(Role.ADMINISTRATOR).post(f"{CLIENTS}/{client_id}:rotate-secret", json=body)

    async def test_wrong_role(self, people: People) -> None:
        answer = await people.person(Role.AUDITOR).post(f"{CLIENTS}/x:rotate-secret", json={"overlap_hours": 1})
        assert answer.status_code == 403

    async def test_both_secrets_count_for_the_overlap_and_then_the_new_one(
        self, gateway: Starlette, people: People, services: dict[ServiceName, Service]
    ) -> None:
        first = await register(people, "overlap", "directory:unit:read")
        second = (await self.rotate(people, "overlap", overlap_hours=24)).json()["client_secret"]
        assert [(await token_of(gateway, "overlap", one)).status_code for one in (first, second)] == [200, 200]
        later = text(
            """UPDATE client_secret SET expires_at = expires_at - interval '25 hours'
               FROM api_client WHERE api_client.id = api_client_id AND client_id = 'overlap'"""
        )
        async with services[ServiceName.DIRECTORY].database.transaction(Actor("test", "test", "test")) as session:
            await session.execute(later)
        assert [(await token_of(gateway, "overlap", one)).status_code for one in (first, second)] == [401, 200]

    async def test_without_overlap_the_one_before_and_its_tokens_end_at_once(
        self, gateway: Starlette, people: People
    ) -> None:
        first = await register(people, "leaked", "directory:unit:read")
        token = (await token_of(gateway, "leaked", first)).json()["access_token"]
        second = (await self.rotate(people, "leaked", overlap_hours=0)).json()["client_secret"]
        assert not await opens_units(gateway, token)
        assert [(await token_of(gateway, "leaked", one)).status_code for one in (first, second)] == [401, 200]

    async def test_a_secret_expires(
        self, gateway: Starlette, people: People, services: dict[ServiceName, Service]
    ) -> None:
        body = {"client_id": "brief", "name": "brief", "scopes": ["directory:unit:read"], "secret_days": 1}
        made = (await people.person(Role.ADMINISTRATOR).post(CLIENTS, json=body)).json()
        soon = text(
            """UPDATE client_secret SET expires_at = clock_timestamp() + make_interval(secs => :seconds)
               FROM api_client WHERE api_client.id = api_client_id AND client_id = 'brief'"""
        )
        for seconds, status in ((60, 200), (-1, 401)):
            async with services[ServiceName.DIRECTORY].database.transaction(Actor("test", "test", "test")) as session:
                await session.execute(soon, {"seconds": seconds})
            answer = await token_of(gateway, "brief", made["client_secret"])
            assert answer.status_code == status
            if status == 200:
                assert answer.json()["expires_in"] <= 60, "a token does not outlive its secret"


class TestLimits:
    async def test_wrong_secrets_from_one_address_are_soon_refused_unread(
        self, gateway: Starlette, people: People
    ) -> None:
        secret = await register(people, "guessed", "directory:unit:read")
        async with browser(gateway, "10.7.0.1") as guesser, browser(gateway, "10.7.0.2") as owner:
            form = {"grant_type": "client_credentials"}
            answers = [await guesser.post(TOKEN, data=form, auth=("guessed", "no")) for _ in range(6)]
            assert [answer.status_code for answer in answers] == [401] * 5 + [429]
            assert 1 <= int(answers[-1].headers["retry-after"]) <= 900
            assert (await owner.post(TOKEN, data=form, auth=("guessed", secret))).status_code == 200

    async def test_a_client_is_told_when_to_come_again_whichever_process_it_asks(
        self, settings: dict[ServiceName, ServiceSettings], people: People
    ) -> None:
        few = {name: kept.model_copy(update={"requests_per_minute": 20}) for name, kept in settings.items()}
        token = people.machine("directory:unit:read", name="eager").headers["Authorization"]
        answers: list[httpx.Response] = []
        async with AsyncExitStack() as stack:
            for _ in range(2):
                process = create_gateway(few, web_dir=None)
                await stack.enter_async_context(process.router.lifespan_context(process))
                client = await stack.enter_async_context(client_for(process, headers={"Authorization": token}))
                answers += await asyncio.gather(*(client.get("/api/v1/directory/units") for _ in range(15)))
            allowed = [answer for answer in answers if answer.status_code == 200]
            refused = [answer for answer in answers if answer.status_code == 429]
            assert len(allowed) + len(refused) == 30
            assert 20 <= len(allowed) <= 22, "one allowance for both processes, and what came back meanwhile"
            assert {answer.json()["code"] for answer in refused} == {"too_many_requests"}
            wait = int(refused[-1].headers["retry-after"])
            assert 1 <= wait <= 3
            await asyncio.sleep(wait)
            assert (await client.get("/api/v1/directory/units")).status_code == 200
