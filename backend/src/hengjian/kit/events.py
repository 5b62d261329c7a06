"""Events between services: out through the outbox, in through the inbox, each applied once.

An event is written for every subscriber in the transaction of its fact. One relay a schema (an advisory lock decides
which process) delivers what is undelivered in order of writing; the receiver notes the event in its inbox in the
transaction of the effect, so a repeated delivery changes nothing. A handler that fails holds back only its subscriber.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

import asyncpg
from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from hengjian.kit.audit import Actor
from hengjian.kit.clock import office_now
from hengjian.kit.database import Database, WriteSession
from hengjian.kit.ids import new_id
from hengjian.kit.observability import log
from hengjian.kit.peers import Peers, PeerTrouble
from hengjian.kit.settings import ServiceName

BATCH = 100
REST_SECONDS = 0.05
RETRY_CEILING_SECONDS = 60


class Event(BaseModel):
    """A fact in the past tense; its body is fixed when it happens."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: ClassVar[str]


class Envelope(BaseModel):
    """An event on its way: what the internal route receives."""

    id: UUID
    source: ServiceName
    name: str
    body: dict[str, Any]


EventHandler = Callable[[WriteSession, Any], Awaitable[None]]


async def publish(session: WriteSession, event: Event) -> None:
    """Write the event for each of its subscribers in the session's transaction."""
    database: Database = session.info["database"]
    subscribers = database.subscribers.get(event.name, ())
    if not subscribers:
        return
    event_id, body = new_id(), {"event": event.model_dump(mode="json"), "at": office_now().isoformat()}
    await session.flush()
    await session.execute(
        database.table("outbox").insert(),
        [{"event_id": event_id, "subscriber": str(s), "name": event.name, "body": body} for s in subscribers],
    )


class Inbox:
    """Applies arriving events through the service's handlers."""

    def __init__(
        self, database: Database, types: Mapping[str, type[Event]], handlers: Mapping[str, Sequence[EventHandler]]
    ) -> None:
        self._database = database
        self._types = types
        self._handlers = handlers

    async def receive(self, envelopes: Sequence[Envelope]) -> list[UUID]:
        """Apply the events in order; returns those applied (now or earlier). Stops at the first that fails."""
        try:
            async with self._database.transaction(self._actor(envelopes)) as session:
                fresh = await self._note(session, envelopes)
                for envelope in envelopes:
                    if envelope.id in fresh:
                        fresh.remove(envelope.id)
                        await self._apply(session, envelope)
            return [envelope.id for envelope in envelopes]
        except Exception as error:
            if len(envelopes) == 1:
                log.error("event_failed", event_name=envelopes[0].name, event_id=str(envelopes[0].id), exc_info=error)
                return []
        done: list[UUID] = []
        for envelope in envelopes:
            applied = await self.receive([envelope])
            if not applied:
                break
            done += applied
        return done

    @staticmethod
    def _actor(envelopes: Sequence[Envelope]) -> Actor:
        return Actor(f"service:{envelopes[0].source}", str(envelopes[0].source), f"event:{envelopes[0].name}")

    async def _note(self, session: WriteSession, envelopes: Sequence[Envelope]) -> set[UUID]:
        """Write down what arrives; returns what has not arrived before."""
        inbox = self._database.table("inbox")
        rows = [{"event_id": e.id, "source": str(e.source), "name": e.name} for e in envelopes]
        note = insert(inbox).values(rows).on_conflict_do_nothing().returning(inbox.c.event_id)
        return set(await session.scalars(note))

    async def _apply(self, session: WriteSession, envelope: Envelope) -> None:
        session.info["actor"] = self._actor([envelope])
        event = self._types[envelope.name].model_validate(envelope.body["event"])
        for handler in self._handlers.get(envelope.name, ()):
            await handler(session, event)
        await session.flush()


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
