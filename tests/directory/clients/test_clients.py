import httpx
from starlette.applications import Starlette

from hengjian.contracts.roles import Role
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
