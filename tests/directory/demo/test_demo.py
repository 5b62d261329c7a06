"""The demo logins: one a role, each able to do its part."""

from sqlalchemy import select

from hengjian.audit.recording import Actor
from hengjian.contracts.roles import UNIT_ROLES, Role
from hengjian.directory.demo.seed import create_demo_logins
from hengjian.directory.models import Account
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from hengjian.simulation.county import found_county, small_county
from hengjian.simulation.planning import owner_units


async def test_whoever_acts_for_a_unit_has_one(services: dict[ServiceName, Service]) -> None:
    async with services[ServiceName.DIRECTORY].database.transaction(Actor("test", "test", "test", "")) as session:
        assert await create_demo_logins(session) is not None
        rows = await session.execute(select(Account.username, Account.unit_code))
        units = {row.username: row.unit_code for row in rows}
    assert {role for role in Role if units[role] is not None} == {*UNIT_ROLES, Role.INDICATOR_OWNER}
    for county in (found_county(1), small_county(found_county(1))):
        assert units[Role.INDICATOR_OWNER] in owner_units(county)
