"""A published result in a restored database is recomputed: it stands as it was, or the comparison names it."""

from dataclasses import asdict

import asyncpg
import pytest_asyncio

from hengjian.kit.settings import ServiceName
from hengjian.launch.backup_contents import read_moment
from hengjian.launch.restore_checks import Check, compare
from tests.appraisal.county import DAILY_BINDING, DAILY_SCHEME, Office, scheme, values, values_closed
from tests.support.cluster import Cluster


@pytest_asyncio.fixture(scope="module", autouse=True)
async def published(office: Office) -> None:
    await office.issued(scheme("townships", DAILY_SCHEME, DAILY_BINDING, "township-1", "township-2"))
    actuals = {f"T0{number}": str(101 - number) for number in range(1, 8)}
    await office.hear(ServiceName.TARGETS, values(**actuals), values_closed("township-1", "township-2"))
    ids = await office.compute()
    await office.step("approve", ids)
    await office.step("publish", ids)


async def seals_in(connection: asyncpg.Connection, cluster: Cluster) -> Check:
    told = asdict(await read_moment(connection)) | {"files": {}, "lost": []}
    return next(
        check for check in await compare(connection, told, cluster.home) if check.en == "seals of published results"
    )


async def test_a_published_result_is_recomputed(owner_url: str, cluster: Cluster) -> None:
    owner = await asyncpg.connect(owner_url)
    try:
        assert await seals_in(owner, cluster) == Check("已公示结果的封印", "seals of published results", 2)
        seal_id = await owner.fetchval("SELECT id FROM appraisal.sealed_result ORDER BY id LIMIT 1")
        await owner.execute("ALTER TABLE appraisal.sealed_result DISABLE TRIGGER USER")
        await owner.execute("UPDATE appraisal.sealed_result SET signature = 'bm9uZQ==' WHERE id = $1", seal_id)
        assert (await seals_in(owner, cluster)).faults == (f"{seal_id}: SIGNATURE_WRONG",)
    finally:
        await owner.close()
