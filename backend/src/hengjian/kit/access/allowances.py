"""How much a machine client may ask: a bucket each that fills with time, one row for all processes of a service."""

from math import ceil

from hengjian.kit.data.database import Database
from hengjian.kit.problems.problems import TooManyRequests

_FILLED = """least($2::double precision, kept.remaining
                       + $2::double precision / 60
                         * extract(epoch FROM clock_timestamp() - kept.counted_at)::double precision)"""
"""What stands in the row at this moment by the database's clock, which all processes have in common."""

_TAKE = f"""
    INSERT INTO request_allowance AS kept (subject, remaining, counted_at)
    VALUES ($1, $2::double precision - 1, clock_timestamp())
    ON CONFLICT (subject) DO UPDATE SET remaining = {_FILLED} - 1, counted_at = clock_timestamp()
    WHERE {_FILLED} >= 1
    RETURNING true"""  # noqa: S608 - our own text

_READ = f"SELECT {_FILLED} FROM request_allowance AS kept WHERE subject = $1"  # noqa: S608 - our own text


class Allowances:
    """``a_minute`` requests each, and as many at once after a rest. A refused request takes nothing."""

    def __init__(self, database: Database, a_minute: int) -> None:
        self._database = database
        self._a_minute = float(a_minute)

    async def take(self, subject: str) -> None:
        """One request of this caller; 429 with the time to wait where none is left."""
        async with self._database.writing() as connection:
            if await connection.fetchval(_TAKE, subject, self._a_minute):
                return
            filled = await connection.fetchval(_READ, subject, self._a_minute)
        raise TooManyRequests(seconds=max(1, ceil((1 - filled) * 60 / self._a_minute)))
