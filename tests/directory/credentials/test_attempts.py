"""Whoever guesses is stopped where he guesses; whose name it is goes on working, and nobody learns which names
exist."""

import asyncio
import time
from statistics import median

import pytest
from sqlalchemy import text
from starlette.applications import Starlette

from hengjian.audit.recording import Actor
from hengjian.contracts.roles import Role
from hengjian.directory.credentials.attempts import LONGEST_WAIT_SECONDS, wait_after
from hengjian.kit.access.address import counted_address
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from tests.directory.desk import OWN_PASSWORD, PASSWORD, browser, change_password, enter, settled, sign_in
from tests.support.people import People


class TestLock:
    async def test_five_failures_lock_the_name_for_that_address_alone(self, gateway: Starlette, people: People) -> None:
        async with settled(gateway, people, "locked"), browser(gateway) as stranger, browser(gateway) as owner:
            answers = [await sign_in(stranger, "locked", "wrong") for _ in range(5)]
            assert [answer.status_code for answer in answers] == [401] * 5
            refused = await sign_in(stranger, "locked", OWN_PASSWORD)
            assert (refused.status_code, refused.json()["code"]) == (423, "account_locked")
            assert 1 <= int(refused.headers["retry-after"]) <= 900
            assert (await sign_in(owner, "locked", OWN_PASSWORD)).status_code == 201
            assert (await sign_in(stranger, "locked", OWN_PASSWORD)).status_code == 423, (
                "success elsewhere opens nothing"
            )

    async def test_attempts_at_once_are_counted_one_by_one(self, gateway: Starlette, people: People) -> None:
        await enter(people, "rushed", Role.SCORER)
        async with browser(gateway) as stranger:
            answers = await asyncio.gather(*(sign_in(stranger, "rushed", f"guess {n}") for n in range(20)))
        codes = sorted(answer.status_code for answer in answers)
        assert codes == [401] * 5 + [423] * 15

    async def test_an_unknown_name_is_answered_alike(self, gateway: Starlette, people: People) -> None:
        await enter(people, "known", Role.SCORER)
        told = []
        for name in ("known", "unknown"):
            async with browser(gateway) as stranger:
                answers = [await sign_in(stranger, name, "wrong") for _ in range(6)]
            told.append([(answer.status_code, answer.json()["code"], set(answer.headers)) for answer in answers])
        assert told[0] == told[1]

    async def test_success_forgets_the_failures_before(self, gateway: Starlette, people: People) -> None:
        async with settled(gateway, people, "clumsy"), browser(gateway) as client:
            for _ in range(3):
                answers = [await sign_in(client, "clumsy", "wrong") for _ in range(4)]
                answers.append(await sign_in(client, "clumsy", OWN_PASSWORD))
                assert [answer.status_code for answer in answers] == [401] * 4 + [201]

    async def test_the_present_password_is_guessed_no_more_often(self, gateway: Starlette, people: People) -> None:
        async with settled(gateway, people, "left-open") as thief:
            answers = [await change_password(thief, f"guess {n}", "seven lanterns on gravel") for n in range(6)]
            assert [answer.status_code for answer in answers] == [422] * 5 + [423]

    @pytest.mark.parametrize(
        ("address", "counted"),
        [
            ("10.1.2.3", "10.1.2.3"),
            ("::ffff:10.1.2.3", "10.1.2.3"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
            ("no address", "no address"),
        ],
    )
    def test_one_home_is_one_address(self, address: str, counted: str) -> None:
        assert counted_address(address) == counted


class TestSlowDown:
    def test_waits_grow_and_end(self) -> None:
        waits = [wait_after(count) for count in range(200)]
        assert waits[:5] == [0.0] * 5
        assert waits == sorted(waits)
        assert waits[5] > 0
        assert waits[-1] == LONGEST_WAIT_SECONDS == 2.0

    async def test_strangers_everywhere_shut_nobody_out(self, gateway: Starlette, people: People) -> None:
        async with settled(gateway, people, "besieged"):
            for _ in range(4):
                async with browser(gateway) as stranger:
                    await asyncio.gather(*(sign_in(stranger, "besieged", "wrong") for _ in range(5)))
            async with browser(gateway) as owner:
                begun = time.monotonic()
                answer = await sign_in(owner, "besieged", OWN_PASSWORD)
                assert answer.status_code == 201
                assert time.monotonic() - begun >= LONGEST_WAIT_SECONDS


class TestTiming:
    @pytest.mark.parametrize("pairs", [30, pytest.param(200, marks=pytest.mark.long)])
    async def test_known_and_unknown_names_take_as_long(
        self, gateway: Starlette, people: People, services: dict[ServiceName, Service], pairs: int
    ) -> None:
        """Processor time of the whole process, one of each kind after the other: the machine may be busy."""
        await enter(people, "pattern", Role.SCORER)
        copies = text(
            """INSERT INTO account (id, username, display_name, password_hash, roles, is_active, must_change_password,
                                    version, updated_at)
               SELECT gen_random_uuid(), username || '-' || :pairs || '-' || number, display_name, password_hash, roles,
                      is_active, false, 1, updated_at
               FROM account, generate_series(1, :pairs) AS number WHERE username = 'pattern'"""
        )
        async with services[ServiceName.DIRECTORY].database.transaction(Actor("test", "test", "test")) as session:
            await session.execute(copies, {"pairs": pairs})
        spent: dict[str, list[float]] = {"pattern": [], "nobody": []}
        async with browser(gateway) as stranger:
            for number in range(1, pairs + 1):
                for kind, times in spent.items():
                    begun = time.process_time()
                    answer = await sign_in(stranger, f"{kind}-{pairs}-{number}", PASSWORD + "!")
                    times.append(time.process_time() - begun)
                    assert answer.status_code == 401
        known, unknown = median(spent["pattern"]), median(spent["nobody"])
        assert abs(known - unknown) / known < 0.1, (known, unknown)
