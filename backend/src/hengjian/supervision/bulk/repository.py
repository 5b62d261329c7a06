from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from hengjian.kit.data.database import AnySession
from hengjian.supervision.models import Cadre, Deduction, DeductionRule, Unit


async def list_units(session: AnySession) -> Sequence[Unit]:
    return (await session.scalars(select(Unit).where(Unit.is_active).order_by(Unit.code))).all()


async def list_rules(session: AnySession, year: int) -> Sequence[DeductionRule]:
    statement = select(DeductionRule).where(DeductionRule.year == year).order_by(DeductionRule.code)
    return (await session.scalars(statement)).all()


async def list_cadres(session: AnySession) -> Sequence[Cadre]:
    return (await session.scalars(select(Cadre).where(Cadre.is_active).order_by(Cadre.code))).all()


async def find_numbered(session: AnySession, numbers: Collection[str]) -> Mapping[str, UUID]:
    """The ids of what was recorded under these numbers; nothing else of them is told."""
    statement = select(Deduction.number, Deduction.id).where(Deduction.number.in_(numbers))
    return {number: deduction_id for number, deduction_id, *_ in await session.execute(statement)}
