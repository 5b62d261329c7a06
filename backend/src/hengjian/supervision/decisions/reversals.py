"""Taking an effective deduction back by an entry of its own, alone or with a corrected one in its place."""

from hengjian.contracts.events import DeductionRevoked
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.ids import new_id
from hengjian.kit.messaging.events import publish
from hengjian.kit.time.clock import office_now, real_now
from hengjian.supervision import record_numbers
from hengjian.supervision.bulletin.service import post_reversal
from hengjian.supervision.decisions import repository
from hengjian.supervision.decisions.errors import RepeatStands
from hengjian.supervision.decisions.repeats import find_lost_ground
from hengjian.supervision.decisions.schemas import DeductionRevocation
from hengjian.supervision.decisions.steps import announce_effective, check_impartial_step, take_step
from hengjian.supervision.models import Deduction, Repeat, Reversal
from hengjian.supervision.points import plain
from hengjian.supervision.privacy import check_names_nobody
from hengjian.supervision.queries.saving import save
from hengjian.supervision.workflows.deductions import DeductionState, DeductionVerb


async def revoke_deduction(
    session: WriteSession,
    deduction: Deduction,
    revocation: DeductionRevocation,
    principal: Principal,
    verb: DeductionVerb = DeductionVerb.REVOKE,
) -> None:
    """Take back an effective deduction by an entry of its own; what was published stays, struck through."""
    await check_impartial_step(session, principal, deduction, verb)
    await check_names_nobody(session, revocation.reason, deduction)
    now = office_now()
    reversal = Reversal(
        number=await record_numbers.take_number(session, record_numbers.REVERSAL, now.year),
        deduction_id=deduction.id,
        reason=revocation.reason,
        reversed_at=now,
        reversed_by=principal.person_id,
        reversed_by_name=principal.name,
    )
    repository.add_reversal(session, reversal)
    take_step(
        session,
        deduction,
        DeductionState.REVOKED,
        at=now,
        principal=principal,
        verb=verb,
        reason=revocation.reason,
    )
    await save(session)
    if deduction.is_published:
        await post_reversal(session, deduction, reversal)
    await publish(
        session,
        DeductionRevoked(
            deduction_id=deduction.id,
            reversal_id=reversal.id,
            year=deduction.year,
            unit_code=deduction.unit_code,
            reason=revocation.reason,
        ),
    )


async def correct_repeat(
    session: WriteSession, deduction: Deduction, correction: DeductionRevocation, principal: Principal
) -> Deduction:
    """What made it a repeat was revoked: take it back by a reversal, and enter it again as it was recorded."""
    await check_impartial_step(session, principal, deduction, DeductionVerb.CORRECT)
    repeat = await repository.get_repeat(session, deduction.id)
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
    await save(session)
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
        number=await record_numbers.take_number(session, record_numbers.DEDUCTION, deduction.year),
        corrects_id=deduction.id,
        factor=repeat.factor_before,
        points=plain(deduction.points_each * deduction.count * repeat.factor_before),
        received_at=real_now(),
        state=DeductionState.EFFECTIVE.value,
        effective_at=now,
        recorded_at=now,
        recorded_by=principal.person_id,
        recorded_by_name=principal.name,
        recorded_office=deduction.recorded_office,
        notice_number=deduction.notice_number,
        object_until=deduction.object_until,
        content_digest=deduction.id.bytes,
    )
    repository.add_corrected(session, entered)
    return entered
