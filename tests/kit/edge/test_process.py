"""What one process with all five services takes of the database: little under load, next to nothing when idle."""

import asyncio
from typing import Any

import asyncpg
from sqlalchemy import event
from starlette.applications import Starlette

from hengjian.contracts.roles import Role
from hengjian.kit.data.connections import BudgetedPool
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName, ServiceSettings
from tests.support.cluster import Cluster
from tests.support.people import People

READS = (
    "/api/v1/directory/units",
    "/api/v1/targets/years",
    "/api/v1/supervision/deductions",
    "/api/v1/appraisal/schemes",
    "/api/v1/personnel/proposals",
)
IDLE_SECONDS = 4


async def test_all_services_under_load_stay_within_the_budget(
    gateway: Starlette,
    people: People,
    settings: dict[ServiceName, ServiceSettings],
    cluster: Cluster,
    database_name: str,
) -> None:
    auditor = people.person(Role.AUDITOR)
    most = 0

    async def watch() -> None:
        nonlocal most
        connection = await asyncpg.connect(cluster.admin_url)
        try:
            while True:
                query = "SELECT count(*) FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'"
                most = max(most, await connection.fetchval(query, database_name))
                await asyncio.sleep(0.02)
        finally:
            await connection.close()

    watching = asyncio.create_task(watch())
    answers = await asyncio.gather(*(auditor.get(path) for path in READS * 40))
    watching.cancel()
    assert {answer.status_code for answer in answers} == {200}
    allowed = next(iter(settings.values())).connections
    assert 5 < most <= allowed
    pool = next(iter(gateway.state.services.values())).database.engine.sync_engine.pool
    assert isinstance(pool, BudgetedPool)
    assert pool.budget.most_open < allowed


async def test_an_idle_process_asks_the_database_for_nearly_nothing(services: dict[ServiceName, Service]) -> None:
    await asyncio.sleep(2)
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    engines = [
        engine.sync_engine
        for service in services.values()
        for engine in (service.database.engine, service.database._reading)
    ]
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        await asyncio.sleep(IDLE_SECONDS)
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)
    assert len(asked) <= IDLE_SECONDS, asked
