"""What no service needs any more goes, portion by portion, so that its tables do not grow without an end.

Real time counts, not the office clock: what is swept is told apart by when the machine wrote it.

A delivered event could go at once; a week is for whoever looks into what happened. An event that arrived must be known
as long as its source may send it again, which is until the source has noted the delivery: within a minute of its being
up. After ninety days the database itself lets go of it, and not earlier whoever asks.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, Table, bindparam, delete, func, select, tuple_

from hengjian.kit.access.auth import ACCESS_TOKEN_SECONDS
from hengjian.kit.data.database import WriteSession
from hengjian.kit.messaging.jobs import Job
from hengjian.kit.time.clock import real_now

PORTION = 1000
ANSWERS_KEPT = timedelta(days=2)
DELIVERED_KEPT = timedelta(days=7)
REVOCATIONS_KEPT = timedelta(seconds=ACCESS_TOKEN_SECONDS) + timedelta(hours=1)
"""The hour is for clocks that differ."""


async def sweep(session: WriteSession) -> int:
    """One portion of each kind; how many rows went."""
    now, table = real_now(), session.database.table
    answers, outbox, revocation = table("idempotency"), table("outbox"), table("revocation")
    return sum(
        [
            await _sweep_before(session, answers, answers.c.created_at, now - ANSWERS_KEPT),
            await _sweep_before(session, outbox, outbox.c.delivered_at, now - DELIVERED_KEPT),
            await _sweep_before(session, revocation, revocation.c.not_before, now - REVOCATIONS_KEPT),
            await _sweep_inbox(session),
        ]
    )


async def _sweep_before(session: WriteSession, table: Table, moment: ColumnElement[Any], before: datetime) -> int:
    keys = list(table.primary_key)
    old = select(*keys).where(moment < before).order_by(moment).limit(PORTION)
    swept: Any = await session.execute(delete(table).where(tuple_(*keys).in_(old)))
    return int(swept.rowcount)


async def _sweep_inbox(session: WriteSession) -> int:
    """By a function of the schema's owner: the service itself may not delete what arrived."""
    function = getattr(func, session.database.schema).sweep_inbox
    return int(await session.scalar(select(function(bindparam("portion", PORTION, Integer)))) or 0)


SWEEP = Job("sweep", sweep)
