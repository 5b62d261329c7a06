from collections.abc import Sequence

from sqlalchemy import select

from hengjian.kit.data.database import AnySession
from hengjian.supervision.models import DeductionRule, Unit


async def list_units(session: AnySession) -> Sequence[Unit]:
    return (await session.scalars(select(Unit).where(Unit.is_active).order_by(Unit.code))).all()


async def list_rules(session: AnySession, year: int) -> Sequence[DeductionRule]:
    statement = select(DeductionRule).where(DeductionRule.year == year).order_by(DeductionRule.code)
    return (await session.scalars(statement)).all()
