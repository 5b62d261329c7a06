from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import literal_column, select
from sqlalchemy.orm import aliased

from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.supervision.models import Deduction, DeductionRule, DeductionStep, Judgement, Objection, Repeat, Reversal
from hengjian.supervision.workflows.deductions import DeductionState

_Earlier = aliased(Deduction)


def add_step(session: WriteSession, step: DeductionStep) -> None:
    session.add(step)


def add_objection(session: WriteSession, objection: Objection) -> None:
    session.add(objection)


async def load_objection(session: WriteSession, deduction: Deduction) -> None:
    await session.refresh(deduction, ["objection"])


def add_judgement(session: WriteSession, judgement: Judgement) -> None:
    session.add(judgement)


def add_repeat(session: WriteSession, repeat: Repeat) -> None:
    session.add(repeat)


def add_reversal(session: WriteSession, reversal: Reversal) -> None:
    session.add(reversal)


def add_corrected(session: WriteSession, deduction: Deduction) -> None:
    """The entry in place of one that was taken back; everything else comes in by recording."""
    session.add(deduction)


async def get_run_out_for_update(session: WriteSession, now: datetime, limit: int) -> Sequence[Deduction]:
    """Deductions whose objection term is over and that nobody objected to."""
    statement = select(Deduction).where(Deduction.state == literal_column("'notified'"), Deduction.object_until < now)
    statement = statement.order_by(Deduction.object_until, Deduction.id).limit(limit)
    return (await session.scalars(statement.with_for_update(skip_locked=True))).all()


async def get_repeat(session: AnySession, deduction_id: UUID) -> Repeat | None:
    """Of a deduction that the caller has been found to see."""
    return await session.get(Repeat, deduction_id)


async def get_earlier(session: AnySession, deduction_id: UUID) -> Deduction:
    """The deduction that makes another one a repeat, whoever asks about that one."""
    return await session.get_one(Deduction, deduction_id)


async def find_earlier_in_force(session: AnySession, deduction: Deduction, recorded_factor: Decimal) -> Any | None:
    """``id`` of the latest deduction in force of the same unit, rule and year that happened on an earlier day, with the
    rule's ``repeat_factor``, where that is more than what was recorded.
    """
    statement = (
        select(_Earlier.id, DeductionRule.repeat_factor)
        .select_from(DeductionRule)
        .join(_Earlier, _Earlier.rule_code == DeductionRule.code)
        .where(
            DeductionRule.id == deduction.rule_id,
            DeductionRule.repeat_factor > recorded_factor,
            _Earlier.unit_code == deduction.unit_code,
            _Earlier.year == deduction.year,
            _Earlier.occurred_on < deduction.occurred_on,
            _Earlier.state == DeductionState.EFFECTIVE.value,
        )
        .order_by(_Earlier.occurred_on.desc(), _Earlier.id.desc())
        .limit(1)
    )
    return (await session.execute(statement)).one_or_none()
