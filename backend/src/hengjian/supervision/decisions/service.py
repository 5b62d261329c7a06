"""The office's decision on what was recorded: confirmed, sent back or merged; then notice, and what its term brings."""

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.time.calendar import add_working_days, end_of_day
from hengjian.kit.time.clock import office_now, office_today
from hengjian.supervision import record_numbers
from hengjian.supervision.decisions import repository
from hengjian.supervision.decisions.errors import MergeTargetUnfit
from hengjian.supervision.decisions.repeats import apply_repeat
from hengjian.supervision.decisions.schemas import DeductionMerger, DeductionReturn
from hengjian.supervision.decisions.steps import announce_effective, check_impartial_step, take_step
from hengjian.supervision.models import Deduction
from hengjian.supervision.workflows.deductions import GOES_ON, DeductionState, DeductionVerb

OBJECTION_WORKING_DAYS = 3


async def confirm_deduction(session: WriteSession, deduction: Deduction, principal: Principal) -> None:
    await check_impartial_step(session, principal, deduction, DeductionVerb.CONFIRM)
    now = office_now()
    await apply_repeat(session, deduction, now)
    deduction.confirmed_by = principal.person_id
    take_step(session, deduction, DeductionState.CONFIRMED, at=now, principal=principal, verb=DeductionVerb.CONFIRM)


async def return_deduction(
    session: WriteSession, deduction: Deduction, decision: DeductionReturn, principal: Principal
) -> None:
    await check_impartial_step(session, principal, deduction, DeductionVerb.RETURN)
    take_step(
        session,
        deduction,
        DeductionState.RETURNED,
        at=office_now(),
        principal=principal,
        verb=DeductionVerb.RETURN,
        reason=decision.reason,
    )


async def merge_deduction(
    session: WriteSession, deduction: Deduction, target: Deduction | None, merger: DeductionMerger, principal: Principal
) -> None:
    """Fold a second record of the same matter into the first; only the first goes on."""
    await check_impartial_step(session, principal, deduction, DeductionVerb.MERGE)
    if target is None or target is deduction or target.unit_code != deduction.unit_code or target.state not in GOES_ON:
        raise MergeTargetUnfit
    deduction.merged_into_id = target.id
    take_step(
        session,
        deduction,
        DeductionState.MERGED,
        at=office_now(),
        principal=principal,
        verb=DeductionVerb.MERGE,
        reason=merger.reason,
    )


async def notify_deduction(session: WriteSession, deduction: Deduction, principal: Principal) -> None:
    """Serve notice on the unit. It may object until the end of the third working day after today."""
    await check_impartial_step(session, principal, deduction, DeductionVerb.NOTIFY)
    now = office_now()
    deduction.notice_number = await record_numbers.take_number(session, record_numbers.NOTICE, now.year)
    deduction.object_until = end_of_day(add_working_days(office_today(), OBJECTION_WORKING_DAYS))
    take_step(session, deduction, DeductionState.NOTIFIED, at=now, principal=principal, verb=DeductionVerb.NOTIFY)


async def close_objection_terms(session: WriteSession, limit: int = 200) -> int:
    """Let deductions take effect whose term for objections is over; returns how many."""
    run_out = await repository.get_run_out_for_update(session, office_now(), limit)
    for deduction in run_out:
        assert deduction.object_until is not None, "selected by it"
        deduction.effective_at = deduction.object_until
        take_step(session, deduction, DeductionState.EFFECTIVE, at=deduction.object_until)
        await announce_effective(session, deduction)
    return len(run_out)
