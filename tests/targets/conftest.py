"""A small county for the tests of targets: three townships, a department, three cadres."""

from collections.abc import AsyncIterator
from datetime import date

import pytest_asyncio
from starlette.applications import Starlette

from hengjian.contracts.events import CadreChanged, CadreSnapshot, PostingSnapshot, UnitChanged, UnitSnapshot
from hengjian.gateway import create_gateway
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName, ServiceSettings
from tests.support.clock import YEAR
from tests.support.events import deliver
from tests.support.people import People
from tests.targets.support import Office, indicator


@pytest_asyncio.fixture(scope="module")
async def gateway(settings: dict[ServiceName, ServiceSettings]) -> AsyncIterator[Starlette]:
    """Targets with directory beside it; nobody else takes part in these tests."""
    wanted = {name: settings[name] for name in (ServiceName.DIRECTORY, ServiceName.TARGETS)}
    app = create_gateway(wanted, web_dir=None)
    async with app.router.lifespan_context(app):
        yield app


def unit(code: str, class_code: str, *, is_active: bool = True) -> UnitSnapshot:
    return UnitSnapshot.model_validate(
        {
            "code": code,
            "name": f"单位{code}",
            "kind": "department" if code.startswith("D") else "township",
            "class_code": class_code,
            "class_name": class_code,
            "class_since": date(2020, 1, 1),
            "is_active": is_active,
        }
    )


def cadre(code: str, unit_code: str) -> CadreSnapshot:
    posting = PostingSnapshot(
        unit_code=unit_code,
        post_code="deputy",
        post_name="副乡镇长",
        post_group="deputy",
        is_principal=False,
        from_on=date(2020, 1, 1),
        to_on=None,
    )
    return CadreSnapshot(code=code, name=f"干部{code}", postings=(posting,), is_active=True)


@pytest_asyncio.fixture(scope="module", autouse=True)
async def office(services: dict[ServiceName, Service], people: People) -> Office:
    """In the first days of the year, with the county's units and cadres known."""
    units = (
        unit("T01", "township-1"),
        unit("T02", "township-1"),
        unit("T03", "township-2"),
        unit("T09", "township-1", is_active=False),
        unit("D01", "department-1"),
    )
    cadres = (cadre("C1", "T01"), cadre("C2", "T02"))
    await deliver(
        services[ServiceName.TARGETS], ServiceName.DIRECTORY, UnitChanged(units=units), CadreChanged(cadres=cadres)
    )
    office = Office(people, services)
    await office.move_clock(YEAR, 1, 10, 9)
    return office


@pytest_asyncio.fixture(scope="module")
async def reported(office: Office) -> None:
    """January and June reported by T01: claims of 20 and 66."""
    await office.plan_the_year()
    await office.enter("/indicators:batch", indicator("FOREIGN", owner_unit_code="T03"))
    await office.advance("running")
    await office.move_clock(YEAR, 7, 2, 9)
    await office.submit(1, "20")
    await office.submit(6, "66")
