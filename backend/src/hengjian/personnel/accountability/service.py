from hengjian.contracts.permissions import Permission
from hengjian.kit.data.database import WriteSession
from hengjian.kit.edge.auth import Principal
from hengjian.kit.edge.problems import NotPermitted, Problem
from hengjian.kit.time.clock import office_now, office_today
from hengjian.personnel.accountability.errors import CaseNotOpen, DateAhead, StepNotDecided, StepTaken
from hengjian.personnel.accountability.schemas import CaseClosing, CaseStepEntry
from hengjian.personnel.models import AccountabilityCase, CaseStep
from hengjian.personnel.terms import CaseState


def case_obstacle(case: AccountabilityCase, principal: Principal) -> Problem | None:
    if not principal.may(Permission.PERSONNEL_PROPOSAL_DECIDE_ACCOUNTABILITY):
        return NotPermitted(permission=str(Permission.PERSONNEL_PROPOSAL_DECIDE_ACCOUNTABILITY))
    return None if case.state == CaseState.OPEN else CaseNotOpen(state=case.state)


async def take_step(
    session: WriteSession, case: AccountabilityCase, entry: CaseStepEntry, principal: Principal
) -> None:
    """Put on record that a step of the decision was carried out."""
    if obstacle := case_obstacle(case, principal):
        raise obstacle
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
            taken_by=principal.subject,
            taken_by_name=principal.name,
        )
    )
    await session.flush()


async def close_case(session: WriteSession, case: AccountabilityCase, entry: CaseClosing, principal: Principal) -> None:
    if obstacle := case_obstacle(case, principal):
        raise obstacle
    case.state, case.closed_reason, case.closed_at = CaseState.CLOSED, entry.reason, office_now()
    await session.flush()
