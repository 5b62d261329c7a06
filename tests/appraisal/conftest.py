from collections.abc import AsyncIterator

import pytest_asyncio
from starlette.applications import Starlette

from hengjian.gateway import create_gateway
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName, ServiceSettings
from tests.appraisal.county import Office, populate
from tests.support.people import People


@pytest_asyncio.fixture(scope="module")
async def gateway(settings: dict[ServiceName, ServiceSettings]) -> AsyncIterator[Starlette]:
    """This service alone: nothing here may need a peer to be up."""
    app = create_gateway({ServiceName.APPRAISAL: settings[ServiceName.APPRAISAL]}, web_dir=None)
    async with app.router.lifespan_context(app):
        yield app


@pytest_asyncio.fixture(scope="module")
async def appraisal(services: dict[ServiceName, Service]) -> Service:
    return services[ServiceName.APPRAISAL]


@pytest_asyncio.fixture(scope="module")
async def office(people: People, appraisal: Service) -> Office:
    """The offices of a county whose units and cadres ``appraisal`` knows."""
    await populate(appraisal)
    return Office(people, appraisal)
