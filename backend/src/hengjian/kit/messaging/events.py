"""Events between services: out through the outbox, in through the inbox, each applied once.

An event is written for every subscriber in the transaction of its fact. One relay a schema (an advisory lock decides
which process) delivers what is undelivered in order of writing; the receiver notes the event in its inbox in the
transaction of the effect, so a repeated delivery changes nothing. A subscriber that does not answer holds back only
itself; an event that a handler cannot apply is set aside (``dead_letters``) and holds back only its own objects.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class About:
    """Of what an event tells: ``kind`` and the keys of its objects, and both in words.

    Two events from one service with an object in common are applied in order. One that ``ends_year`` is applied only
    after all that was told of its year before.
    """

    kind: str
    title: tuple[str, str]
    keys: Callable[[Any], Sequence[str]]
    told: Callable[[Any], str]
    ends_year: bool = False


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
