"""Changes get their numbers when they have become visible, so that nothing can come to stand before a number that was
told.

A trigger notes a change in the transaction that makes it. When that commits is unknown until it has, so the number is
given afterwards, by whoever holds the one row of ``change_state``: what is visible and has no number yet. A transaction
that stays open keeps nobody waiting; its changes are numbered when it ends. Of each record the last change is kept.
"""

import asyncio
from contextlib import suppress
from uuid import uuid4

import asyncpg
from sqlalchemy import update
from sqlalchemy.exc import SQLAlchemyError

from hengjian.kit.data.database import Database, WriteSession
from hengjian.kit.observability import log

REST_SECONDS = 0.5
"""What is written meanwhile is numbered together."""

RETRY_SECONDS = 1.0
LOOK_SECONDS = 30.0
"""After which it is looked although this process wrote nothing: the command line writes too."""

KEPT_DAYS = 90
_SWEPT_AT_ONCE = 1000

_TROUBLE = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, SQLAlchemyError, TimeoutError)


class Numbering:
    """The loop of one service in this process; others may run beside it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._woken = asyncio.Event()

    def wake(self) -> None:
        self._woken.set()

    async def run(self) -> None:
        while True:
            self._woken.clear()
            try:
                await self.number()
            except _TROUBLE as error:
                log.warning("changes_not_numbered", schema=self._database.schema, error=repr(error))
                self._woken.set()
                await asyncio.sleep(RETRY_SECONDS)
            await asyncio.sleep(REST_SECONDS)
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._woken.wait()

    async def number(self) -> None:
        """All that is visible now and has no number."""
        async with self._database.writing() as connection, connection.transaction():
            schema = self._database.schema
            last: int = await connection.fetchval(f"SELECT last_number FROM {schema}.change_state FOR UPDATE")  # noqa: S608 - the name of our schema
            # A statement of its own: what it sees must not be older than the lock.
            await connection.execute(_NUMBER.format(schema=schema), last)


_NUMBER = """
WITH taken AS (DELETE FROM {schema}.change_waiting RETURNING object_type, object_id, was),
latest AS (
    SELECT object_type, object_id, row_number() OVER () AS place,
           coalesce(jsonb_agg(DISTINCT was) FILTER (WHERE was IS NOT NULL), '[]') AS was
    FROM taken GROUP BY object_type, object_id
), numbered AS (
    INSERT INTO {schema}.change AS known (object_type, object_id, number, numbered_at, was)
    SELECT object_type, object_id, $1 + place, clock_timestamp(), was FROM latest
    ON CONFLICT (object_type, object_id) DO UPDATE SET number = excluded.number, numbered_at = excluded.numbered_at,
        was = CASE WHEN known.was @> excluded.was THEN known.was ELSE known.was || excluded.was END
)
UPDATE {schema}.change_state SET last_number = last_number + (SELECT count(*) FROM latest)
WHERE EXISTS (SELECT FROM latest)
"""


async def sweep_changes(session: WriteSession) -> int:
    """One portion of what nobody may ask for any more; how many rows went."""
    connection, schema = await session.driver_connection(), session.database.schema
    await connection.execute(f"SELECT FROM {schema}.change_state FOR UPDATE")
    swept: int = await connection.fetchval(_SWEEP.format(schema=schema), _SWEPT_AT_ONCE, KEPT_DAYS)
    return swept


_SWEEP = """
WITH RECURSIVE kind AS (
    SELECT min(object_type) AS name FROM {schema}.change
    UNION ALL
    SELECT (SELECT min(object_type) FROM {schema}.change WHERE object_type > kind.name) FROM kind
    WHERE kind.name IS NOT NULL
), swept AS (
    DELETE FROM {schema}.change USING kind CROSS JOIN LATERAL (
        SELECT object_id, numbered_at FROM {schema}.change WHERE object_type = kind.name ORDER BY number LIMIT $1
    ) AS oldest
    WHERE change.object_type = kind.name AND change.object_id = oldest.object_id
        AND oldest.numbered_at < clock_timestamp() - make_interval(days => $2)
    RETURNING number
), forgotten AS (
    UPDATE {schema}.change_state SET swept_number = greatest(swept_number, (SELECT max(number) FROM swept))
    WHERE EXISTS (SELECT FROM swept)
)
SELECT count(*) FROM swept
"""
"""Kind by kind, the oldest of each: an index leads to them, so a look that finds nothing old costs nothing."""


async def begin_anew(session: WriteSession) -> None:
    """After a restore: every mark that was given before holds no longer."""
    await session.execute(update(session.database.table("change_state")).values(incarnation=uuid4()))
