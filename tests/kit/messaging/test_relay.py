"""Events reach their subscribers in order; one that does not answer holds back nobody and costs nothing."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, func, select

from hengjian.kit.data.ids import new_id
from hengjian.kit.edge.service import Service
from hengjian.kit.messaging.listener import Listener
from hengjian.kit.messaging.peers import Peers, PeerTroubleError
from hengjian.kit.messaging.relay import Relay
from hengjian.kit.settings import ServiceName
from hengjian.kit.time.clock import real_now
from tests.support.plans import overhear

WAITING = 5000


class Subscribers(Peers):
    """The other services: each takes everything, or does not answer."""

    def __init__(self) -> None:
        self.dead: set[ServiceName] = set()
        self.heard: dict[ServiceName, list[UUID]] = {name: [] for name in ServiceName}
        self.calls = 0

    async def deliver(self, subscriber: ServiceName, envelopes: Sequence[Any]) -> list[UUID]:
        self.calls += 1
        if subscriber in self.dead:
            raise PeerTroubleError(f"{subscriber} cannot be reached")
        ids = [UUID(envelope["id"]) for envelope in envelopes]
        self.heard[subscriber] += ids
        return ids


@pytest.fixture
def directory(services: dict[ServiceName, Service]) -> Service:
    return services[ServiceName.DIRECTORY]


@pytest.fixture
async def ours(directory: Service) -> Any:
    """The service's own relay keeps away meanwhile."""
    outbox = directory.database.table("outbox")
    async with directory.relay._turn:
        async with directory.database.engine.begin() as connection:
            await connection.execute(delete(outbox))
        yield outbox
        async with directory.database.engine.begin() as connection:
            await connection.execute(delete(outbox))


async def _write(directory: Service, subscriber: ServiceName, count: int) -> list[UUID]:
    ids = [new_id() for _ in range(count)]
    rows = [{"event_id": i, "subscriber": str(subscriber), "name": "unit_changed", "body": {"event": {}}} for i in ids]
    async with directory.database.engine.begin() as connection:
        await connection.execute(directory.database.table("outbox").insert(), rows)
    return ids


@pytest.fixture
def relay(directory: Service) -> tuple[Relay, Subscribers]:
    subscribers = Subscribers()
    return Relay(directory.database, subscribers, Listener(directory.settings.database_url)), subscribers


class TestDelivery:
    @pytest.mark.usefixtures("ours")
    async def test_everything_arrives_once_in_the_order_of_writing(
        self, directory: Service, relay: tuple[Relay, Subscribers]
    ) -> None:
        deliverer, subscribers = relay
        written = await _write(directory, ServiceName.TARGETS, 450)
        assert await deliverer.drain() == 450
        assert await deliverer.drain() == 0
        assert subscribers.heard[ServiceName.TARGETS] == written

    @pytest.mark.usefixtures("ours")
    async def test_a_dead_subscriber_holds_back_nobody(
        self, directory: Service, relay: tuple[Relay, Subscribers]
    ) -> None:
        deliverer, subscribers = relay
        subscribers.dead = {ServiceName.TARGETS}
        await _write(directory, ServiceName.TARGETS, 10)
        others = await _write(directory, ServiceName.PERSONNEL, 10)
        assert await deliverer.drain() == 10
        assert subscribers.heard[ServiceName.PERSONNEL] == others

    @pytest.mark.usefixtures("ours")
    async def test_what_waits_for_a_dead_subscriber_costs_nothing_until_its_next_try(
        self, directory: Service, relay: tuple[Relay, Subscribers]
    ) -> None:
        deliverer, subscribers = relay
        subscribers.dead = {ServiceName.TARGETS}
        await _write(directory, ServiceName.TARGETS, WAITING)
        await deliverer.drain()
        deliverer._due[ServiceName.TARGETS] = real_now() + timedelta(seconds=60)
        calls = subscribers.calls
        with overhear(directory.database) as heard:
            for _ in range(20):
                await deliverer.drain()
        asked = [statement for statement in heard if "outbox" in statement.sql]
        assert subscribers.calls == calls
        names = {name for names in directory.database.subscribers.values() for name in names}
        assert len(asked) == 20 * (len(names) - 1), "a look at each of the others, which the index answers"

    async def test_it_drains_when_the_subscriber_answers_again(
        self, directory: Service, ours: Any, relay: tuple[Relay, Subscribers]
    ) -> None:
        deliverer, subscribers = relay
        subscribers.dead = {ServiceName.TARGETS}
        written = await _write(directory, ServiceName.TARGETS, WAITING)
        await deliverer.drain()
        subscribers.dead.clear()
        await asyncio.sleep(1.1)
        assert await deliverer.drain() == WAITING
        assert subscribers.heard[ServiceName.TARGETS] == written
        async with directory.database.read_session() as session:
            left = select(func.count()).where(ours.c.delivered_at.is_(None))
            assert await session.scalar(left) == 0
