"""What the services of one process have together."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from hengjian.kit.data.connections import ConnectionBudget
from hengjian.kit.messaging.listener import Listener
from hengjian.kit.settings import ServiceName, ServiceSettings


@dataclass(frozen=True)
class Process:
    """``transports`` reach peers that share the process; the others are called at ``settings.peers``."""

    listener: Listener
    connections: ConnectionBudget
    transports: Mapping[ServiceName, httpx.AsyncBaseTransport] = field(default_factory=dict)

    @classmethod
    def begin(
        cls, settings: ServiceSettings, transports: Mapping[ServiceName, httpx.AsyncBaseTransport] | None = None
    ) -> "Process":
        """With the connections that ``settings`` allow, one of which listens."""
        return cls(Listener(settings.database_url), ConnectionBudget(settings.connections - 1), transports or {})

    def cut_off(self) -> None:
        """End every wait for a database that gives no answer."""
        self.connections.cut_off()
        self.listener.cut_off()
