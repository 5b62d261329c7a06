"""A database is a rehearsal from its first start on, or never."""

import asyncpg
import pytest

from hengjian.audit.recording import Actor
from hengjian.contracts.roles import Role
from hengjian.directory.rehearsal.repository import begin_rehearsal
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName, ServiceSettings
from hengjian.launch.bootstrap import settle_rehearsal
from hengjian.launch.trouble import LaunchRefusedError
from tests.support.people import People

ACTOR = Actor("test", "test", "test", "")


async def test_one_that_is_in_use_does_not_become_one(
    settings: dict[ServiceName, ServiceSettings],
    people: People,
) -> None:
    county = await people.person(Role.CADRE).get("/api/v1/directory/county")
    assert county.json()["is_rehearsal"] is False
    row = {"code": "T01", "name": "青石镇", "kind": "township"}
    entered = await people.person(Role.ADMINISTRATOR).post("/api/v1/directory/units:batch", json={"items": [row]})
    assert entered.status_code == 200
    await settle_rehearsal(settings, wanted=False)
    with pytest.raises(LaunchRefusedError, match="does not become a rehearsal"):
        await settle_rehearsal(settings, wanted=True)


async def test_one_that_is_never_becomes_real(
    settings: dict[ServiceName, ServiceSettings],
    services: dict[ServiceName, Service],
    people: People,
    owner_url: str,
) -> None:
    async with services[ServiceName.DIRECTORY].database.transaction(ACTOR) as session:
        await begin_rehearsal(session)
    assert (await people.person(Role.CADRE).get("/api/v1/directory/county")).json()["is_rehearsal"] is True
    await settle_rehearsal(settings, wanted=True)
    with pytest.raises(LaunchRefusedError, match="never becomes a real one"):
        await settle_rehearsal(settings, wanted=False)
    owner = await asyncpg.connect(owner_url)
    try:
        for change in ("DELETE FROM directory.rehearsal", "UPDATE directory.rehearsal SET begun_at = now()"):
            with pytest.raises(asyncpg.RestrictViolationError, match="append only"):
                await owner.execute(change)
    finally:
        await owner.close()
