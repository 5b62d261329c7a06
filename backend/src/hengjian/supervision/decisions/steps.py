"""Moving a deduction from one station to the next, with who did it."""

from datetime import datetime

from hengjian.contracts.events import DeductionEffective
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.messaging.events import publish
from hengjian.kit.policy.refusals import refuse_if
from hengjian.supervision.decisions import policy, repository
from hengjian.supervision.models import Deduction, DeductionStep
from hengjian.supervision.offices import SYSTEM, office_of
from hengjian.supervision.queries.impartiality import find_standing
from hengjian.supervision.workflows.deductions import DEDUCTIONS, DeductionState, DeductionVerb


def take_step(
    session: WriteSession,
    deduction: Deduction,
    state: DeductionState,
    *,
    at: datetime,
    principal: Principal | None = None,
    verb: DeductionVerb | None = None,
    reason: str | None = None,
) -> None:
    """Move the deduction to another state and keep who did it; without a principal the clock did."""
    deduction.state = state.value
    step = DeductionStep(
        deduction_id=deduction.id,
        state=state.value,
        at=at,
        office=office_of(principal, DEDUCTIONS.permission_for(verb)) if principal and verb else SYSTEM,
        by=principal.person_id if principal else SYSTEM,
        by_name=principal.name if principal else SYSTEM,
        reason=reason,
    )
    repository.add_step(session, step)


async def check_impartial_step(
    session: WriteSession, principal: Principal, deduction: Deduction, verb: DeductionVerb
) -> None:
    """Whether the caller may take the step, as they stand to the matter."""
    if verb is DeductionVerb.JUDGE:
        await repository.load_objection(session, deduction)
    standing = await find_standing(session, principal)
    refuse_if(policy.find_obstacle(principal, deduction, verb, standing))


async def announce_effective(session: WriteSession, deduction: Deduction) -> None:
    assert deduction.effective_at is not None, "set together with the state"
    await publish(
        session,
        DeductionEffective(
            deduction_id=deduction.id,
            number=deduction.number,
            year=deduction.year,
            unit_code=deduction.unit_code,
            cadre_codes=tuple(deduction.cadre_codes),
            rule_code=deduction.rule_code,
            points=deduction.points_each,
            count=deduction.count,
            factor=deduction.factor,
            occurred_on=deduction.occurred_on,
            effective_at=deduction.effective_at,
        ),
    )
