"""``make bench``: what Hengjian costs beside the least that the same database could do, measured in one run."""

import asyncio
import json
import time
from pathlib import Path
from statistics import median

import psutil
from rich.console import Console
from rich.table import Table

from bench.county import recompute_seconds
from bench.engine import measure_engine
from bench.freshness import FACTS_A_SECOND, freshness_seconds
from bench.measuring import Line
from bench.serving import bearer, measure_serving, owner_url
from bench.trial import measure_trial
from hengjian.contracts.roles import Role
from hengjian.launch.home import DATABASE
from hengjian.launch.postgres import EmbeddedPostgres
from tests.support.installation import Installation, open_installation
from tests.support.posts import settle_county

RESULT_FILE = Path("bench.json")


def main(console: Console) -> None:
    with open_installation(migrated=False) as installation:
        lines = _measure(installation, console)
    RESULT_FILE.write_text(json.dumps([line.as_entry() for line in lines], ensure_ascii=False, indent=2) + "\n")
    console.print(_table(lines))
    console.print(f"written to {RESULT_FILE.resolve()}")


def _measure(installation: Installation, console: Console) -> list[Line]:
    console.print("starting an installation and filling it")
    installation.start("--demo")
    settle_county(installation)
    lines = measure_serving(installation, console)
    lines.append(_resident_memory(installation))
    assert installation.stop() == 0
    console.print("starting again, and recomputing the county")
    lines.append(_start_up(installation))
    lines += _recompute(installation)
    console.print("following a hundred facts a second")
    lines += _freshness(installation)
    console.print("scoring twenty thousand subjects")
    lines += measure_engine()
    console.print("trying a scheme on every cadre")
    return lines + measure_trial()


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
    office = bearer(installation, Role.APPRAISAL_OFFICE)
    waits = sorted(asyncio.run(freshness_seconds(owner_url(installation), installation.address, office)))
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
