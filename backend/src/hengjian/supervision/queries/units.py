from collections.abc import Collection

from sqlalchemy import select

from hengjian.kit.data.database import AnySession
from hengjian.supervision.models import Unit


async def get_unit(session: AnySession, code: str) -> Unit | None:
    return await session.get(Unit, code)


async def get_active_unit(session: AnySession, code: str) -> Unit | None:
    return await session.scalar(select(Unit).where(Unit.code == code, Unit.is_active))


async def find_units(session: AnySession, codes: Collection[str]) -> dict[str, Unit]:
    """By code, also those that are no more in service."""
    return {unit.code: unit for unit in await session.scalars(select(Unit).where(Unit.code.in_(codes)))}
