"""Events that arrive are applied once each, in the transaction of their effect."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import ARRAY, Text, Uuid, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert

from hengjian.audit.recording import Actor
from hengjian.kit.data.database import Database, WriteSession
from hengjian.kit.data.statements import Statement
from hengjian.kit.messaging import dead_letters
from hengjian.kit.messaging.dead_letters import Place
from hengjian.kit.messaging.events import About, Envelope, Event
from hengjian.kit.observability import log
from hengjian.kit.settings import ServiceName

EventHandler = Callable[[WriteSession, Any], Awaitable[None]]


class Inbox:
    """Applies arriving events through the service's handlers; what they refuse is set aside."""

    def __init__(
        self,
        database: Database,
        types: Mapping[str, type[Event]],
        handlers: Mapping[str, Sequence[EventHandler]],
        about: Mapping[str, About],
    ) -> None:
        self._database = database
        self._types = types
        self._handlers = handlers
        self.about = about
        inbox = database.table("inbox")
        ids, names = (
            func.unnest(bindparam(name, type_=ARRAY(kind))) for name, kind in (("ids", Uuid), ("names", Text))
        )
        arrived = select(ids, bindparam("from", type_=Text), names)
        noted = insert(inbox).from_select(["event_id", "source", "name"], arrived, include_defaults=False)
        self._arrive = Statement(noted.on_conflict_do_nothing().returning(inbox.c.event_id))

    async def receive(self, envelopes: Sequence[Envelope]) -> list[UUID]:
        """Take the events in order; returns those that are the service's own now, applied or set aside."""
        try:
            async with self._database.transaction(self._actor(envelopes)) as session:
                fresh = await self._note(session, envelopes)
                stand = await dead_letters.stand_any(session, str(envelopes[0].source))
                for envelope in envelopes:
                    if envelope.id in fresh:
                        fresh.remove(envelope.id)
                        await self._apply_or_wait(session, envelope, stand=stand)
            return [envelope.id for envelope in envelopes]
        except Exception as error:  # noqa: BLE001 - whatever a handler raises, its event is found by itself
            if len(envelopes) == 1:
                return await self._set_aside(envelopes[0], error)
        done: list[UUID] = []
        for envelope in envelopes:
            taken = await self.receive([envelope])
            if not taken:
                break
            done += taken
        return done

    async def _set_aside(self, envelope: Envelope, error: Exception) -> list[UUID]:
        """Nothing is taken where the database does not take it: its source sends it again."""
        log.error("event_failed", event_name=envelope.name, event_id=str(envelope.id), exc_info=error)
        try:
            async with self._database.transaction(self._actor([envelope])) as session:
                if await self._note(session, [envelope]):
                    reason = dead_letters.reason_of(error)
                    await dead_letters.set_aside(session, envelope, self._place(envelope), reason)
        except Exception as trouble:  # noqa: BLE001 - the outbox of the source keeps it
            log.warning("event_not_set_aside", event_id=str(envelope.id), error=repr(trouble))
            return []
        return [envelope.id]

    async def _apply_or_wait(self, session: WriteSession, envelope: Envelope, *, stand: bool) -> None:
        if stand:
            place = self._place(envelope)
            if await dead_letters.is_held_back(session, str(envelope.source), place):
                await dead_letters.set_aside(session, envelope, place, None)
                return
        await self._apply(session, envelope)

    def _place(self, envelope: Envelope) -> Place:
        return Place.of(envelope, self.read(envelope.name, envelope.body), self.about[envelope.name])

    def read(self, name: str, body: Mapping[str, Any]) -> Event | None:
        """The event, where it can be read."""
        try:
            return self._types[name].model_validate(body.get("event"))
        except ValidationError:
            return None

    async def retry_due(self, session: WriteSession) -> int:
        """Try the first letter that is due; 0 where none is."""
        row = await dead_letters.take_due(session)
        if row is None:
            return 0
        await self.retry(session, row)
        return 1

    async def retry(self, session: WriteSession, row: Any) -> str | None:
        """Apply what was set aside; returns the reason where it fails again, and then nothing of it stays."""
        envelope = Envelope(id=row.event_id, source=ServiceName(row.source), name=row.name, body=row.body)
        actor = session.actor
        try:
            async with session.begin_nested():
                await self._apply(session, envelope)
        except Exception as error:  # noqa: BLE001 - whatever a handler raises is told
            log.error("dead_letter_failed", event_name=row.name, event_id=str(row.event_id), exc_info=error)
            session.info["actor"] = actor
            reason = dead_letters.reason_of(error)
            await dead_letters.note_failed(session, row, reason)
            return reason
        session.info["actor"] = actor
        await dead_letters.note_applied(session, row)
        return None

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
