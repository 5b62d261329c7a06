"""Delivery of the outbox: in order to each subscriber, with retries that wait longer each time."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Interval, Text, any_, bindparam, func, select, update

from hengjian.kit.data.database import Database
from hengjian.kit.data.statements import Statement
from hengjian.kit.messaging.events import Envelope
from hengjian.kit.messaging.listener import Listener
from hengjian.kit.messaging.peers import Peers, PeerTroubleError
from hengjian.kit.observability import log
from hengjian.kit.settings import ServiceName
from hengjian.kit.time.clock import real_now

BATCH = 100
REST_SECONDS = 0.05
RETRY_CEILING_SECONDS = 60
LOOK_SECONDS = 60.0
"""After which the relay looks although nobody woke it."""


class Relay:
    """Delivers the outbox of one service; woken by PostgreSQL at commit, and when a retry is due.

    A subscriber that does not answer costs nothing until its next try, however much waits for it.
    """

    def __init__(self, database: Database, peers: Peers, listener: Listener) -> None:
        self._database = database
        self._peers = peers
        self._listener = listener
        self._wake = asyncio.Event()
        self._turn = asyncio.Lock()
        self._due: dict[ServiceName, datetime] = {}
        """When a subscriber that failed is tried again."""
        outbox = database.table("outbox")
        undelivered = outbox.c.subscriber == bindparam("to", type_=Text), outbox.c.delivered_at.is_(None)
        self._waiting = Statement(select(outbox).where(*undelivered).order_by(outbox.c.id).limit(BATCH))
        delivered = outbox.c.id == any_(bindparam("ids", type_=ARRAY(BigInteger)))
        self._deliver_all = Statement(update(outbox).where(delivered).values(delivered_at=func.clock_timestamp()))
        later = func.clock_timestamp() + bindparam("wait", type_=Interval)
        told = {"last_error": bindparam("trouble", type_=Text), "attempts": outbox.c.attempts + 1, "retry_at": later}
        failed = outbox.c.id == bindparam("failed", type_=BigInteger)
        self._put_off = Statement(update(outbox).where(failed).values(told))
        listener.subscribe("hengjian_outbox", self._on_told)

    def _on_told(self, schema: str) -> None:
        if schema in {"", self._database.schema}:
            self._wake.set()

    async def run(self) -> None:
        """Hold the relay's lock and deliver until cancelled; start over whenever the database goes away."""
        while True:
            try:
                async with self._listener.locked(f"{self._database.schema}.relay") as lost:
                    await self._deliver_until(lost)
            except asyncio.CancelledError:
                raise
            except Exception as error:  # noqa: BLE001 - the relay must outlive every outage
                log.warning("relay_interrupted", schema=self._database.schema, error=repr(error))
                await asyncio.sleep(1)

    async def _deliver_until(self, lost: asyncio.Event) -> None:
        while not lost.is_set():
            self._wake.clear()
            await self.drain()
            await asyncio.sleep(REST_SECONDS)  # what is written meanwhile travels together
            with suppress(TimeoutError):
                async with asyncio.timeout(self._rest()):
                    await self._wake.wait()

    def _rest(self) -> float:
        """Seconds until a subscriber is tried again, or until the relay looks although nobody woke it."""
        waits = [(due - real_now()).total_seconds() for due in self._due.values()]
        return max(0.0, min([*waits, LOOK_SECONDS]))

    async def drain(self) -> int:
        """Deliver what is due to every subscriber; returns how many events were applied."""
        async with self._turn:
            return sum(await asyncio.gather(*(self._deliver(name) for name in self._subscribers())))

    def _subscribers(self) -> list[ServiceName]:
        return sorted({name for names in self._database.subscribers.values() for name in names})

    async def _deliver(self, subscriber: ServiceName) -> int:
        delivered = 0
        if subscriber in self._due and self._due[subscriber] > real_now():
            return 0
        while batch := await self._undelivered(subscriber):
            if batch[0].retry_at > real_now():
                self._due[subscriber] = batch[0].retry_at
                return delivered
            envelopes = [
                Envelope(id=row.event_id, source=ServiceName(self._database.schema), name=row.name, body=row.body)
                for row in batch
            ]
            try:
                applied = set(await self._peers.deliver(subscriber, [e.model_dump(mode="json") for e in envelopes]))
                trouble = "" if len(applied) == len(batch) else "refused by its handler"
            except PeerTroubleError as error:
                applied, trouble = set(), repr(error)
            await self._note(batch, applied, trouble)
            delivered += len(applied)
            if trouble:
                self._due[subscriber] = real_now() + _wait_after(batch[len(applied)].attempts)
                return delivered
        self._due.pop(subscriber, None)
        return delivered

    async def _undelivered(self, subscriber: ServiceName) -> Sequence[Any]:
        async with self._database.reading() as connection:
            return await self._waiting.fetch(connection, {"to": str(subscriber)})

    async def _note(self, batch: Sequence[Any], applied: set[UUID], trouble: str) -> None:
        done = [row.id for row in batch if row.event_id in applied]
        async with self._database.writing() as connection, connection.transaction():
            if done:
                await self._deliver_all.execute(connection, {"ids": done})
            if trouble:
                first = next(row for row in batch if row.event_id not in applied)
                failed = {"failed": first.id, "trouble": trouble, "wait": _wait_after(first.attempts)}
                await self._put_off.execute(connection, failed)
                log.warning("event_not_delivered", subscriber=first.subscriber, event_name=first.name, error=trouble)

    async def lag(self) -> dict[str, Any]:
        """Undelivered events and the age of the oldest in seconds."""
        outbox = self._database.table("outbox")
        undelivered = outbox.c.delivered_at.is_(None)
        async with self._database.read_session() as session:
            age = func.extract("epoch", func.clock_timestamp() - outbox.c.created_at)
            first = select(age).where(undelivered).order_by(outbox.c.subscriber, outbox.c.id)
            oldest = await session.scalar(first.limit(1))
            count = await session.scalar(select(func.count()).select_from(outbox).where(undelivered))
        return {"undelivered": count, "oldest_seconds": int(oldest or 0)}


def _wait_after(attempts: int) -> timedelta:
    return timedelta(seconds=min(2**attempts, RETRY_CEILING_SECONDS))
