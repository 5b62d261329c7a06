"""Delivery of the outbox: in order to each subscriber, with retries that wait longer each time."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import func, select, update

from hengjian.kit.data.database import Database
from hengjian.kit.messaging.events import Envelope
from hengjian.kit.messaging.peers import Peers, PeerTrouble
from hengjian.kit.observability import log
from hengjian.kit.settings import ServiceName

BATCH = 100
REST_SECONDS = 0.05
RETRY_CEILING_SECONDS = 60


class Relay:
    """Delivers the outbox of one service; woken by PostgreSQL at commit, and every second anyway."""

    def __init__(self, database: Database, peers: Peers) -> None:
        self._database = database
        self._peers = peers
        self._wake = asyncio.Event()
        self._turn = asyncio.Lock()

    async def run(self) -> None:
        """Hold the relay's lock and deliver until cancelled; start over whenever the database goes away."""
        while True:
            try:
                await self._run_once_connected()
            except asyncio.CancelledError:
                raise
            except Exception as error:  # the relay must outlive every outage
                log.warning("relay_interrupted", schema=self._database.schema, error=repr(error))
                await asyncio.sleep(1)

    async def _run_once_connected(self) -> None:
        connection: asyncpg.Connection = await asyncpg.connect(self._database.url, timeout=10)
        try:
            await connection.add_listener("hengjian_outbox", self._on_notify)
            claim = "SELECT pg_try_advisory_lock(hashtext($1))"
            while not await connection.fetchval(claim, f"{self._database.schema}.relay"):  # noqa: ASYNC110 - a lock elsewhere
                await asyncio.sleep(1)
            while True:
                self._wake.clear()
                await self.drain()
                await asyncio.sleep(REST_SECONDS)  # what is written meanwhile travels together
                with suppress(TimeoutError):
                    async with asyncio.timeout(1):
                        await self._wake.wait()
                if connection.is_closed():
                    return
        finally:
            with suppress(Exception):
                await connection.close(timeout=2)

    def _on_notify(self, _connection: Any, _pid: int, _channel: str, payload: Any) -> None:
        if payload == self._database.schema:
            self._wake.set()

    async def drain(self) -> int:
        """Deliver what is due to every subscriber; returns how many events were applied."""
        outbox = self._database.table("outbox")
        async with self._turn:
            async with self._database.read_session() as session:
                waiting = select(outbox.c.subscriber).where(outbox.c.delivered_at.is_(None)).distinct()
                subscribers = (await session.scalars(waiting)).all()
            return sum(await asyncio.gather(*(self._deliver(ServiceName(s)) for s in subscribers)))

    async def _deliver(self, subscriber: ServiceName) -> int:
        delivered = 0
        while batch := await self._undelivered(subscriber):
            if batch[0].retry_at > datetime.now(batch[0].retry_at.tzinfo):
                break
            envelopes = [
                Envelope(id=row.event_id, source=ServiceName(self._database.schema), name=row.name, body=row.body)
                for row in batch
            ]
            try:
                applied = set(await self._peers.deliver(subscriber, [e.model_dump(mode="json") for e in envelopes]))
                trouble = "" if len(applied) == len(batch) else "refused by its handler"
            except PeerTrouble as error:
                applied, trouble = set(), repr(error)
            await self._note(batch, applied, trouble)
            delivered += len(applied)
            if trouble:
                break
        return delivered

    async def _undelivered(self, subscriber: ServiceName) -> Sequence[Any]:
        outbox = self._database.table("outbox")
        async with self._database.read_session() as session:
            statement = select(outbox).where(outbox.c.subscriber == str(subscriber), outbox.c.delivered_at.is_(None))
            return (await session.execute(statement.order_by(outbox.c.id).limit(BATCH))).all()

    async def _note(self, batch: Sequence[Any], applied: set[UUID], trouble: str) -> None:
        outbox = self._database.table("outbox")
        async with self._database.engine.begin() as connection:
            done = [row.id for row in batch if row.event_id in applied]
            if done:
                await connection.execute(
                    update(outbox).where(outbox.c.id.in_(done)).values(delivered_at=func.clock_timestamp())
                )
            if trouble:
                first = next(row for row in batch if row.event_id not in applied)
                wait = timedelta(seconds=min(2**first.attempts, RETRY_CEILING_SECONDS))
                values = {
                    "attempts": first.attempts + 1,
                    "last_error": trouble,
                    "retry_at": func.clock_timestamp() + wait,
                }
                await connection.execute(update(outbox).where(outbox.c.id == first.id).values(values))
                log.warning("event_not_delivered", subscriber=first.subscriber, event_name=first.name, error=trouble)

    async def lag(self) -> dict[str, Any]:
        """Undelivered events and the age of the oldest in seconds."""
        outbox = self._database.table("outbox")
        async with self._database.read_session() as session:
            oldest = func.min(outbox.c.created_at)
            age = func.coalesce(func.extract("epoch", func.clock_timestamp() - oldest), 0)
            row = (await session.execute(select(func.count(), age).where(outbox.c.delivered_at.is_(None)))).one()
        return {"undelivered": row[0], "oldest_seconds": int(row[1])}
