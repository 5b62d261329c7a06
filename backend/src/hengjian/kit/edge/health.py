"""What a service says of itself: its database, what its outbox still holds, dead letters, its audit chain."""

from typing import Any

from hengjian.audit.sealing import Sealing
from hengjian.kit.data.database import Database
from hengjian.kit.data.health import DatabaseHealth, DatabaseState, Question
from hengjian.kit.messaging.dead_letters import count_dead
from hengjian.kit.messaging.listener import Listener
from hengjian.kit.messaging.relay import Relay
from hengjian.kit.observability import log

WAITING_SECONDS = 0.2
UNREAD: dict[str, Any] = {"outbox": None, "dead_letters": None}
"""What an outage leaves unknown."""
_CAN_BE_READ = {DatabaseState.OK, DatabaseState.FULL}


class ServiceHealth:
    def __init__(self, database: Database, listener: Listener, relay: Relay, sealing: Sealing) -> None:
        self._database = DatabaseHealth(database, listener.is_answered)
        self._relay = relay
        self._of = database
        self._waiting = Question(self._find_waiting)
        self._dead_letters: int | None = None
        """As last read: a slow answer does not make them forgotten."""
        self._sealing = sealing

    async def told(self) -> dict[str, Any]:
        """Within a second. ``degraded`` where only reading works, where it is slow, where rows wait for a seal, or
        where an event could not be applied."""
        state = await self._database.state()
        if state in {DatabaseState.HUNG, DatabaseState.UNREACHABLE}:
            return {"status": "down", "database": str(state), **UNREAD, "audit": "unknown"}
        read = await self._waiting.answer_within(WAITING_SECONDS) if state in _CAN_BE_READ else None
        waiting, audit = read or {"outbox": None, "dead_letters": self._dead_letters}, self._sealing.state
        is_well = state is DatabaseState.OK and audit == "ok" and not waiting["dead_letters"]
        return {"status": "ok" if is_well else "degraded", "database": str(state), **waiting, "audit": audit}

    async def stop(self) -> None:
        await self._database.stop()
        await self._waiting.stop()

    async def _find_waiting(self) -> dict[str, Any] | None:
        try:
            async with self._of.read_session() as session:
                self._dead_letters = await count_dead(session)
            return {"outbox": await self._relay.lag(), "dead_letters": self._dead_letters}
        except Exception as error:  # noqa: BLE001 - the database may go between two questions
            log.warning("waiting_events_not_read", error=repr(error))
            return None
