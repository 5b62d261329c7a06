"""What a service says of itself: its database, what its outbox still holds, its audit chain."""

from typing import Any

from hengjian.audit.sealing import Sealing
from hengjian.kit.data.database import Database
from hengjian.kit.data.health import DatabaseHealth, DatabaseState, Question
from hengjian.kit.messaging.listener import Listener
from hengjian.kit.messaging.relay import Relay
from hengjian.kit.observability import log

LAG_SECONDS = 0.2
_CAN_BE_READ = {DatabaseState.OK, DatabaseState.FULL}


class ServiceHealth:
    def __init__(self, database: Database, listener: Listener, relay: Relay, sealing: Sealing) -> None:
        self._database = DatabaseHealth(database, listener.is_answered)
        self._relay = relay
        self._lag = Question(self._find_lag)
        self._sealing = sealing

    async def told(self) -> dict[str, Any]:
        """Within a second. ``degraded`` where only reading works, where it is slow, or where rows wait for a seal."""
        state = await self._database.state()
        if state in {DatabaseState.HUNG, DatabaseState.UNREACHABLE}:
            return {"status": "down", "database": str(state), "outbox": None, "audit": "unknown"}
        lag = await self._lag.answer_within(LAG_SECONDS) if state in _CAN_BE_READ else None
        audit = self._sealing.state
        is_well = state is DatabaseState.OK and audit == "ok"
        return {"status": "ok" if is_well else "degraded", "database": str(state), "outbox": lag, "audit": audit}

    async def stop(self) -> None:
        await self._database.stop()
        await self._lag.stop()

    async def _find_lag(self) -> dict[str, Any] | None:
        try:
            return await self._relay.lag()
        except Exception as error:  # noqa: BLE001 - the database may go between two questions
            log.warning("outbox_not_read", error=repr(error))
            return None
