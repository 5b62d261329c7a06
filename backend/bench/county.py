"""All classes of the county recomputed, in this process: the demo county's schemes, a year's facts, one deduction
each."""

import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from uuid import uuid4

from sqlalchemy import insert, select

from hengjian.appraisal.models import ClosedItem, ItemFact, Standing
from hengjian.audit.recording import Actor
from hengjian.contracts.events import (
    ConfirmedValue,
    IndicatorChanged,
    IndicatorSnapshot,
    RoundClosed,
    UnitChanged,
    UnitSnapshot,
    ValueConfirmed,
)
from hengjian.contracts.roles import Role
from hengjian.gateway import create_gateway
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName, ServiceSettings
from hengjian.simulation.county import CLASSES, County, Unit, found_county
from hengjian.simulation.planning import owner_of
from hengjian.simulation.schemes.indicators import BY_KIND, SITE_POINTS
from hengjian.simulation.schemes.units import LEADERS, SITE, SOCIETY, scheme_code, unit_scheme
from hengjian.simulation.story import YEAR
from tests.appraisal.county import API, deduction, good
from tests.support.events import deliver
from tests.support.people import People

DEDUCTIONS_A_UNIT = 6
RUNS = 5
ONE_CLASS = ("township-1",)
ACTOR = Actor("bench", "bench", "bench")


@dataclass(frozen=True)
class Recomputed:
    """Seconds of each run, until committed: the seven classes with 96 units, and one class after one fact."""

    all_classes: list[float]
    one_class: list[float]


async def recompute_seconds(settings: dict[ServiceName, ServiceSettings]) -> Recomputed:
    app = create_gateway({ServiceName.APPRAISAL: settings[ServiceName.APPRAISAL]}, web_dir=None)
    service: Service = app.state.services[ServiceName.APPRAISAL]
    county, chance = found_county(1), Random(1)
    try:
        await deliver(service, ServiceName.DIRECTORY, UnitChanged(units=tuple(_snapshot(u) for u in county.units)))
        await deliver(service, ServiceName.TARGETS, _library(county))
        await _issue_schemes(People(app, settings), county)
        await _state_facts(service, county, chance)
        await service.jobs.run_all()
        await _check_everybody_is_scored(service)
        runs = [
            (await _recompute(service, county, chance, CLASSES), await _recompute(service, county, chance, ONE_CLASS))
            for _ in range(RUNS)
        ]
        return Recomputed([every for every, _ in runs], [one for _, one in runs])
    finally:
        await service.peers.close()
        await service.database.close()


async def _check_everybody_is_scored(service: Service) -> None:
    """Whoever lacks a fact is left out of the work, and of what is measured."""
    async with service.database.read_session() as session:
        unscored = (await session.scalars(select(Standing.subject_code).where(Standing.total.is_(None)))).all()
    assert list(unscored) == []


async def _recompute(service: Service, county: County, chance: Random, class_codes: Collection[str]) -> float:
    events = [
        deduction(chance.choice(county.units_of(code)).code, "0.5", year=YEAR, occurred_on=date(YEAR, 6, 1))
        for code in class_codes
    ]
    await deliver(service, ServiceName.SUPERVISION, *events)
    begun = time.perf_counter()
    done = await service.jobs.run_all()
    seconds = time.perf_counter() - begun
    assert done == len(class_codes)
    return seconds


def _snapshot(unit: Unit) -> UnitSnapshot:
    return UnitSnapshot(
        code=unit.code,
        name=unit.name,
        kind=unit.kind,
        class_code=unit.class_code,
        class_name=CLASSES[unit.class_code][0],
        class_since=date(2020, 1, 1),
        is_active=True,
    )


def _library(county: County) -> IndicatorChanged:
    indicators = [indicator for of_kind in BY_KIND.values() for indicator in of_kind]
    return IndicatorChanged(
        year=YEAR,
        indicators=tuple(
            IndicatorSnapshot(code=i.code, name=i.name, name_en=i.name_en, owner_unit_code=owner_of(county, i))
            for i in indicators
        ),
    )


async def _issue_schemes(people: People, county: County) -> None:
    author = people.person(Role.APPRAISAL_OFFICE, name="author")
    reviewer = people.person(Role.APPRAISAL_OFFICE, name="reviewer")
    committee = people.person(Role.COMMITTEE)
    for code in CLASSES:
        units = county.units_of(code)
        scheme = await good(
            author.post(f"{API}/schemes", json=unit_scheme(code, county, [unit.code for unit in units[:2]]))
        )
        address = f"{API}/schemes/{scheme['id']}"
        await good(reviewer.post(f"{address}:review"))
        await good(committee.post(f"{address}:approve", json={"document_number": "1"}))
        await good(author.post(f"{address}:issue"))


async def _state_facts(service: Service, county: County, chance: Random) -> None:
    def near(common: int) -> Decimal:
        return Decimal(common * chance.randint(70, 120)) / 100

    values = [
        ConfirmedValue(
            record_id=uuid4(),
            unit_code=unit.code,
            indicator_code=indicator.code,
            value_name="annual",
            actual=near(indicator.common),
            target=Decimal(indicator.common),
        )
        for unit in county.units
        for indicator in BY_KIND[unit.kind]
    ]
    closings = [
        RoundClosed(
            round_id=uuid4(),
            year=YEAR,
            kind="annual_values",
            period="annual",
            class_codes=tuple(code for code in CLASSES if CLASSES[code][1] == kind),
            indicator_codes=tuple(indicator.code for indicator in indicators),
        )
        for kind, indicators in BY_KIND.items()
    ]
    await deliver(service, ServiceName.TARGETS, ValueConfirmed(year=YEAR, values=tuple(values)), *closings)
    await deliver(
        service,
        ServiceName.SUPERVISION,
        *(
            deduction(unit.code, "0.5", year=YEAR, occurred_on=date(YEAR, 3, 1))
            for unit in county.units
            for _ in range(DEDUCTIONS_A_UNIT)
        ),
    )
    await _close_other_items(service, county, chance)


async def _close_other_items(service: Service, county: County, chance: Random) -> None:
    """Site, leaders and society, as their rounds would leave them."""
    facts = []
    for unit in county.units:
        site = [str(chance.randint(SITE_POINTS * 4 // 5, SITE_POINTS)) for _ in range(5)]
        leaders = [str(chance.randint(80, 98)) for _ in range(5)]
        votes = dict(zip(("satisfied", "basically", "dissatisfied", "dont_know"), (70, 20, 5, 5), strict=True))
        for item, fact in ((SITE, {"scores": site}), (LEADERS, {"scores": leaders}), (SOCIETY, {"votes": votes})):
            place = {"year": YEAR, "scheme_code": scheme_code(unit.class_code), "item_code": item}
            record = {"subject_code": unit.code, "fact": fact, "source": "sheet", "record_id": uuid4()}
            facts.append(place | record)
    closed = [
        {"year": YEAR, "scheme_code": scheme_code(code), "item_code": item, "class_code": code}
        for code in CLASSES
        for item in (SITE, LEADERS, SOCIETY)
    ]
    async with service.database.transaction(ACTOR) as session:
        await session.execute(insert(ItemFact), facts)
        await session.execute(insert(ClosedItem), closed)
