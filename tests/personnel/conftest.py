from collections.abc import AsyncIterator

import pytest_asyncio
from starlette.applications import Starlette

from hengjian.gateway import create_gateway
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName, ServiceSettings
from tests.personnel.county import Office, deputies_result, ordinary_result, populate, township_result
from tests.support.people import People


@pytest_asyncio.fixture(scope="module")
async def gateway(settings: dict[ServiceName, ServiceSettings]) -> AsyncIterator[Starlette]:
    """This service alone: nothing here may need a peer to be up."""
    app = create_gateway({ServiceName.PERSONNEL: settings[ServiceName.PERSONNEL]}, web_dir=None)
    async with app.router.lifespan_context(app):
        yield app


@pytest_asyncio.fixture(scope="module")
async def office(people: People, services: dict[ServiceName, Service]) -> Office:
    """The offices of a county whose units and cadres ``personnel`` knows."""
    await populate(services[ServiceName.PERSONNEL])
    return Office(people, services[ServiceName.PERSONNEL])


@pytest_asyncio.fixture(scope="module")
async def year_results(office: Office) -> None:
    """Issued rules, and a year's final results that they make proposals of; two cadres tie for a last place."""
    await office.issue_rules()
    tied = [*range(1, 19), 19, 19]
    await office.finalise(
        township_result(),
        deputies_result(),
        ordinary_result("T01"),
        ordinary_result("T02", tied),
        ordinary_result("T03"),
    )
