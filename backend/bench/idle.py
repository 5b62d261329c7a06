"""What the gateway costs while nobody asks anything, what it takes of the database, and how fast events drain."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from uuid import uuid4

import asyncpg
import psutil
from rich.console import Console
from rich.table import Table

from bench.measuring import Line
from bench.serving import bearer, owner_url
from hengjian.contracts.roles import Role
from tests.appraisal.county import deduction
from tests.support.clock import YEAR
from tests.support.connection import Connection, Request
from tests.support.installation import Installation, open_installation
from tests.support.posts import UNIT, settle_county

SETTLE_SECONDS = 5
IDLE_SECONDS = 60
CALLERS, CALLS = 60, 40
WAITING = 100_000
PATIENCE_SECONDS = 600
LISTS = {
    Role.SUPERVISION_OFFICE: ("/api/v1/supervision/deductions", "/api/v1/directory/units"),
    Role.APPRAISAL_OFFICE: ("/api/v1/appraisal/standings", "/api/v1/targets/reports"),
    Role.ORGANISATION_DEPARTMENT: ("/api/v1/personnel/proposals", "/api/v1/directory/cadres"),
}


def measure_idle(installation: Installation, console: Console) -> list[Line]:
    """Of a running installation in which supervision knows its unit."""
    console.print(f"leaving it alone for {IDLE_SECONDS} s")
    time.sleep(SETTLE_SECONDS)
    begun = _seconds_of(installation)
    time.sleep(IDLE_SECONDS)
    web, database = (after - before for before, after in zip(begun, _seconds_of(installation), strict=True))
    console.print(f"asking all services over {CALLERS} connections, and draining {WAITING:,} events")
    return [
        Line("gateway that nobody asks", round(web / IDLE_SECONDS * 100, 3), None, None, "% of a core", "under 0.3"),
        Line("its database meanwhile", round(database / IDLE_SECONDS * 100, 3), None, None, "% of a core", ""),
        asyncio.run(_connections(installation)),
        *asyncio.run(_drain(installation)),
    ]


def _seconds_of(installation: Installation) -> tuple[float, float]:
    """Processor seconds so far: of the web process, and of what it started, the database."""
    own, *others = installation.family()
    seconds = []
    for processes in ([own], others):
        spent = 0.0
        for process in processes:
            with suppress(psutil.NoSuchProcess):
                times = process.cpu_times()
                spent += times.user + times.system
        seconds.append(spent)
    return seconds[0], seconds[1]


async def _connections(installation: Installation) -> Line:
    """The most that the roles of the installation hold while all services are asked at once."""
    watching = await asyncpg.connect(owner_url(installation))
    done, most = asyncio.Event(), 0
    held = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"

    async def watch() -> None:
        nonlocal most
        while not done.is_set():
            most = max(most, await watching.fetchval(held))
            await asyncio.sleep(0.02)

    async def call(role: Role, path: str) -> None:
        connection, request = Connection(installation.port), Request("GET", path, bearer(installation, role))
        await connection.open()
        for _ in range(CALLS):
            status, body = await connection.send(request)
            assert status == 200, (path, body)
        await connection.close()

    addresses = [(role, path) for role, paths in LISTS.items() for path in paths]
    watcher = asyncio.create_task(watch())
    await asyncio.gather(*(call(*addresses[number % len(addresses)]) for number in range(CALLERS)))
    done.set()
    await watcher
    await watching.close()
    return Line(f"database connections under {CALLERS} callers", most, None, None, "", "at most 20")


async def _drain(installation: Installation) -> list[Line]:
    """Deductions that took effect, from supervision's outbox to what appraisal keeps of them."""
    connection = await asyncpg.connect(owner_url(installation))
    event = deduction(UNIT, "0.5", year=YEAR)
    rows = ((uuid4(), event.model_copy(update={"deduction_id": uuid4()}).model_dump_json()) for _ in range(WAITING))
    try:
        await connection.execute("CREATE TEMPORARY TABLE written (event_id uuid, event text)")
        await connection.copy_records_to_table("written", records=rows)
        spent = _spent(installation)
        begun = time.monotonic()
        await connection.execute(
            """INSERT INTO supervision.outbox (event_id, subscriber, name, body)
               SELECT event_id, 'appraisal', $1, jsonb_build_object('event', event::jsonb, 'at', now()) FROM written""",
            event.name,
        )
        while await connection.fetchval("SELECT EXISTS (SELECT FROM supervision.outbox WHERE delivered_at IS NULL)"):
            assert time.monotonic() < begun + PATIENCE_SECONDS
            await asyncio.sleep(0.2)
        seconds, processor = time.monotonic() - begun, spent()
        applied = await connection.fetchval("SELECT count(*) FROM appraisal.inbox WHERE source = 'supervision'")
        assert applied >= WAITING, applied
    finally:
        await connection.close()
    rate = Line(
        f"small events that drain, {WAITING:,} waiting", round(WAITING / seconds), None, None, "a second", "2,000"
    )
    cost = Line(
        "processor of a thousand of them", round(processor / WAITING * 1_000_000), None, None, "ms", "under 500"
    )
    return [rate, cost]


def _spent(installation: Installation) -> Callable[[], float]:
    """Processor seconds of everything from now on."""
    before = sum(_seconds_of(installation))
    return lambda: sum(_seconds_of(installation)) - before


def main(console: Console) -> None:
    with open_installation(migrated=False) as installation:
        installation.start("--demo")
        settle_county(installation)
        lines = measure_idle(installation, console)
        assert installation.stop() == 0
    table = Table("", "value", "unit", "aim")
    for line in lines:
        table.add_row(line.name, f"{line.value:g}", line.unit, line.aim)
    console.print(table)


if __name__ == "__main__":
    main(Console(width=140))
