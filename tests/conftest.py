"""Fixtures that every test may use. A database, a gateway and its people belong to one test module."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

import httpx
import pytest
import pytest_asyncio
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from starlette.applications import Starlette

from hengjian.gateway import create_gateway
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName, ServiceSettings
from hengjian.kit.time.clock import set_office_offset
from tests.support.clock import choose_start, start_offset
from tests.support.cluster import Cluster, begin_run, end_run, the_cluster
from tests.support.fuzzing import choose_fuzz_seed, fuzz_seed_told
from tests.support.people import People, client_for

LONGEST = {"journeys", "crash", "launch"}
_left_out: set[str] = set()

# One profile for every test: how long an example takes says nothing on a busy machine.
hypothesis_settings.register_profile(
    "hengjian", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
hypothesis_settings.load_profile("hengjian")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--units", action="store_true", help="only what needs no database and starts no server")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "apart: needs nginx; left out where HENGJIAN_SKIP names it")
    config.addinivalue_line(
        "markers", "long: takes its time by nature; `make test-long` runs it, `make test` a brother"
    )
    if not hasattr(config, "workerinput"):
        begin_run()
        choose_start()
        choose_fuzz_seed()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        end_run()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("units"):
        items[:] = [item for item in items if _is_unit(item)]
    # What takes longest begins first, so that no worker waits for another at the end.
    items.sort(key=lambda item: item.path.parent.name not in LONGEST)
    if "apart" in os.environ.get("HENGJIAN_SKIP", "").split(","):
        for item in items:
            if item.get_closest_marker("apart"):
                item.add_marker(pytest.mark.skip(reason="HENGJIAN_SKIP names apart"))


def _is_unit(item: pytest.Item) -> bool:
    return item.path.parent.name not in {*LONGEST, "contracts"} and "cluster" not in getattr(item, "fixturenames", ())


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    _left_out.update(item.nodeid for item in items if item.get_closest_marker("long"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = sorted(_left_out)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker of pytest-xdist is done; only workers know what was deselected."""
    _left_out.update(getattr(node, "workeroutput", {}).get("left_out", ()))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line(fuzz_seed_told())
    if _left_out:
        terminalreporter.write_line(f"left out, `make test-long` runs them: {', '.join(sorted(_left_out))}")


@pytest.fixture(autouse=True, scope="module")
def _office_clock_starts_alike() -> Iterator[None]:
    set_office_offset(start_offset())
    yield
    set_office_offset(start_offset())


@pytest_asyncio.fixture(scope="session")
async def cluster() -> Cluster:
    return await asyncio.to_thread(the_cluster)


@pytest_asyncio.fixture(scope="module")
async def database_name(cluster: Cluster) -> AsyncIterator[str]:
    name = await cluster.clone()
    yield name
    await cluster.drop(name)


@pytest_asyncio.fixture(scope="module")
async def settings(cluster: Cluster, database_name: str) -> dict[ServiceName, ServiceSettings]:
    """Of all five services on this module's database, with the demo clock."""
    return cluster.home.settings(cluster.admin_url, database_name, demo=True)


@pytest_asyncio.fixture(scope="module")
async def owner_url(cluster: Cluster, database_name: str) -> str:
    return cluster.home.owner_url(cluster.admin_url, database_name)


@pytest_asyncio.fixture(scope="module")
async def gateway(settings: dict[ServiceName, ServiceSettings]) -> AsyncIterator[Starlette]:
    """All five services in this process, with relays and jobs running."""
    app = create_gateway(settings, web_dir=None)
    async with app.router.lifespan_context(app):
        yield app


@pytest_asyncio.fixture(scope="module")
async def services(gateway: Starlette) -> dict[ServiceName, Service]:
    """What runs behind the gateway: databases, inboxes, jobs."""
    found: dict[ServiceName, Service] = gateway.state.services
    return found


@pytest_asyncio.fixture(scope="module")
async def people(gateway: Starlette, settings: dict[ServiceName, ServiceSettings]) -> People:
    return People(gateway, settings)


@pytest_asyncio.fixture
async def anonymous(gateway: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    async with client_for(gateway) as client:
        yield client
