"""How long after a fact is committed a reader who follows the stream has read standings that contain it.

Facts are deductions that take effect, written into supervision's outbox as supervision itself writes them: through the
API each takes several requests of several people, whose rate is measured elsewhere. Reading is over HTTP: the stream
says which class changed, and the list of the class is read then, as the page does, but without the page's pauses.
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
import httpx

from hengjian.contracts.events import DeductionEffective
from hengjian.simulation.county import CLASSES, found_county
from hengjian.simulation.schemes.units import WEIGHTS
from hengjian.simulation.story import YEAR
from tests.appraisal.county import API, deduction

FACTS_A_SECOND = 100
SECONDS = 20
PATIENCE_SECONDS = 30
POINTS = Decimal("0.5")
HARD_UNITS = 2
"""The first of each class stand under a coefficient, which would blur the count."""


@dataclass
class _Unit:
    class_code: str
    total: Decimal
    written: list[float] = field(default_factory=list)
    seen: int = 0

    def look(self, total: Decimal, now: float) -> list[float]:
        """The waits of those facts that this total is the first to contain: each takes the same part of a point."""
        step = POINTS * WEIGHTS[self.class_code][1] / 100
        counted = min(round((self.total - total) / step), len(self.written))
        waits = [now - at for at in self.written[self.seen : counted]]
        self.seen = max(self.seen, counted)
        return waits


async def freshness_seconds(owner_url: str, address: str, headers: dict[str, str]) -> list[float]:
    """The wait of each fact."""
    connection = await asyncpg.connect(owner_url)
    async with httpx.AsyncClient(base_url=address, headers=headers, timeout=PATIENCE_SECONDS) as client:
        units = await _find_units(client)
        waits: list[float] = []
        following = asyncio.create_task(_follow(client, units, waits))
        try:
            await _write_facts(connection, units, Random(2))
            await asyncio.wait_for(following, PATIENCE_SECONDS)
        finally:
            following.cancel()
            await connection.close()
    return waits


async def _find_units(client: httpx.AsyncClient) -> dict[str, _Unit]:
    county = found_county(1)
    measured = {unit.code for code in CLASSES for unit in county.units_of(code)[HARD_UNITS:]}
    units = {}
    for class_code in CLASSES:
        for code, total in (await _totals(client, class_code)).items():
            if code in measured:
                units[code] = _Unit(class_code, total)
    return units


async def _totals(client: httpx.AsyncClient, class_code: str) -> dict[str, Decimal]:
    answer = (await client.get(f"{API}/standings/{YEAR}/classes/{class_code}")).raise_for_status().json()
    return {line["subject_code"]: Decimal(line["total"]) for line in answer["items"]}


async def _follow(client: httpx.AsyncClient, units: dict[str, _Unit], waits: list[float]) -> None:
    """Until every fact has been seen."""
    stream = client.stream("GET", f"{API}/standings/stream", headers={"Accept": "text/event-stream"})
    async with stream as answer:
        async for line in answer.raise_for_status().aiter_lines():
            if not line.startswith("data: "):
                continue
            totals = await _totals(client, json.loads(line.removeprefix("data: "))["class_code"])
            now = time.monotonic()
            for code, total in totals.items():
                if code in units:
                    waits += units[code].look(total, now)
            if len(waits) >= FACTS_A_SECOND * SECONDS:
                return


async def _write_facts(connection: asyncpg.Connection, units: dict[str, _Unit], chance: Random) -> None:
    begun, codes = time.monotonic(), sorted(units)
    for number in range(FACTS_A_SECOND * SECONDS):
        await asyncio.sleep(max(0.0, begun + number / FACTS_A_SECOND - time.monotonic()))
        code = chance.choice(codes)
        await _announce(connection, deduction(code, str(POINTS), year=YEAR, occurred_on=date(YEAR, 6, 1)))
        units[code].written.append(time.monotonic())


async def _announce(connection: asyncpg.Connection, event: DeductionEffective) -> None:
    body = json.dumps({"event": event.model_dump(mode="json"), "at": event.effective_at.isoformat()})
    await connection.execute(
        "INSERT INTO supervision.outbox (event_id, subscriber, name, body) VALUES ($1, 'appraisal', $2, $3)",
        uuid4(),
        event.name,
        body,
    )
