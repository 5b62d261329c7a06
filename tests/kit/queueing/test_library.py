"""The library's tables are as it wants them, and it speaks as the service's own role."""

import asyncpg
import pytest
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver

from hengjian.kit.queueing.library import queries_of, queue_settings
from hengjian.kit.settings import ServiceName, ServiceSettings


@pytest.mark.parametrize("service", ServiceName)
async def test_the_library_would_change_nothing(service: ServiceName, owner_url: str) -> None:
    connection = await asyncpg.connect(owner_url)
    try:
        plan = await queries_of(service, AsyncpgDriver(connection)).plan_upgrade()
    finally:
        await connection.close()
    assert (plan.statements, plan.notes) == ((), ())


@pytest.mark.parametrize("service", ServiceName)
async def test_a_queue_is_closed_to_the_neighbours(
    service: ServiceName, settings: dict[ServiceName, ServiceSettings]
) -> None:
    neighbour = next(name for name in ServiceName if name is not service)
    connection = await asyncpg.connect(settings[service].database_url)
    try:
        await connection.fetch(f"SELECT * FROM {service}.pgqueuer, {service}.pgqueuer_log")
        for table in ("pgqueuer", "pgqueuer_log", "queued_job", "queued_job_row"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.fetch(f"SELECT * FROM {neighbour}.{table}")
    finally:
        await connection.close()


def test_names_do_not_depend_on_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = queue_settings("targets")
    for name in ("CHANNEL", "FUNCTION", "TRIGGER", "QUEUE_TABLE", "PGQUEUER_PREFIX", "PGQUEUER_SCHEMA"):
        monkeypatch.setenv(name, "elsewhere")
    assert queue_settings("targets") == usual
