"""Reads of the local copies of the county's units and cadres."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select

from hengjian.contracts.actors import standing_reader
from hengjian.kit.data.database import AnySession
from hengjian.personnel.models import Cadre, Unit, metadata

find_standing = standing_reader(metadata)


async def find_units(session: AnySession, codes: Collection[str]) -> dict[str, Unit]:
    rows = await session.scalars(select(Unit).where(Unit.code.in_(codes)))
    return {unit.code: unit for unit in rows}


async def name_classes(session: AnySession, codes: Collection[str]) -> dict[str, str]:
    """Names of classes by code, as far as a unit stands in them."""
    query = select(Unit.class_code, Unit.class_name).where(Unit.class_code.in_(codes)).distinct()
    return {code: name for code, name in await session.execute(query) if code is not None and name is not None}


async def find_cadres(session: AnySession, codes: Collection[str]) -> dict[str, Cadre]:
    rows = await session.scalars(select(Cadre).where(Cadre.code.in_(codes)))
    return {cadre.code: cadre for cadre in rows}


async def cadres_of_units(session: AnySession, unit_codes: Collection[str]) -> Sequence[Cadre]:
    """Everybody who serves, or once served, in one of the units."""
    served = [Cadre.postings.contains([{"unit_code": code}]) for code in unit_codes]
    return (await session.scalars(select(Cadre).where(or_(*served)).order_by(Cadre.code))).all()
