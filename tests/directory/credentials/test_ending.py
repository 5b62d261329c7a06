"""Every act that must end the sessions of an account ends all of them: the browser's, its copies, and their tokens."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import text
from starlette.applications import Starlette

from hengjian.audit.recording import Actor
from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from tests.directory.desk import (
    API,
    OWN_PASSWORD,
    PASSWORD,
    SESSION,
    browser,
    change,
    change_password,
    decide,
    reset_password,
    settled,
    sign_in,
)
from tests.support.people import People

Act = Callable[[People, httpx.AsyncClient, str], Awaitable[httpx.Response]]


async def _enter_again(people: People, _: httpx.AsyncClient, username: str) -> httpx.Response:
    row = {"username": username, "display_name": username, "roles": ["county_leader"], "person_code": username}
    return await people.person(Role.ADMINISTRATOR).post(f"{API}/accounts:batch", json={"items": [row]})


async def _reset(people: People, _: httpx.AsyncClient, username: str) -> httpx.Response:
    return await reset_password(people, username, PASSWORD)


async def _change_roles(people: People, _: httpx.AsyncClient, username: str) -> httpx.Response:
    return await change(people, username, roles=["county_leader"])


async def _sign_out(people: People, _: httpx.AsyncClient, username: str) -> httpx.Response:
    keeper = people.person(Role.SECURITY_ADMINISTRATOR)
    return await keeper.post(f"{API}/accounts/{username}:end-sessions")


async def _confirm(people: People, _: httpx.AsyncClient, username: str) -> httpx.Response:
    await change(people, username, roles=["scorer", "finance_office"])
    return await decide(people, username)


async def _shut_out(people: People, _: httpx.AsyncClient, username: str) -> httpx.Response:
    return await change(people, username, is_active=False)


async def _let_in_again(people: People, _: httpx.AsyncClient, username: str) -> httpx.Response:
    await change(people, username, is_active=False)
    return await change(people, username, is_active=True)


async def _change_own_password(_: People, owner: httpx.AsyncClient, __: str) -> httpx.Response:
    return await change_password(owner, OWN_PASSWORD, "another gravel path at noon")


async def _end_others(_: People, owner: httpx.AsyncClient, __: str) -> httpx.Response:
    return await owner.post(f"{API}/sessions:end-others")


ACTS: dict[str, Act] = {
    "entered-again": _enter_again,
    "reset": _reset,
    "roles": _change_roles,
    "signed-out": _sign_out,
    "confirmed": _confirm,
    "shut-out": _shut_out,
    "let-in-again": _let_in_again,
    "own-password": _change_own_password,
    "end-others": _end_others,
}
BY_OWNER = {"own-password", "end-others"}


class TestEveryActThatEndsSessions:
    @pytest.mark.parametrize("act", ACTS)
    async def test_leaves_nothing_to_go_on_with(self, gateway: Starlette, people: People, act: str) -> None:
        async with settled(gateway, people, act) as owner, browser(gateway) as elsewhere:
            await sign_in(elsewhere, act, OWN_PASSWORD)
            stolen = [{name: c.cookies[name] for name in ("hj_token", "hj_session")} for c in (owner, elsewhere)]
            answer = await ACTS[act](people, owner, act)
            assert answer.status_code in {200, 204}, answer.text
            for cookies in stolen:
                async with browser(gateway, cookies=cookies) as thief:
                    assert (await thief.get(SESSION)).json()["code"] == "token_expired"
                    assert (await thief.post(f"{SESSION}:renew")).json()["code"] == "session_over"
                async with browser(gateway, headers={"Authorization": f"Bearer {cookies['hj_token']}"}) as machine:
                    assert (await machine.get(SESSION)).status_code == 401
            if act in BY_OWNER:
                assert (await owner.get(SESSION)).json()["username"] == act
                assert (await owner.post(f"{SESSION}:renew")).status_code == 204

    async def test_other_services_hear_of_it(self, gateway: Starlette, people: People) -> None:
        async with settled(gateway, people, "heard", Role.APPRAISAL_OFFICE) as owner:
            token = owner.cookies["hj_token"]
            address = "/api/v1/targets/years"
            async with browser(gateway, headers={"Authorization": f"Bearer {token}"}) as thief:
                assert (await thief.get(address)).status_code == 200
                await reset_password(people, "heard", PASSWORD)
                await gateway.state.services[ServiceName.DIRECTORY].relay.drain()
                assert (await thief.get(address)).json()["code"] == "token_expired"


class TestIdle:
    async def test_a_session_without_work_is_over(
        self, gateway: Starlette, people: People, services: dict[ServiceName, Service]
    ) -> None:
        running = services[ServiceName.DIRECTORY]
        async with settled(gateway, people, "idle") as owner:
            assert (await owner.post(f"{SESSION}:renew")).status_code == 204
            past = text("UPDATE web_session SET seen_at = seen_at - CAST(:idle AS interval)")
            async with running.database.transaction(Actor("test", "test", "test")) as session:
                await session.execute(past, {"idle": running.settings.idle - timedelta(minutes=1)})
            assert (await owner.post(f"{SESSION}:renew")).status_code == 204
            async with running.database.transaction(Actor("test", "test", "test")) as session:
                await session.execute(past, {"idle": running.settings.idle})
            refused = await owner.post(f"{SESSION}:renew")
            assert (refused.status_code, refused.json()["code"]) == (401, "session_over")


class TestForgetting:
    async def test_what_expired_a_month_ago_goes_but_for_the_last_two_of_each_account(
        self, gateway: Starlette, people: People, services: dict[ServiceName, Service]
    ) -> None:
        """The last two, because the page shows the sign-in before the present one."""
        database = services[ServiceName.DIRECTORY].database
        async with settled(gateway, people, "frequent"):
            copied = text(
                """INSERT INTO web_session (id, account_id, secret_hash, csrf, began_at, seen_at, expires_at, address,
                                            browser)
                   SELECT gen_random_uuid(), id, CAST(gen_random_uuid()::text AS bytea), '',
                          now() - days * interval '1 day', now(), now() - days * interval '1 day', '', ''
                   FROM account, unnest(ARRAY[29, 31, 32, 33]) days WHERE username IN ('frequent', 'seldom')"""
            )
            async with settled(gateway, people, "seldom"):
                pass
            left = text(
                """SELECT username, round(extract(epoch FROM now() - web_session.expires_at) / 86400) AS days
                   FROM web_session JOIN account ON account.id = account_id
                   WHERE username IN ('frequent', 'seldom') AND web_session.expires_at < now()
                   ORDER BY username, days"""
            )
            async with database.transaction(Actor("test", "test", "test")) as session:
                await session.execute(copied)
                await session.execute(
                    text(
                        """DELETE FROM web_session USING account WHERE account.id = account_id
                           AND username = 'seldom' AND web_session.expires_at > now() - interval '30 days'"""
                    )
                )
            await services[ServiceName.DIRECTORY].jobs.run_all()
            async with database.read_session() as session:
                rows = [(row.username, int(row.days)) for row in (await session.execute(left)).all()]
        assert rows == [("frequent", 29), ("seldom", 31), ("seldom", 32)]


class TestOwnSessions:
    async def test_lists_where_the_person_is_signed_in_and_nobody_else(
        self, gateway: Starlette, people: People
    ) -> None:
        async with (
            settled(gateway, people, "lister") as owner,
            settled(gateway, people, "neighbour"),
            browser(gateway, address="10.9.9.9", headers={"User-Agent": "Phone/1"}) as phone,
        ):
            shown = (await sign_in(phone, "lister", OWN_PASSWORD)).json()
            assert shown["sign_in_before"]["address"].startswith("10.1.")
            rows = (await owner.get(f"{API}/sessions")).json()["items"]
            assert [row["is_present"] for row in rows] == [False, True]
            assert (rows[0]["address"], rows[0]["browser"]) == ("10.9.9.9", "Phone/1")

    async def test_a_machine_has_none(self, people: People) -> None:
        assert (await people.machine("directory:unit:read").get(f"{API}/sessions")).status_code == 404


class TestSignOut:
    async def test_the_browser_forgets_pages_and_keeps_unsent_work(self, gateway: Starlette, people: People) -> None:
        async with settled(gateway, people, "leaver") as owner:
            answer = await owner.delete(SESSION)
            assert answer.headers["clear-site-data"] == '"cache"'
