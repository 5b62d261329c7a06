from collections.abc import AsyncIterator

import pytest_asyncio
from starlette.applications import Starlette

from hengjian.gateway import create_gateway
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName, ServiceSettings
from tests.personnel.county import Office, populate
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
