"""The stream of changed standings: what it tells, to whom, and when it ends."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx
import pytest
import pytest_asyncio
from joserfc.jwk import OKPKey
from starlette.applications import Starlette

from hengjian.appraisal.standings import feed, streaming
from hengjian.contracts.events import AccountChanged
from hengjian.contracts.roles import Role
from hengjian.kit.access.auth import sign_access_token
from hengjian.kit.settings import ServiceName, ServiceSettings
from hengjian.kit.time.clock import office_now, real_now
from hengjian.launch.address import free_port
from hengjian.launch.together import ClosingServer, server_config
from tests.appraisal.county import (
    API,
    CLASS_ONE,
    DAILY_BINDING,
    DAILY_SCHEME,
    TOWNSHIP_BINDING,
    TOWNSHIP_SCHEME,
    Office,
    at,
    deduction,
    good,
    refused,
    scheme,
)
from tests.support.clock import YEAR
from tests.support.events import deliver
from tests.support.people import account_id

STREAM = f"{API}/standings/stream"
SSE = {"Accept": "text/event-stream"}
PATIENCE_SECONDS = 20


class Served:
    """The services on a port: an in-process transport would wait for the end of a stream that has none."""

    def __init__(self, app: Starlette, settings: dict[ServiceName, ServiceSettings]) -> None:
        self.port = free_port()
        self.server = ClosingServer(server_config(app, self.port), app.state.services.values())
        private = settings[ServiceName.DIRECTORY].token_private_key
        assert private is not None
        self._key = OKPKey.import_key(private.get_secret_value())

    def client(
        self, role: Role, *, unit: str | None = None, name: str = "reader", seconds: int = 600
    ) -> httpx.AsyncClient:
        claims = {"kind": "person", "sub": account_id(name), "name": name, "roles": [str(role)], "csrf": ""}
        token = sign_access_token(self._key, {**claims, "unit": unit, "cadre": None}, seconds=seconds)
        return httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{self.port}", headers={"Authorization": f"Bearer {token}"}, timeout=30
        )


@pytest_asyncio.fixture(scope="module")
async def served(gateway: Starlette, settings: dict[ServiceName, ServiceSettings]) -> AsyncIterator[Served]:
    served = Served(gateway, settings)
    served.server.config.lifespan = "off"
    running = asyncio.create_task(served.server._serve())  # serve() would take the signals of the test run
    while not served.server.started:  # noqa: ASYNC110 - the server has no event for it
        await asyncio.sleep(0.02)
    yield served
    served.server.should_exit = True
    await running


@pytest_asyncio.fixture(scope="module", autouse=True)
async def schemes(office: Office) -> None:
    await office.issued(scheme("townships", TOWNSHIP_SCHEME, TOWNSHIP_BINDING, "township-1"))
    await office.issued(scheme("hills", DAILY_SCHEME, DAILY_BINDING, "township-2"))


@asynccontextmanager
async def stream(client: httpx.AsyncClient, **options: Any) -> AsyncIterator[AsyncIterator[dict[str, Any]]]:
    headers = {**SSE, **options.pop("headers", {})}
    async with client, client.stream("GET", STREAM, headers=headers, **options) as answer:
        assert answer.status_code == 200, await answer.aread()
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield _events(answer)


async def _events(answer: httpx.Response) -> AsyncIterator[dict[str, Any]]:
    said: dict[str, str] = {}
    async for line in answer.aiter_lines():
        name, _, value = line.partition(": ")
        if line:
            said[name] = value
        elif "data" in said:
            yield {"id": int(said["id"]), "event": said["event"], **json.loads(said["data"])}
            said = {}


async def following(events: AsyncIterator[dict[str, Any]], class_code: str, after: int = 0) -> dict[str, Any]:
    """The next event of the class."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        async for event in events:
            if event["class_code"] == class_code and event["id"] > after:
                return event
    raise AssertionError("the stream ended")


async def revision(office: Office, class_code: str) -> int:
    return int((await good(office.author.get(f"{API}/standings/{YEAR}/classes/{class_code}")))["revision"])


async def hear(office: Office, *events: Any) -> None:
    """As the internal route does: apply, and wake the jobs."""
    await deliver(office.service, ServiceName.SUPERVISION, *events)
    office.service.jobs.wake()


class TestAsking:
    async def test_anonymous(self, anonymous: httpx.AsyncClient) -> None:
        assert (await anonymous.get(STREAM, headers=SSE)).status_code == 401

    async def test_wrong_role(self, office: Office) -> None:
        administrator = office.people.person(Role.ADMINISTRATOR)
        assert await refused(administrator.get(STREAM, headers=SSE)) == (403, "not_permitted")

    async def test_whoever_does_not_ask_for_a_stream_gets_none(self, office: Office) -> None:
        assert await refused(office.author.get(STREAM)) == (406, "not_acceptable")

    async def test_an_account_cannot_keep_any_number_open(
        self, served: Served, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(feed, "STREAMS_AN_ACCOUNT", 1)
        async with stream(served.client(Role.APPRAISAL_OFFICE, name="greedy")) as events:
            await anext(events)
            async with served.client(Role.APPRAISAL_OFFICE, name="greedy") as second:
                assert await refused(second.get(STREAM, headers=SSE)) == (429, "too_many_streams")
            async with stream(served.client(Role.APPRAISAL_OFFICE, name="modest")) as others:
                await anext(others)


class TestTelling:
    async def test_a_change_is_told_and_then_stands(self, served: Served, office: Office) -> None:
        before = await office.standing("T03")
        async with stream(served.client(Role.APPRAISAL_OFFICE)) as events:
            known = (await following(events, "township-1"))["id"]
            begun = office_now()
            await hear(office, deduction("T03", "1"))
            told = await following(events, "township-1", known)
        assert set(told) == {"id", "event", "year", "class_code", "revision", "as_of", "facts_until"}, "no scores"
        assert (told["event"], told["year"], told["revision"]) == ("standing", YEAR, told["id"])
        view = await good(office.author.get(f"{API}/standings/{YEAR}/classes/township-1"))
        assert (view["revision"], view["facts_until"]) == (told["revision"], told["facts_until"])
        assert begun <= at(told["facts_until"]) <= at(told["as_of"])
        assert (await office.standing("T03"))["total"] != before["total"]
        assert (office_now() - begun).total_seconds() < 5

    async def test_a_unit_hears_only_of_its_own_class(self, served: Served, office: Office) -> None:
        async with stream(served.client(Role.UNIT_HEAD, unit="T01")) as events:
            known = (await anext(events))["id"]
            await hear(office, deduction("T06", "1"))
            await office.service.jobs.run_all()
            await hear(office, deduction("T02", "1"))
            told = await anext(events)
        assert told["class_code"] == "township-1"
        assert told["id"] > known + 1, "the other class changed in between, and was not told"

    async def test_whoever_comes_back_hears_what_was_missed(self, served: Served, office: Office) -> None:
        known = await revision(office, "township-1")
        await office.deduct("T04", "1")
        for how in ({"headers": {"Last-Event-ID": str(known)}}, {"params": {"since": known}}):
            async with stream(served.client(Role.UNIT_HEAD, unit="T01"), **how) as events:
                assert (await following(events, "township-1"))["id"] > known

    async def test_what_the_reader_knows_is_not_told_again(self, served: Served, office: Office) -> None:
        known = await revision(office, "township-1")
        async with stream(served.client(Role.UNIT_HEAD, unit="T01"), params={"since": known}) as events:
            await hear(office, deduction("T05", "1"))
            assert (await anext(events))["id"] > known

    @pytest.mark.usefixtures("served")
    async def test_a_burst_is_computed_together(self, office: Office) -> None:
        before = await revision(office, "township-1")
        for number in range(100):
            await hear(office, deduction(CLASS_ONE[number % 5], "0.01"))
        await office.service.jobs.run_all()
        assert 1 <= await revision(office, "township-1") - before <= 30


class TestHeartbeat:
    async def test_a_stream_without_news_says_that_it_is_there(
        self, served: Served, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(streaming, "HEARTBEAT_SECONDS", 0.05)
        known = {"since": await revision(office, "township-1")}
        client = served.client(Role.UNIT_HEAD, unit="T01")
        async with client, client.stream("GET", STREAM, headers=SSE, params=known) as answer:
            lines = answer.aiter_lines()
            said = [await anext(lines) for _ in range(7)]
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-accel-buffering"] == "no"
        assert said == [": standings", "retry: 2000", "", ": still here", "", ": still here", ""]


class TestEnding:
    async def test_the_stream_ends_with_the_token(self, served: Served, office: Office) -> None:
        async with stream(served.client(Role.UNIT_HEAD, unit="T01", seconds=1)) as events:
            await anext(events)
            await asyncio.sleep(2.5)
            await hear(office, deduction("T01", "0.5"))
            async with asyncio.timeout(PATIENCE_SECONDS):
                assert [event async for event in events] == []

    async def test_the_stream_ends_for_an_account_that_is_withdrawn(self, served: Served, office: Office) -> None:
        """Its token would last for minutes; the next thing that happens ends the stream and is not told any more."""
        async with stream(served.client(Role.UNIT_HEAD, unit="T01", name="withdrawn")) as events:
            await anext(events)
            gone = AccountChanged(subject=account_id("withdrawn"), not_before=real_now() + timedelta(seconds=1))
            await deliver(office.service, ServiceName.DIRECTORY, gone)
            await office.service.load_shared_state()
            await hear(office, deduction("T01", "0.5"))
            async with asyncio.timeout(PATIENCE_SECONDS):
                assert [event async for event in events] == []

    async def test_a_reader_who_goes_is_forgotten(self, served: Served, office: Office, gateway: Starlette) -> None:
        standings: feed.StandingsFeed = gateway.state.apps[ServiceName.APPRAISAL].state.standings_feed
        async with stream(served.client(Role.APPRAISAL_OFFICE)) as events:
            await anext(events)
            assert standings.stream_count == 1
        await hear(office, deduction("T01", "0.5"))
        async with asyncio.timeout(PATIENCE_SECONDS):
            while standings.stream_count:  # noqa: ASYNC110 - nobody else waits for this
                await asyncio.sleep(0.05)


class TestStopping:
    """Last, because the server stops."""

    async def test_streams_end_when_the_server_stops(self, served: Served) -> None:
        async with stream(served.client(Role.APPRAISAL_OFFICE)) as events:
            await anext(events)
            served.server.should_exit = True
            async with asyncio.timeout(2):
                async for _ in events:
                    pass
