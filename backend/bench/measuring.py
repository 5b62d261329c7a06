"""Interleaved runs over the same number of connections: what the machine does meanwhile falls on all alike."""

import asyncio
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from tests.support.connection import Connection, Request

CONNECTIONS = 4
"""Where nothing else is said; as many as the floor's."""
ROUNDS = 8
REQUESTS_A_ROUND = 120


@dataclass(frozen=True)
class Line:
    """``ratio`` compares rates, value to floor; where there is nothing to compare with, both are None."""

    name: str
    value: float
    floor: float | None
    ratio: float | None
    unit: str
    aim: str
    processor_ms: tuple[float, float] | None = None
    """Of one run here and one of the floor: web process and database together, whatever else the machine does."""

    def as_entry(self) -> dict[str, object]:
        kept = {"name", "value", "floor", "ratio", "processor_ms"}
        return {name: value for name, value in asdict(self).items() if name in kept}


@dataclass(frozen=True)
class Course:
    """An address and what is sent there, each time anew: one request, or several that belong together."""

    port: int
    draw_up: Callable[[], Sequence[Request]]
    spent: Callable[[], float] = float
    """Seconds of processor that the processes behind the address have used so far."""


@dataclass(frozen=True)
class Measured:
    rate: float
    processor_ms: float


async def measure(
    courses: Sequence[Course], requests: int | None = None, connections: int = CONNECTIONS
) -> list[Measured]:
    """How often a second each course is run, and what one run costs: medians of the rounds, the first only warms up."""
    rounds: list[list[Measured]] = [[] for _ in courses]
    count = requests or REQUESTS_A_ROUND
    for _ in range(ROUNDS + 1):
        for number, course in enumerate(courses):
            # Opened anew, for a server hangs up on who is silent while the others have their turn.
            lane = [Connection(course.port) for _ in range(connections)]
            await asyncio.gather(*(connection.open() for connection in lane))
            before = course.spent()
            rate = await _run_round(course, lane, count)
            rounds[number].append(Measured(rate, (course.spent() - before) / count * 1000))
            await asyncio.gather(*(connection.close() for connection in lane))
    return [
        Measured(
            statistics.median(one.rate for one in measured[1:]),
            statistics.median(one.processor_ms for one in measured[1:]),
        )
        for measured in rounds
    ]


async def _run_round(course: Course, lane: Sequence[Connection], count: int) -> float:
    waiting = [course.draw_up() for _ in range(count)]

    async def drive(connection: Connection) -> None:
        while waiting:
            for request in waiting.pop():
                status, body = await connection.send(request)
                assert status == request.expected, (status, body)

    begun = time.perf_counter()
    await asyncio.gather(*(drive(connection) for connection in lane))
    return count / (time.perf_counter() - begun)


def compare(name: str, measured: Sequence[Measured], aim: str) -> Line:
    value, floor = measured
    return Line(
        name,
        round(value.rate, 1),
        round(floor.rate, 1),
        round(value.rate / floor.rate, 3),
        "a second",
        aim,
        (round(value.processor_ms, 2), round(floor.processor_ms, 2)),
    )
