"""Events between services: out through the outbox, in through the inbox, each applied once.

An event is written for every subscriber in the transaction of its fact. One relay a schema (an advisory lock decides
which process) delivers what is undelivered in order of writing; the receiver notes the event in its inbox in the
transaction of the effect, so a repeated delivery changes nothing. A handler that fails holds back only its subscriber.
"""

from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.ids import new_id
from hengjian.kit.settings import ServiceName
from hengjian.kit.time.clock import office_now


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


async def publish(session: WriteSession, event: Event) -> None:
    """Write the event for each of its subscribers in the session's transaction."""
    database = session.database
    subscribers = database.subscribers.get(event.name, ())
    if not subscribers:
        return
    event_id, body = new_id(), {"event": event.model_dump(mode="json"), "at": office_now().isoformat()}
    await session.flush()
    await session.execute(
        database.table("outbox").insert(),
        [{"event_id": event_id, "subscriber": str(s), "name": event.name, "body": body} for s in subscribers],
    )
