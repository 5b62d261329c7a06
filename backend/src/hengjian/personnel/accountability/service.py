from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.time.clock import office_now, office_today
from hengjian.personnel.accountability import repository
from hengjian.personnel.accountability.errors import DateAhead, StepNotDecided, StepTaken
from hengjian.personnel.accountability.policy import find_obstacle
from hengjian.personnel.accountability.schemas import CaseClosing, CaseStepEntry
from hengjian.personnel.copies.repository import find_standing
from hengjian.personnel.models import AccountabilityCase, CaseStep
from hengjian.personnel.terms import CaseState
from hengjian.personnel.workflows import CaseVerb


async def take_step(
    session: WriteSession, case: AccountabilityCase, entry: CaseStepEntry, principal: Principal
) -> None:
    """Put on record that a step of the decision was carried out."""
    standing = await find_standing(session, principal)
    refuse_if(find_obstacle(CaseVerb.TAKE_STEP, principal, standing, case))
    if entry.step not in case.decided_steps:
        raise StepNotDecided
    if any(step.step == entry.step for step in case.steps):
        raise StepTaken
    today = office_today()
    if entry.on is not None and entry.on > today:
        raise DateAhead(today=str(today))
    case.steps.append(
        CaseStep(
            step=entry.step,
            reason=entry.reason,
            taken_on=entry.on or today,
            taken_by=principal.person_id,
            taken_by_name=principal.name,
        )
    )
    await repository.save_cases(session, [case])


async def close_case(session: WriteSession, case: AccountabilityCase, entry: CaseClosing, principal: Principal) -> None:
    standing = await find_standing(session, principal)
    refuse_if(find_obstacle(CaseVerb.CLOSE, principal, standing, case))
    case.state, case.closed_reason, case.closed_at = CaseState.CLOSED, entry.reason, office_now()
    await repository.save_cases(session, [case])
