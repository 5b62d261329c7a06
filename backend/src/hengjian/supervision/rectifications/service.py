"""The stations of a rectification, each an entry of its own."""

from datetime import date, datetime

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.ids import new_id
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.time.calendar import add_working_days
from hengjian.kit.time.clock import office_now, office_today
from hengjian.supervision import record_numbers
from hengjian.supervision.models import Deduction, Rectification, RectificationStep
from hengjian.supervision.offices import SYSTEM, office_of
from hengjian.supervision.queries.deductions import get_rule_of
from hengjian.supervision.queries.impartiality import find_standing
from hengjian.supervision.rectifications import policy, repository
from hengjian.supervision.rectifications.errors import NextTermNeeded, RectificationExists, TermNeeded
from hengjian.supervision.rectifications.schemas import (
    RectificationEntry,
    RectificationRecheckEntry,
    RectificationReport,
    RectificationWithdrawal,
)
from hengjian.supervision.workflows.rectifications import (
    RECTIFICATIONS,
    RectificationState,
    RectificationVerb,
    StepKind,
)

_OPENING = RECTIFICATIONS.permission_for(RectificationVerb.WITHDRAW)


def keep_step(
    session: WriteSession,
    rectification: Rectification,
    kind: StepKind,
    *,
    at: datetime,
    principal: Principal | None,
    permission: str,
    note: str | None,
    due_on: date | None,
) -> None:
    step = RectificationStep(
        rectification_id=rectification.id,
        kind=kind.value,
        state=rectification.state,
        at=at,
        office=office_of(principal, permission) if principal else SYSTEM,
        by=principal.person_id if principal else SYSTEM,
        by_name=principal.name if principal else SYSTEM,
        note=note,
        due_on=due_on,
    )
    repository.add_step(session, step)


def take_step(
    session: WriteSession,
    rectification: Rectification,
    state: RectificationState,
    *,
    at: datetime,
    principal: Principal | None = None,
    permission: str = "",
    note: str | None = None,
    due_on: date | None = None,
) -> None:
    """Move it to another state and keep who did it; without a principal the clock or a revocation did.

    With the state a request for a later day is settled.
    """
    rectification.state = state.value
    rectification.wanted_due_on = None
    if due_on is not None:
        rectification.due_on = due_on
    keep_step(
        session,
        rectification,
        StepKind.MOVED,
        at=at,
        principal=principal,
        permission=permission,
        note=note,
        due_on=due_on,
    )


async def open_rectification(
    session: WriteSession, deduction: Deduction, entry: RectificationEntry, principal: Principal
) -> Rectification:
    """Ask the unit to put right what was found, within working days from today. The caller holds the deduction
    locked."""
    refuse_if(policy.find_opening_obstacle(deduction, await find_standing(session, principal)))
    known = await repository.get_of_deduction(session, deduction.id)
    if known is not None:
        raise RectificationExists(number=known.number)
    days = entry.working_days or (await get_rule_of(session, deduction)).rectification_days
    if days is None:
        raise TermNeeded(rule_code=deduction.rule_code)
    now = office_now()
    due_on = add_working_days(now.date(), days)
    rectification = Rectification(
        id=new_id(),
        number=await record_numbers.take_number(session, record_numbers.RECTIFICATION, now.year),
        year=deduction.year,
        deduction_id=deduction.id,
        deduction_number=deduction.number,
        unit_code=deduction.unit_code,
        unit_name=deduction.unit_name,
        rule_code=deduction.rule_code,
        rule_title=deduction.rule_title,
        rule_title_en=deduction.rule_title_en,
        demand=entry.demand,
        due_on=due_on,
        opened_at=now,
    )
    repository.add_rectification(session, rectification)
    take_step(
        session,
        rectification,
        RectificationState.OPEN,
        at=now,
        principal=principal,
        permission=_OPENING,
        note=entry.demand,
        due_on=due_on,
    )
    return rectification


async def _step(
    session: WriteSession,
    rectification: Rectification,
    verb: RectificationVerb,
    state: RectificationState,
    principal: Principal,
    note: str,
    due_on: date | None = None,
) -> None:
    await repository.load_steps(session, rectification)
    standing = await find_standing(session, principal)
    refuse_if(policy.find_obstacle(principal, rectification, verb, standing))
    permission = RECTIFICATIONS.permission_for(verb)
    take_step(
        session,
        rectification,
        state,
        at=office_now(),
        principal=principal,
        permission=permission,
        note=note,
        due_on=due_on,
    )


async def report_rectification(
    session: WriteSession, rectification: Rectification, report: RectificationReport, principal: Principal
) -> None:
    """The unit says that it is done; also after the term, which does not undo that it passed."""
    await _step(
        session, rectification, RectificationVerb.REPORT, RectificationState.REPORTED, principal, note=report.note
    )


async def recheck_rectification(
    session: WriteSession, rectification: Rectification, entry: RectificationRecheckEntry, principal: Principal
) -> None:
    """What somebody without ties to the unit found on looking again; failed, it gets a new term from today."""
    if (entry.outcome == "failed") != (entry.working_days is not None):
        raise NextTermNeeded
    due_on = None if entry.working_days is None else add_working_days(office_today(), entry.working_days)
    state = RectificationState(entry.outcome)
    await _step(session, rectification, RectificationVerb.RECHECK, state, principal, note=entry.note, due_on=due_on)


async def withdraw_rectification(
    session: WriteSession, rectification: Rectification, withdrawal: RectificationWithdrawal, principal: Principal
) -> None:
    """The office no longer asks for it, for a reason that stays beside it."""
    await _step(
        session,
        rectification,
        RectificationVerb.WITHDRAW,
        RectificationState.WITHDRAWN,
        principal,
        note=withdrawal.reason,
    )
