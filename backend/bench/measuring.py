"""Interleaved runs over the same number of connections: what the machine does meanwhile falls on all alike."""

import asyncio
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from tests.support.connection import Connection, Request

CONNECTIONS = 4
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

    def as_entry(self) -> dict[str, object]:
        return {name: value for name, value in asdict(self).items() if name in {"name", "value", "floor", "ratio"}}


@dataclass(frozen=True)
class Course:
    """An address and what is sent there, each time anew: one request, or several that belong together."""

    port: int
    draw_up: Callable[[], Sequence[Request]]


async def measure_rates(courses: Sequence[Course], requests: int | None = None) -> list[float]:
    """How often a second each course is run: the median of its rounds, the first of which only warms up."""
    lanes = [[Connection(course.port) for _ in range(CONNECTIONS)] for course in courses]
    for lane in lanes:
        await asyncio.gather(*(connection.open() for connection in lane))
    rates: list[list[float]] = [[] for _ in courses]
    for _ in range(ROUNDS + 1):
        for number, course in enumerate(courses):
            rates[number].append(await _run_round(course, lanes[number], requests or REQUESTS_A_ROUND))
    for lane in lanes:
        await asyncio.gather(*(connection.close() for connection in lane))
    return [statistics.median(measured[1:]) for measured in rates]


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


def compare(name: str, rates: Sequence[float], aim: str) -> Line:
    value, floor = rates
    return Line(name, round(value, 1), round(floor, 1), round(value / floor, 3), "a second", aim)
