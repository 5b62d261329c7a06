"""Signing in as a browser does: cookies, anti-forgery token, renewal, lock-out, sign-out."""

import pytest
import pytest_asyncio
from sqlalchemy import update
from starlette.applications import Starlette

from hengjian.audit.recording import Actor
from hengjian.contracts.roles import Role
from hengjian.directory.models import Account
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from tests.directory.desk import PASSWORD, enter
from tests.support.people import People, client_for

SESSION = "/api/v1/directory/session"


@pytest_asyncio.fixture(scope="module", autouse=True)
async def administrators(services: dict[ServiceName, Service], people: People) -> None:
    database = services[ServiceName.DIRECTORY].database
    for name in ("first", "second", "third", "fourth"):
        await enter(people, name, Role.ADMINISTRATOR)
    async with database.transaction(Actor("test", "test", "test")) as session:
        await session.execute(update(Account).values(must_change_password=False))


class TestSignIn:
    async def test_answers_who_is_signed_in_and_sets_cookies(self, gateway: Starlette) -> None:
        async with client_for(gateway) as client:
            answer = await client.post(SESSION, json={"username": "first", "password": PASSWORD})
            assert answer.status_code == 201
            assert answer.json()["roles"] == ["administrator"]
            assert "directory:account:manage" in answer.json()["permissions"]
            assert answer.json()["is_demo"] is True
            flags = {c.split("=")[0]: c.lower() for c in answer.headers.get_list("set-cookie")}
            assert "httponly" in flags["hj_token"] and "samesite=strict" in flags["hj_token"]
            assert "httponly" in flags["hj_session"]
            assert "httponly" not in flags["hj_csrf"]
            assert (await client.get(SESSION)).json()["username"] == "first"

    async def test_refuses_an_unknown_name_and_a_wrong_password_alike(self, gateway: Starlette) -> None:
        async with client_for(gateway) as client:
            unknown = await client.post(SESSION, json={"username": "nobody", "password": PASSWORD})
            wrong = await client.post(SESSION, json={"username": "fourth", "password": "wrong"})
            assert unknown.status_code == wrong.status_code == 401
            assert unknown.json()["code"] == wrong.json()["code"] == "invalid_credentials"
            assert unknown.json()["detail"] == wrong.json()["detail"]

    async def test_locks_the_account_after_five_wrong_passwords_and_remembers_it(self, gateway: Starlette) -> None:
        async with client_for(gateway) as client:
            for _ in range(5):
                answer = await client.post(SESSION, json={"username": "second", "password": "wrong"})
                assert answer.status_code == 401
            locked = await client.post(SESSION, json={"username": "second", "password": PASSWORD})
            assert locked.status_code == 423
            assert locked.json()["code"] == "account_locked"

    async def test_a_stale_cookie_does_not_stand_in_the_way(self, gateway: Starlette) -> None:
        async with client_for(gateway, cookies={"hj_token": "garbage"}) as client:
            answer = await client.post(SESSION, json={"username": "first", "password": PASSWORD})
            assert answer.status_code == 201


class TestCsrf:
    @pytest.mark.parametrize("token", [None, "guessed"])
    async def test_a_write_without_the_token_changes_nothing(self, gateway: Starlette, token: str | None) -> None:
        async with client_for(gateway) as client:
            await client.post(SESSION, json={"username": "first", "password": PASSWORD})
            headers = {"X-CSRF-Token": token} if token else {}
            row = {"code": "forged", "name": "x", "kind": "township", "basis": "x"}
            answer = await client.post("/api/v1/directory/unit-classes:batch", json={"items": [row]}, headers=headers)
            assert answer.status_code == 403
            assert answer.json()["code"] == "csrf_token_missing"
            listed = await client.get("/api/v1/directory/unit-classes")
            assert "forged" not in listed.text

    async def test_a_write_with_the_token_goes_through(self, gateway: Starlette) -> None:
        async with client_for(gateway) as client:
            await client.post(SESSION, json={"username": "first", "password": PASSWORD})
            row = {"code": "genuine", "name": "x", "kind": "township", "basis": "x"}
            answer = await client.post(
                "/api/v1/directory/unit-classes:batch",
                json={"items": [row]},
                headers={"X-CSRF-Token": client.cookies["hj_csrf"]},
            )
            assert answer.status_code == 200


class TestRenewal:
    async def test_gives_another_token_for_a_session_that_lasts(self, gateway: Starlette) -> None:
        async with client_for(gateway) as client:
            await client.post(SESSION, json={"username": "first", "password": PASSWORD})
            client.cookies.delete("hj_token")
            assert (await client.get(SESSION)).status_code == 401
            assert (await client.post(f"{SESSION}:renew")).status_code == 204
            assert (await client.get(SESSION)).status_code == 200

    async def test_refuses_without_a_session(self, gateway: Starlette) -> None:
        async with client_for(gateway) as client:
            answer = await client.post(f"{SESSION}:renew")
            assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


class TestSignOut:
    async def test_the_token_stops_counting_and_the_session_cannot_be_renewed(self, gateway: Starlette) -> None:
        async with client_for(gateway) as client:
            await client.post(SESSION, json={"username": "third", "password": PASSWORD})
            kept = {name: client.cookies[name] for name in ("hj_token", "hj_session", "hj_csrf")}
            answer = await client.delete(SESSION, headers={"X-CSRF-Token": kept["hj_csrf"]})
            assert answer.status_code == 204
            assert (await client.get(SESSION)).status_code == 401
        async with client_for(gateway, cookies=kept) as thief:
            refused = await thief.get(SESSION)
            assert (refused.status_code, refused.json()["code"]) == (401, "token_expired")
            assert (await thief.post(f"{SESSION}:renew")).json()["code"] == "session_over"
