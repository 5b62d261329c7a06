"""What every step of the year knows: county, people, clock, chance, and what earlier steps have left behind."""

import asyncio
from collections.abc import Awaitable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import TypeVar
from uuid import UUID, uuid5

from rich.progress import Progress, TaskID

from hengjian.kit.time.clock import COUNTY_ZONE
from hengjian.simulation.api import RefusalError, YearInterruptedError
from hengjian.simulation.county import County
from hengjian.simulation.people import Cast
from hengjian.simulation.scale import Scale

YEAR = 2026
_NAMESPACE = UUID("0b5cf7f2-0f5e-5c1e-9a7c-2d6a1e8f4b60")

Answer = TypeVar("Answer")


@dataclass
class Story:
    """One play of the year. Chance depends on the seed and a purpose alone, never on the order of answers."""

    seed: int
    scale: Scale
    county: County
    cast: Cast
    progress: Progress
    task: TaskID
    step: str = ""
    objections: set[str] = field(default_factory=set)
    """Deductions against which a unit has objected."""

    def chance(self, *purpose: object) -> Random:
        return Random(":".join(str(part) for part in (self.seed, *purpose)))

    def id(self, *purpose: object) -> str:
        return str(uuid5(_NAMESPACE, ":".join(str(part) for part in (self.seed, *purpose))))

    def strength(self, subject_code: str) -> float:
        """How well a unit or a cadre does this year, 0 to 1, mostly near the middle."""
        chance = self.chance("strength", subject_code)
        return (chance.random() + chance.random() + chance.random()) / 3

    def score(self, low: float, high: float, subject_code: str, *purpose: object) -> str:
        """A score with one decimal between two bounds: mostly the subject's strength, partly chance."""
        luck = self.chance(subject_code, *purpose).random()
        share = 0.7 * self.strength(subject_code) + 0.3 * luck
        return str(Decimal(round((low + (high - low) * share) * 10)) / 10)

    @property
    def class_codes(self) -> list[str]:
        return sorted({unit.class_code for unit in self.county.units})

    @property
    def kinds(self) -> list[str]:
        return sorted({unit.kind for unit in self.county.units})

    async def move_clock(self, day: date, hour: int = 9) -> None:
        """To a day and hour of the office; answers when everything due has been done."""
        await self._show(datetime.combine(day, time(hour), COUNTY_ZONE))

    async def settle(self) -> None:
        """Wait until every service has heard of everything: a minute passes at the office."""
        county = await self.cast.clock.get("directory/county")
        await self._show(datetime.fromisoformat(county["office_now"]) + timedelta(minutes=1))

    async def _show(self, moment: datetime) -> None:
        """Where the clock shows that day already, an earlier try went through unheard: a minute passes instead."""
        try:
            await self.cast.clock.post("directory/demo-clock", {"to": moment.isoformat()})
        except RefusalError as refusal:
            if refusal.code != "clock_only_forward":
                raise
            county = await self.cast.clock.ask_anew("GET", "directory/county")
            now = datetime.fromisoformat(county["office_now"]).astimezone(COUNTY_ZONE)
            if now.date() != moment.astimezone(COUNTY_ZONE).date():
                raise
            later = {"to": (now + timedelta(minutes=1)).isoformat()}
            await self.cast.clock.ask_anew("POST", "directory/demo-clock", later)

    @contextmanager
    def telling(self, step: str) -> Iterator[None]:
        """Name the step on the progress bar, and in what is said when it is refused."""
        self.step = step
        self.progress.update(self.task, description=step)
        try:
            yield
        except RefusalError as refusal:
            raise YearInterruptedError(f"{step}：{refusal}") from refusal
        self.progress.advance(self.task)


async def together(work: Iterable[Awaitable[Answer]]) -> list[Answer]:
    """Independent requests side by side, answers in the order asked; the first refusal ends it."""
    return list(await asyncio.gather(*work))


def moment(day: date, hour: int, minute: int = 0) -> str:
    return datetime.combine(day, time(hour, minute), COUNTY_ZONE).isoformat()
