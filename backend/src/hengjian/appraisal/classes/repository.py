from collections.abc import Collection

from sqlalchemy import select

from hengjian.appraisal.classes.names import ClassName, name_class, unit_class_of
from hengjian.appraisal.models import Unit, UnitClass
from hengjian.kit.data.database import AnySession


async def name_classes(session: AnySession, codes: Collection[str]) -> dict[str, ClassName]:
    """Names are public inside the county."""
    wanted = {*codes, *map(unit_class_of, codes)}
    rows = await session.scalars(select(UnitClass).where(UnitClass.code.in_(wanted)))
    unit_classes = {row.code: (row.name, row.name_en or row.name) for row in rows}
    units = await session.execute(select(Unit.code, Unit.name).where(Unit.code.in_(codes)))
    unit_names = {row.code: row.name for row in units}
    return {code: name_class(code, unit_classes, unit_names) for code in codes}


async def list_unit_names(session: AnySession) -> dict[str, str]:
    """Of all units by code; public inside the county."""
    return {row.code: row.name for row in await session.execute(select(Unit.code, Unit.name))}
