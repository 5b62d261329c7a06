"""Supervision with targets beside it, whose plans a round copies."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest
import pytest_asyncio
from starlette.applications import Starlette

from hengjian.contracts.events import UnitChanged
from hengjian.gateway import create_gateway
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName, ServiceSettings
from tests.supervision.conftest import unit
from tests.supervision.rounds.support import Quarter
from tests.supervision.support import set_clock
from tests.support.events import deliver
from tests.support.people import People

Later = Callable[[], Awaitable[None]]


@pytest_asyncio.fixture(scope="module")
async def gateway(settings: dict[ServiceName, ServiceSettings]) -> AsyncIterator[Starlette]:
    wanted = (ServiceName.DIRECTORY, ServiceName.TARGETS, ServiceName.SUPERVISION)
    app = create_gateway({name: settings[name] for name in wanted}, web_dir=None)
    async with app.router.lifespan_context(app):
        yield app


@pytest_asyncio.fixture(scope="module", autouse=True)
async def units_of_targets(services: dict[ServiceName, Service]) -> None:
    units = (unit("T01", "青岭镇"), unit("T02", "白沙镇"), unit("D01", "水务局", "department"))
    await deliver(services[ServiceName.TARGETS], ServiceName.DIRECTORY, UnitChanged(units=units))


@pytest.fixture
def quarter(people: People) -> Quarter:
    return Quarter(people)


@pytest_asyncio.fixture
async def later(services: dict[ServiceName, Service]) -> AsyncIterator[Later]:
    """Moves the office clock past the term of making good, and back after the test."""
    yield lambda: set_clock(services.values(), timedelta(days=40))
    await set_clock(services.values(), timedelta(0))
