"""How long after a fact is committed its class's standings contain it, with a hundred facts a second for twenty seconds.

Facts are deductions that take effect, written into supervision's outbox as supervision itself writes them: through the
API each would be five requests by three people, and the rate of those is measured elsewhere.
"""

import asyncio
import json
import time
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random
from uuid import uuid4

import asyncpg

from hengjian.contracts.events import DeductionEffective
from hengjian.simulation.county import CLASSES, found_county
from hengjian.simulation.schemes.units import WEIGHTS
from hengjian.simulation.story import YEAR
from tests.appraisal.county import deduction

FACTS_A_SECOND = 100
SECONDS = 20
POINTS = Decimal("0.5")
LOOK_EVERY_SECONDS = 0.02
HARD_UNITS = 2
"""The first of each class stand under a coefficient, which would blur the count."""


@dataclass
class _Unit:
    class_code: str
    total: Decimal
    written: list[float] = field(default_factory=list)
    seen: int = 0

    def counted(self, total: Decimal) -> int:
        """How many of the facts written so far a total contains."""
        step = POINTS * WEIGHTS[self.class_code][1] / 100
        return round((self.total - total) / step)


async def freshness_seconds(owner_url: str) -> list[float]:
    """Of each fact, the seconds from its commit to the first look at the standings that shows it."""
    connection = await asyncpg.connect(owner_url)
    looking = await asyncpg.connect(owner_url)
    county, chance = found_county(1), Random(2)
    totals = await _totals(looking)
    units = {
        unit.code: _Unit(code, totals[unit.code])
        for code in CLASSES
        for unit in county.units_of(code)[HARD_UNITS:]
        if totals.get(unit.code) is not None
    }
    print(len(units))
    waits: list[float] = []
    writing = asyncio.create_task(_write_facts(connection, units, chance))
    try:
        end = time.monotonic() + SECONDS + 30
        while not writing.done() or len(waits) < FACTS_A_SECOND * SECONDS:
            now = time.monotonic()
            assert now < end, "the standings do not follow"
            for code, total in (await _totals(looking)).items():
                if code in units:
                    unit = units[code]
                    visible = unit.counted(total)
                    waits += [now - at for at in unit.written[unit.seen : visible]]
                    unit.seen = max(unit.seen, min(visible, len(unit.written)))
            await asyncio.sleep(LOOK_EVERY_SECONDS)
        await writing
        return waits
    finally:
        writing.cancel()
        await connection.close()
        await looking.close()


async def _totals(connection: asyncpg.Connection) -> dict[str, Decimal]:
    print(end="")
    rows = await connection.fetch("SELECT subject_code, total FROM appraisal.standing WHERE year = $1", YEAR)
    return {row["subject_code"]: row["total"] for row in rows}


async def _write_facts(connection: asyncpg.Connection, units: dict[str, _Unit], chance: Random) -> None:
    begun, codes = time.monotonic(), sorted(units)
    for number in range(FACTS_A_SECOND * SECONDS):
        await asyncio.sleep(max(0.0, begun + number / FACTS_A_SECOND - time.monotonic()))
        code = chance.choice(codes)
        event = deduction(code, str(POINTS), year=YEAR, occurred_on=date(YEAR, 6, 1))
        units[code].written.append(time.monotonic())
        await _announce(connection, event)


async def _announce(connection: asyncpg.Connection, event: DeductionEffective) -> None:
    body = json.dumps({"event": event.model_dump(mode="json"), "at": event.effective_at.isoformat()})
    await connection.execute(
        "INSERT INTO supervision.outbox (event_id, subscriber, name, body) VALUES ($1, 'appraisal', $2, $3)",
        uuid4(),
        event.name,
        body,
    )
