"""Correcting a deduction that was raised as a repeat of one that was revoked since."""

from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.ids import new_id
from hengjian.kit.edge.auth import Principal
from hengjian.kit.time.clock import office_now, real_now
from hengjian.supervision import numbers
from hengjian.supervision.deductions.arithmetic import plain
from hengjian.supervision.deductions.errors import RepeatStands
from hengjian.supervision.deductions.repeats import find_lost_ground
from hengjian.supervision.deductions.schemas import DeductionRevocation
from hengjian.supervision.deductions.service import (
    announce_effective,
    check_impartial_step,
    revoke_deduction,
    take_step,
)
from hengjian.supervision.deductions.states import DeductionState, DeductionVerb
from hengjian.supervision.models import Deduction, Repeat


async def correct_repeat(
    session: WriteSession, deduction: Deduction, correction: DeductionRevocation, principal: Principal
) -> Deduction:
    """What made it a repeat was revoked: take it back by a reversal, and enter it again as it was recorded."""
    await check_impartial_step(session, principal, deduction, DeductionVerb.CORRECT)
    repeat = await session.get(Repeat, deduction.id)
    if repeat is None or not await find_lost_ground(session, deduction, repeat):
        raise RepeatStands
    await revoke_deduction(session, deduction, correction, principal, verb=DeductionVerb.CORRECT)
    entered = await _enter_again(session, deduction, repeat, principal)
    take_step(
        session,
        entered,
        DeductionState.EFFECTIVE,
        at=entered.recorded_at,
        principal=principal,
        verb=DeductionVerb.CORRECT,
        reason=correction.reason,
    )
    await session.flush()
    await announce_effective(session, entered)
    return entered


_COPIED = (
    *("year", "visit_id", "report_id", "rectification_id", "unit_code", "unit_name", "cadre_codes"),
    *("rule_id", "rule_code", "rule_title", "rule_title_en", "category", "points_each", "count", "points_reason"),
    *("occurred_at", "occurred_on", "captured_at", "device_at", "place", "description", "source"),
    *("latitude", "longitude", "accuracy_m", "is_mock", "second_recorder", "second_recorder_name"),
    *("public_text", "public_text_reviewed_at", "public_text_reviewed_by", "confirmed_by"),
)


async def _enter_again(session: WriteSession, deduction: Deduction, repeat: Repeat, principal: Principal) -> Deduction:
    """In force at once: the unit had its notice and its term, and loses less than was notified."""
    now = office_now()
    entered = Deduction(
        **{name: getattr(deduction, name) for name in _COPIED},
        id=new_id(),
        number=await numbers.take_number(session, numbers.DEDUCTION, deduction.year),
        corrects_id=deduction.id,
        factor=repeat.factor_before,
        points=plain(deduction.points_each * deduction.count * repeat.factor_before),
        received_at=real_now(),
        state=DeductionState.EFFECTIVE.value,
        effective_at=now,
        recorded_at=now,
        recorded_by=principal.subject,
        recorded_by_name=principal.name,
        recorded_office=deduction.recorded_office,
        notice_number=deduction.notice_number,
        object_until=deduction.object_until,
        content_digest=deduction.id.bytes,
    )
    session.add(entered)
    return entered
