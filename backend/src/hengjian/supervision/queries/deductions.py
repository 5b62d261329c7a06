"""Deductions as any feature may read or lock them: always within what the caller may see."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.supervision.models import Deduction, DeductionRule
from hengjian.supervision.sight import Sight

TOOK_EFFECT = Deduction.effective_at.is_not(None)
TO_RECHECK = and_(Deduction.rectification_asked_at.is_not(None), Deduction.effective_at.is_(None))
"""What somebody may be sent to look at again although it is not in force: its term still runs, or it was revoked."""


def broad_ways(sight: Sight) -> Sequence[ColumnElement[bool]]:
    """Ways by which a large part of the records comes into the caller's sight, each served by indexes of its own."""
    if sight.whole_county:
        return [true()]
    units = [Deduction.unit_code == code for code in sorted(sight.unit_codes)]
    return units if sight.recorder is None else [TOOK_EFFECT, *units]


def narrow_ways(sight: Sight) -> Sequence[ColumnElement[bool]]:
    """Ways to a small part: for inspectors the own records and what they may look at again."""
    if sight.whole_county or sight.recorder is None:
        return []
    return [Deduction.recorded_by == sight.recorder, Deduction.second_recorder == sight.recorder, TO_RECHECK]


def ways_to_see(sight: Sight) -> Sequence[ColumnElement[bool]]:
    return [*broad_ways(sight), *narrow_ways(sight)] or [false()]


def is_visible(sight: Sight) -> ColumnElement[bool]:
    return or_(*ways_to_see(sight))


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
