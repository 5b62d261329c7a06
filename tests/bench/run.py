"""``make bench``: what Hengjian costs beside the least that the same database could do, measured in one run."""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from uuid import uuid4

import httpx
import psutil
from joserfc.jwk import OKPKey
from rich.console import Console
from rich.table import Table

from hengjian.contracts.roles import Role
from hengjian.kit.auth import sign_access_token
from hengjian.kit.settings import ServiceName
from hengjian.launch.home import DATABASE
from hengjian.launch.postgres import EmbeddedPostgres, free_port, running_port
from tests.bench.client import Request
from tests.bench.county import recompute_seconds
from tests.bench.engine import measure_engine
from tests.bench.filling import DEDUCTIONS, fill, overhear_list_statement
from tests.bench.freshness import FACTS_A_SECOND, freshness_seconds
from tests.bench.measuring import Course, Line, compare, measure_rates
from tests.crash.writers import SUPERVISION, settle_county, write_deduction
from tests.launch.support import Installation, open_folder

RESULT_FILE = Path("bench.json")


def main(console: Console) -> None:
    with open_folder() as folder:
        installation = Installation(folder)
        try:
            lines = _measure(installation, console)
        finally:
            installation.end()
    RESULT_FILE.write_text(json.dumps([line.as_entry() for line in lines], ensure_ascii=False, indent=2) + "\n")
    console.print(_table(lines))
    console.print(f"written to {RESULT_FILE.resolve()}")


def _measure(installation: Installation, console: Console) -> list[Line]:
    console.print("starting an installation and filling it")
    installation.start("--demo")
    settle_county(installation)
    asyncio.run(fill(_owner_url(installation)))
    lines = _measure_http(installation, console)
    lines.append(_resident_memory(installation))
    assert installation.stop() == 0
    console.print("starting again, and recomputing the county")
    lines.append(_start_up(installation))
    lines += _recompute(installation)
    console.print("following a hundred facts a second")
    lines += _freshness(installation)
    console.print("scoring twenty thousand subjects")
    return lines + measure_engine()


def _running_cluster(installation: Installation) -> EmbeddedPostgres:
    cluster = EmbeddedPostgres(installation.home.cluster, installation.home.secrets()["superuser_password"])
    cluster.port = running_port(cluster) or 0
    return cluster


def _owner_url(installation: Installation) -> str:
    return installation.home.owner_url(_running_cluster(installation).url, DATABASE)


def _bearer(installation: Installation, role: Role) -> dict[str, str]:
    key = OKPKey.import_key(installation.home.secrets()["token_private_key"])
    person = {"kind": "person", "sub": str(uuid4()), "name": str(role), "roles": [str(role)], "csrf": ""}
    claims = {**person, "units": ["*"], "unit": None, "cadre": None}
    return {"Authorization": f"Bearer {sign_access_token(key, claims, seconds=3600)}"}


@contextmanager
def _floor(installation: Installation) -> Iterator[int]:
    """The bare application on a port of its own, on the same database under the same login."""
    settings = installation.home.settings(_running_cluster(installation).url, DATABASE, demo=True)
    supervision, port = settings[ServiceName.SUPERVISION], free_port()
    order = {
        "port": port,
        "database_url": supervision.database_url,
        "pool_size": supervision.pool_size,
        "list_statement": asyncio.run(overhear_list_statement()),
    }
    process = subprocess.Popen([sys.executable, "-m", "tests.bench.floor"], stdin=subprocess.PIPE)
    try:
        assert process.stdin is not None
        process.stdin.write(json.dumps(order).encode() + b"\n")
        process.stdin.flush()
        _wait_for(f"http://127.0.0.1:{port}/page?size=1")
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            httpx.get(address, timeout=5).raise_for_status()
            return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


def _create(path: str, headers: dict[str, str]) -> Request:
    post = write_deduction()
    return Request("POST", path, {**headers, "Idempotency-Key": post.key}, json.dumps(post.body).encode())


def _measure_http(installation: Installation, console: Console) -> list[Line]:
    inspector, office = _bearer(installation, Role.INSPECTOR), _bearer(installation, Role.SUPERVISION_OFFICE)
    page = httpx.get(f"{installation.address}/bulletin/").raise_for_status()
    with _floor(installation) as floor:
        ours = installation.port

        def rates(*courses: Course) -> list[float]:
            return asyncio.run(measure_rates(courses))

        console.print("creating deductions")
        created = rates(
            Course(ours, lambda: _create(f"{SUPERVISION}/deductions", inspector), 201),
            Course(floor, lambda: _create("/deductions", {}), 201),
            Course(floor, lambda: _create("/rows", {}), 201),
        )
        console.print(f"listing 50 of {DEDUCTIONS}")
        listed = rates(
            Course(ours, lambda: Request("GET", f"{SUPERVISION}/deductions", office)),
            Course(floor, lambda: Request("GET", "/deductions", {})),
        )
        console.print("reading the bulletin")
        read = rates(
            Course(ours, lambda: Request("GET", "/bulletin/", {})),
            Course(floor, lambda: Request("GET", f"/page?size={len(page.content)}", {})),
        )
    return [
        compare("create a deduction / the same rows by bare FastAPI and asyncpg", created[:2], "ratio 0.6"),
        compare("create a deduction / a single insert", [created[0], created[2]], ""),
        compare(f"list 50 of {DEDUCTIONS} deductions / the same SQL passed through", listed, "ratio 0.6"),
        compare("bulletin page / a bare answer of its size", read, ""),
    ]


def _start_up(installation: Installation) -> Line:
    begun = time.monotonic()
    installation.start("--demo")
    seconds = time.monotonic() - begun
    assert installation.stop() == 0
    return Line("start on existing data", round(seconds, 2), None, None, "seconds", "under 8")


def _resident_memory(installation: Installation) -> Line:
    size = psutil.Process(installation.process.pid).memory_info().rss / 1_000_000
    return Line("resident memory of the server process", round(size, 1), None, None, "MB", "under 300")


def _recompute(installation: Installation) -> list[Line]:
    cluster = EmbeddedPostgres(installation.home.cluster, installation.home.secrets()["superuser_password"])
    cluster.start()
    try:
        runs = asyncio.run(recompute_seconds(installation.home.settings(cluster.url, DATABASE, demo=True)))
    finally:
        cluster.stop()
    every, one = median(runs.all_classes), median(runs.one_class)
    return [
        Line("recompute the seven classes of the county", round(every, 3), None, None, "seconds", "under 1"),
        Line(
            "recompute after one fact / recompute all classes",
            round(one, 4),
            round(every, 4),
            round(one / every, 3),
            "seconds",
            "ratio under 0.25",
        ),
    ]


def _freshness(installation: Installation) -> list[Line]:
    """On the county that the recompute has left."""
    installation.start("--demo")
    office = _bearer(installation, Role.APPRAISAL_OFFICE)
    waits = sorted(asyncio.run(freshness_seconds(_owner_url(installation), installation.address, office)))
    assert installation.stop() == 0
    at_rate = f"standings contain a fact, {FACTS_A_SECOND} facts a second"
    return [
        Line(f"{at_rate}, p{share}", round(waits[len(waits) * share // 100] * 1000), None, None, "ms", "under 1000")
        for share in (50, 99)
    ]


def _table(lines: list[Line]) -> Table:
    table = Table("", "value", "floor", "ratio", "unit", "aim")
    for line in lines:
        numbers = ("" if number is None else f"{number:g}" for number in (line.value, line.floor, line.ratio))
        table.add_row(line.name, *numbers, line.unit, line.aim)
    return table


if __name__ == "__main__":
    main(Console())
