"""Events put straight into a service's inbox, as its publisher's relay would."""

from typing import Any

from hengjian.kit.data.ids import new_id
from hengjian.kit.edge.service import Service
from hengjian.kit.messaging.events import Envelope, Event
from hengjian.kit.settings import ServiceName


async def deliver(service: Service, source: ServiceName, *events: Event) -> list[Any]:
    """Apply the events; fails the test where a handler fails."""
    envelopes = [
        Envelope(id=new_id(), source=source, name=event.name, body={"event": event.model_dump(mode="json")})
        for event in events
    ]
    applied = await service.inbox.receive(envelopes)
    assert len(applied) == len(envelopes), "a handler refused its event; the log above says why"
    return applied
