"""Attempts to prove who one is: counted before they are judged, so that many at once gain nothing.

Five without success lock the name for the address they came from. From everywhere else the name is only slowed: a
stranger can lock nobody out. Names that do not exist are counted alike, so that the answers tell nothing of them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hengjian.directory.credentials import repository
from hengjian.kit.data.database import WriteSession
from hengjian.kit.time.clock import real_now

LOCK_AFTER = 5
LOCK_LASTS = timedelta(minutes=15)
LONGEST_WAIT_SECONDS = 2.0
_FIRST_WAIT_SECONDS = 0.1


@dataclass(frozen=True)
class Attempt:
    """``locked_until`` refuses it unjudged; otherwise it is judged after ``wait_seconds``."""

    name: str
    address: str
    locked_until: datetime | None
    wait_seconds: float

    @property
    def retry_after(self) -> int:
        """Whole seconds until the lock is over."""
        assert self.locked_until is not None, "asked of a refused attempt only"
        return max(1, round((self.locked_until - real_now()).total_seconds()))


def wait_after(failed_count: int) -> float:
    """Seconds by which the next attempt at a name is held back that has failed so often, from all addresses."""
    if failed_count < LOCK_AFTER:
        return 0.0
    return min(LONGEST_WAIT_SECONDS, _FIRST_WAIT_SECONDS * 2.0 ** min(failed_count - LOCK_AFTER, 10))


async def begin_attempt(session: WriteSession, name: str, address: str) -> Attempt:
    """Count the attempt as failed until :func:`clear_attempts` says otherwise."""
    now = real_now()
    since = now - LOCK_LASTS
    failed_elsewhere_too = await repository.count_failed_attempts(session, name, since)
    locked_until = await repository.count_attempt(
        session, name, address, now=now, since=since, lock_after=LOCK_AFTER, lock_until=now + LOCK_LASTS
    )
    return Attempt(name, address, locked_until, wait_after(failed_elsewhere_too))


async def clear_attempts(session: WriteSession, attempt: Attempt) -> None:
    """This one succeeded: what failed from the same address before it is forgotten."""
    await repository.forget_attempts(session, attempt.name, attempt.address)
