"""Deductions as any feature may read or lock them: always within what the caller may see."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_, select, true

from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.supervision.models import Deduction, DeductionRule, Rectification
from hengjian.supervision.sight import Sight


def is_visible(sight: Sight) -> ColumnElement[bool]:
    if sight.whole_county:
        return true()
    ways: list[ColumnElement[bool]] = []
    if sight.unit_codes:
        ways.append(Deduction.unit_code.in_(sight.unit_codes))
    if sight.recorder is not None:
        recorders = Deduction.recorded_by, Deduction.second_recorder
        to_recheck = Deduction.id.in_(select(Rectification.deduction_id))
        ways += [
            *(recorder == sight.recorder for recorder in recorders),
            Deduction.effective_at.is_not(None),
            to_recheck,
        ]
    return or_(false(), *ways)


async def get_deduction(session: AnySession, sight: Sight, deduction_id: UUID) -> Deduction | None:
    """Without its history, which :mod:`hengjian.supervision.deductions` shows."""
    return await session.scalar(select(Deduction).where(Deduction.id == deduction_id, is_visible(sight)))


async def get_deduction_for_update(session: WriteSession, sight: Sight, deduction_id: UUID) -> Deduction | None:
    statement = select(Deduction).where(Deduction.id == deduction_id, is_visible(sight))
    return await session.scalar(statement.with_for_update())


async def get_deductions_for_update(
    session: WriteSession, sight: Sight, ids: Collection[UUID]
) -> dict[UUID, Deduction]:
    """Locked in the order of their ids, so that two batches cannot wait for each other."""
    statement = select(Deduction).where(Deduction.id.in_(ids), is_visible(sight)).order_by(Deduction.id)
    return {row.id: row for row in await session.scalars(statement.with_for_update())}


async def get_rule_of(session: AnySession, deduction: Deduction) -> DeductionRule:
    """The rule under which it stands."""
    return await session.get_one(DeductionRule, deduction.rule_id)
