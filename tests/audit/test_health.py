"""Rows that wait for their seal turn health to degraded, and audit-verify to a code of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import httpx
import pytest

from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from hengjian.launch.audit import OVERDUE, verdict_on
from tests.audit.chains import SCHEMA, Chain
from tests.support.people import People


@asynccontextmanager
async def _refuse() -> AsyncIterator[asyncpg.Connection]:
    raise OSError("the sealing role may not log in")
    yield


async def health_of(client: httpx.AsyncClient) -> tuple[int, str, str]:
    answer = await client.get("/api/v1/health")
    return (answer.status_code, answer.json()["status"], answer.json()["services"]["personnel"]["audit"])


async def test_an_old_tail_is_degraded_until_it_is_sealed(
    people: People, services: dict[ServiceName, Service], monkeypatch: pytest.MonkeyPatch
) -> None:
    sealing = services[ServiceName.PERSONNEL].sealing
    async with people.anonymous as client:
        assert await health_of(client) == (200, "ok", "ok")
        with monkeypatch.context() as patch:
            patch.setattr(sealing, "_connect", _refuse)
            patch.setattr("hengjian.audit.sealing.OVERDUE_SECONDS", -1.0)
            assert await health_of(client) == (503, "degraded", "overdue")
        await sealing.seal_all()
        assert await health_of(client) == (200, "ok", "ok")


async def test_verifying_has_a_code_of_its_own_for_it(chain: Chain) -> None:
    await chain.write("sixth")
    assert verdict_on([await chain.verify()], {}) == 0, "it is not old yet"
    await chain.tamper(f"UPDATE {SCHEMA}.audit_log SET at = at - interval '61 seconds' WHERE object_id = 'sixth'")
    report = await chain.verify()
    assert (report.overdue, verdict_on([report], {})) == (1, OVERDUE)
    await chain.tamper(f"DELETE FROM {SCHEMA}.audit_log WHERE object_id = 'second'")
    assert verdict_on([await chain.verify()], {}) == 1
    assert verdict_on([], {SCHEMA: ["2025 (broken: changed)"]}) == 1
