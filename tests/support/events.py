"""Events put straight into a service's inbox, as its publisher's relay would."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import delete, select

from hengjian.audit.recording import Actor
from hengjian.kit.data.ids import new_id
from hengjian.kit.edge.service import Service
from hengjian.kit.messaging.events import Envelope, Event
from hengjian.kit.settings import ServiceName


async def deliver(service: Service, source: ServiceName, *events: Event) -> list[Any]:
    """Apply the events; fails the test where a handler refuses one, and what it refused is then set aside."""
    envelopes = [
        Envelope(id=new_id(), source=source, name=event.name, body={"event": event.model_dump(mode="json")})
        for event in events
    ]
    applied = await service.inbox.receive(envelopes)
    assert len(applied) == len(envelopes), "the database took nothing; the log above says why"
    letter = service.database.table("dead_letter")
    async with service.database.read_session() as session:
        refused = select(letter.c.name, letter.c.reason).where(letter.c.event_id.in_(applied))
        assert (await session.execute(refused)).all() == [], "a handler refused its event; the log above says why"
    return applied


@asynccontextmanager
async def letter_standing(service: Service) -> AsyncIterator[None]:
    """Meanwhile an event that bears on every year could not be applied here."""
    broken = Envelope(id=new_id(), source=ServiceName.DIRECTORY, name="unit_changed", body={"event": {"units": "many"}})
    assert await service.inbox.receive([broken]) == [broken.id]
    yield
    async with service.database.transaction(Actor("service:test", "test", "test")) as session:
        await session.execute(delete(service.database.table("dead_letter")))
