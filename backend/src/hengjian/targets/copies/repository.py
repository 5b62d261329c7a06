"""Reading the service's copy of units and cadres."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from hengjian.contracts.actors import standing_reader
from hengjian.kit.data.database import AnySession
from hengjian.targets.models import Cadre, Unit, metadata

find_standing = standing_reader(metadata)


async def find_units(session: AnySession, codes: Collection[str]) -> dict[str, Unit]:
    return {unit.code: unit for unit in await session.scalars(select(Unit).where(Unit.code.in_(codes)))}


async def find_cadres(session: AnySession, codes: Collection[str]) -> dict[str, Cadre]:
    return {cadre.code: cadre for cadre in await session.scalars(select(Cadre).where(Cadre.code.in_(codes)))}


async def list_active_units(session: AnySession) -> Sequence[Unit]:
    return (await session.scalars(select(Unit).where(Unit.is_active).order_by(Unit.code))).all()


async def list_units_of_classes(session: AnySession, class_codes: Collection[str]) -> Sequence[Unit]:
    statement = select(Unit).where(Unit.is_active, Unit.class_code.in_(class_codes))
    return (await session.scalars(statement.order_by(Unit.code))).all()
