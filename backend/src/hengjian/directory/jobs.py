"""What time brings in ``directory``."""

from collections.abc import Sequence
from datetime import timedelta

from hengjian.directory.credentials.repository import sweep_attempts
from hengjian.directory.sessions.repository import sweep_sessions
from hengjian.kit.data.database import WriteSession
from hengjian.kit.messaging.jobs import Job
from hengjian.kit.time.clock import real_now

_ATTEMPTS_KEPT = timedelta(days=1)
_SESSIONS_KEPT = timedelta(days=30)
_PORTION = 1000


async def forget_attempts(session: WriteSession) -> int:
    """Of whoever tried names without success; their locks were over long before."""
    return await sweep_attempts(session, real_now() - _ATTEMPTS_KEPT, _PORTION)


async def forget_sessions(session: WriteSession) -> int:
    """That expired a month ago; their ends stand in the audit."""
    return await sweep_sessions(session, real_now() - _SESSIONS_KEPT, _PORTION)


JOBS: Sequence[Job] = (Job("forget_attempts", forget_attempts), Job("forget_sessions", forget_sessions))
