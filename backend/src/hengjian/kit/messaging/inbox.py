"""Events that arrive are applied once each, in the transaction of their effect."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert

from hengjian.audit.recording import Actor
from hengjian.kit.data.database import Database, WriteSession
from hengjian.kit.data.statements import Statement
from hengjian.kit.messaging.events import Envelope, Event
from hengjian.kit.observability import log

EventHandler = Callable[[WriteSession, Any], Awaitable[None]]


class Inbox:
    """Applies arriving events through the service's handlers."""

    def __init__(
        self, database: Database, types: Mapping[str, type[Event]], handlers: Mapping[str, Sequence[EventHandler]]
    ) -> None:
        self._database = database
        self._types = types
        self._handlers = handlers
        inbox = database.table("inbox")
        ids, names = (
            func.unnest(bindparam(name, type_=ARRAY(kind))) for name, kind in (("ids", Uuid), ("names", Text))
        )
        arrived = select(ids, bindparam("from", type_=Text), names)
        noted = insert(inbox).from_select(["event_id", "source", "name"], arrived, include_defaults=False)
        self._arrive = Statement(noted.on_conflict_do_nothing().returning(inbox.c.event_id))

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
        except Exception as error:  # noqa: BLE001 - whatever a handler raises, its event is found by itself
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
        told = {"ids": [e.id for e in envelopes], "names": [e.name for e in envelopes]}
        rows = await session.fetch(self._arrive, {**told, "from": str(envelopes[0].source)})
        return {row.event_id for row in rows}

    async def _apply(self, session: WriteSession, envelope: Envelope) -> None:
        session.info["actor"] = self._actor([envelope])
        event = self._types[envelope.name].model_validate(envelope.body["event"])
        for handler in self._handlers.get(envelope.name, ()):
            await handler(session, event)
        if session.new or session.dirty or session.deleted:
            await session.flush()
