"""What the services of one process have together."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from hengjian.kit.data.connections import ConnectionBudget
from hengjian.kit.messaging.listener import Listener
from hengjian.kit.settings import ServiceName


@dataclass(frozen=True)
class Process:
    """``transports`` reach peers that share the process; the others are called at ``settings.peers``."""

    listener: Listener
    transports: Mapping[ServiceName, httpx.AsyncBaseTransport] = field(default_factory=dict)
    connections: ConnectionBudget = field(default_factory=ConnectionBudget)
