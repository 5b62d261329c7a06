"""What a list or a page costs with a million deductions behind it: ``python -m bench.history`` prints each of them.

A third of the records are one unit's, so that a unit's pages are asked as hard as the county's. The history is the one
on which the tests read the plans, only larger.
"""

import asyncio
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

import asyncpg
import httpx
import psutil
from joserfc.jwk import OKPKey
from rich.console import Console
from rich.table import Table

from bench.filling import DEDUCTIONS
from bench.serving import owner_url
from hengjian.contracts.roles import Role
from hengjian.kit.access.auth import sign_access_token
from tests.supervision.history import LARGE_UNIT, fill
from tests.supervision.test_plans import BULLETIN, DEDUCTION_FILTERS, LATELY, OF_LARGE_UNIT, OTHER_LISTS, PAGES
from tests.support.clock import YEAR
from tests.support.connection import Connection, Request
from tests.support.installation import Installation, open_installation
from tests.support.posts import SUPERVISION, settle_county

RUNS = 12
MOST_MS = 50
READERS: dict[str, tuple[list[Role], list[str]]] = {
    "office": ([Role.SUPERVISION_OFFICE], ["*"]),
    "new inspector": ([Role.INSPECTOR], []),
    "head of a large unit": ([Role.UNIT_HEAD], [LARGE_UNIT]),
}
RECORDER = "inspector-1"
"""Who recorded a few of the records."""


@dataclass(frozen=True)
class Cost:
    reader: str
    path: str
    least_ms: float
    """Of the runs, at the caller."""
    processor_ms: float
    """Of one run: web process and database."""


def main(console: Console, deductions: int) -> None:
    with open_installation(migrated=False) as installation:
        console.print(f"starting an installation and filling it with {deductions:,} deductions")
        installation.start("--demo")
        settle_county(installation)
        _adopt_rules(installation)
        asyncio.run(_fill(installation, deductions))
        costs = asyncio.run(_measure(installation))
    console.print(_table(costs))
    slow = [cost for cost in costs if cost.processor_ms > MOST_MS and cost.least_ms > MOST_MS]
    console.print(f"{len(costs)} lists and pages, {len(slow)} of them over {MOST_MS} ms")


def _adopt_rules(installation: Installation) -> None:
    office = installation.sign_in("supervision_office")
    for year in range(YEAR - 8, YEAR):
        office.post(f"{SUPERVISION}/deduction-rules:adopt-template", json={"year": year}).raise_for_status()


async def _fill(installation: Installation, deductions: int) -> None:
    connection = await asyncpg.connect(owner_url(installation))
    try:
        template = await connection.fetchval("SELECT id::text FROM supervision.deduction LIMIT 1")
    finally:
        await connection.close()
    await fill(owner_url(installation), template, RECORDER, deductions)


def _asked(installation: Installation) -> Iterator[tuple[str, str]]:
    lists = [("/deductions", wanted) for wanted in DEDUCTION_FILTERS] + OTHER_LISTS + [("/public-pictures", {})]
    lists += [("/deductions", {"unit_code": LARGE_UNIT, **wanted}) for wanted in OF_LARGE_UNIT]
    for reader in READERS:
        for path, wanted in lists:
            if wanted.get("changed_after") != LATELY:
                yield reader, str(httpx.URL(f"{SUPERVISION}{path}", params=wanted or None))
        yield reader, f"{SUPERVISION}/deduction-summary?year={YEAR - 1}"
    for wanted in BULLETIN:
        if wanted.get("changed_after") != LATELY:
            yield "office", str(httpx.URL(f"{SUPERVISION}/bulletin", params=wanted or None))
    yield from (("office", page) for page in PAGES)
    yield from (("office", path) for path in _beside_a_record(installation))
    yield "office", f"{SUPERVISION}/strictness?year={YEAR - 1}"


def _beside_a_record(installation: Installation) -> Iterator[str]:
    office = installation.sign_in("supervision_office")
    of_large_unit = office.get(f"{SUPERVISION}/deductions", params={"unit_code": LARGE_UNIT, "state": "effective"})
    one = f"{SUPERVISION}/deductions/{of_large_unit.raise_for_status().json()['items'][0]['id']}"
    yield from (f"{one}{part}" for part in ("", "/similar", "/unit-history", "/evidence", "/public-pictures"))


async def _measure(installation: Installation) -> list[Cost]:
    headers = {name: _bearer(installation, name) for name in READERS}
    connection = Connection(installation.port)
    await connection.open()
    costs = []
    for reader, path in _asked(installation):
        request = Request("GET", path, headers[reader])
        status, body = await connection.send(request)
        if status == 403:
            continue
        assert status == 200, (path, body)
        costs.append(await _measure_one(installation, connection, reader, request))
    await connection.close()
    return costs


async def _measure_one(installation: Installation, connection: Connection, reader: str, request: Request) -> Cost:
    # Public answers are kept until something is written; another address each time asks the database each time.
    is_public = request.path.startswith(("/bulletin/", f"{SUPERVISION}/bulletin"))
    joined = "&" if "?" in request.path else "?"
    before, waits = _seconds_of(installation), []
    for run in range(RUNS):
        path = f"{request.path}{joined}asked={run}" if is_public else request.path
        begun = time.perf_counter()
        status, body = await connection.send(Request("GET", path, request.headers))
        waits.append(time.perf_counter() - begun)
        assert status == 200, (path, body)
    spent = sum(seconds - before.get(pid, 0.0) for pid, seconds in _seconds_of(installation).items())
    return Cost(reader, request.path, min(waits) * 1000, spent / RUNS * 1000)


def _seconds_of(installation: Installation) -> dict[int, float]:
    seconds = {}
    for process in installation.family():
        with suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            seconds[process.pid] = times.user + times.system
    return seconds


def _bearer(installation: Installation, reader: str) -> dict[str, str]:
    roles, units = READERS[reader]
    key = OKPKey.import_key(installation.home.secrets()["token_private_key"])
    person = {"kind": "person", "sub": reader, "name": reader, "roles": [str(role) for role in roles], "csrf": ""}
    claims = {**person, "units": units, "unit": units[0] if units and units != ["*"] else None, "cadre": None}
    return {"Authorization": f"Bearer {sign_access_token(key, claims, seconds=36000)}"}


def _table(costs: Sequence[Cost]) -> Table:
    table = Table("reader", "asked", "least ms", "processor ms")
    for cost in sorted(costs, key=lambda cost: -cost.processor_ms):
        table.add_row(cost.reader, cost.path, f"{cost.least_ms:.1f}", f"{cost.processor_ms:.1f}")
    return table


if __name__ == "__main__":
    main(Console(width=180), int(sys.argv[1]) if len(sys.argv) > 1 else DEDUCTIONS)
