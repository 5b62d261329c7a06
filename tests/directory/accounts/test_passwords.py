"""What nobody may choose as a password, wherever it is chosen, and that a given one is changed first."""

import pytest
from starlette.applications import Starlette

from hengjian.contracts.roles import Role
from hengjian.directory.accounts.passwords import find_weakness
from hengjian.launch.routes import Route, routes_of
from tests.directory.desk import (
    API,
    OWN_PASSWORD,
    PASSWORD,
    SESSION,
    browser,
    change_password,
    enter,
    reset_password,
    sign_in,
)
from tests.support.people import People

ABOUT = ("li.wei", "李伟明", "岚溪县", "Lanxi County")
WEAK = (
    "1111111111",
    " " * 10,
    "password123",
    "administrator",
    "1234567890",
    "qwertyuiop",
    "li.weili.wei",
    "liweiming2026",
    "李伟明李伟明李伟明李",
    "岚溪县2026",
    "lanxicounty1",
    "2026-11-30",
    "20261130-2026",
    "a" * 200,
)


class TestWeakness:
    @pytest.mark.parametrize("password", WEAK)
    async def test_what_is_guessed_soon_is_refused(self, password: str) -> None:
        weakness = await find_weakness(password, ABOUT)
        assert weakness is not None and weakness.code == "weak_password"

    @pytest.mark.parametrize(
        "password", [PASSWORD, OWN_PASSWORD, "石桥夜雨灯火七盏照河", "xK9-fTq2.vR", "k" * 3 + "9#Lw2!pQ"]
    )
    async def test_what_is_not_is_taken(self, password: str) -> None:
        assert await find_weakness(password, ABOUT) is None


class TestEveryDoor:
    """The same rule wherever a password is chosen."""

    async def test_a_first_password(self, people: People) -> None:
        row = {
            "username": "weak",
            "display_name": "weak",
            "password": "password123",
            "roles": ["scorer"],
            "person_code": "weak",
        }
        answer = await people.person(Role.ADMINISTRATOR).post(f"{API}/accounts:batch", json={"items": [row]})
        assert [error["code"] for error in answer.json()["errors"]] == ["weak_password"]

    async def test_a_reset(self, people: People) -> None:
        await enter(people, "reset", Role.SCORER)
        answer = await reset_password(people, "reset", "reset.reset")
        assert (answer.status_code, answer.json()["code"]) == (422, "weak_password")

    async def test_ones_own(self, gateway: Starlette, people: People) -> None:
        await enter(people, "chooser", Role.SCORER)
        async with browser(gateway) as client:
            await sign_in(client, "chooser", PASSWORD)
            answer = await change_password(client, PASSWORD, "chooser2026")
            assert (answer.status_code, answer.json()["code"]) == (422, "weak_password")
            same = await change_password(client, PASSWORD, PASSWORD)
            assert (same.status_code, same.json()["code"]) == (422, "same_password")


BEFORE_THE_CHANGE = {"change_password", "get_session", "sign_out"}


class TestFirstSignIn:
    async def test_opens_nothing_but_the_change(self, gateway: Starlette, people: People) -> None:
        await enter(people, "newcomer", Role.APPRAISAL_OFFICE)
        routes: list[Route] = [route for app in gateway.state.apps.values() for route in routes_of(app)]
        async with browser(gateway) as client:
            shown = await sign_in(client, "newcomer", PASSWORD)
            assert shown.json()["must_change_password"] is True
            for route in routes:
                if route.is_public or route.operation in BEFORE_THE_CHANGE:
                    continue
                answer = await client.request(route.method, route.path.replace("{year}", "2026"))
                assert answer.status_code == 403, (route, answer.text)
                assert route.method == "HEAD" or answer.json()["code"] == "password_change_needed", route
            assert (await client.get(SESSION)).status_code == 200
            assert (await change_password(client, PASSWORD, OWN_PASSWORD)).status_code == 204
            assert (await client.get(SESSION)).json()["must_change_password"] is False
            assert (await client.get("/api/v1/targets/years")).status_code == 200

    async def test_again_after_a_reset(self, gateway: Starlette, people: People) -> None:
        await enter(people, "forgetful", Role.SCORER)
        async with browser(gateway) as client:
            await sign_in(client, "forgetful", PASSWORD)
            await change_password(client, PASSWORD, OWN_PASSWORD)
            await reset_password(people, "forgetful", PASSWORD)
            assert (await sign_in(client, "forgetful", PASSWORD)).json()["must_change_password"] is True
