from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Obstacle
from hengjian.targets.models import AppraisalYear
from hengjian.targets.refusals import find_missing_permission
from hengjian.targets.workflows import YEAR, YearPhase, YearVerb
from hengjian.targets.years.errors import NotTheNextPhase


def next_phase(phase: str) -> YearPhase | None:
    """The phase after this one; None after the last."""
    following = [YEAR.transitions[verb].leads_to for verb in YearVerb if YEAR.is_possible(verb, phase)]
    return next(iter(following[0])) if following else None


def find_obstacle(principal: Principal, year: AppraisalYear, to_phase: YearPhase) -> Obstacle | None:
    """What keeps this caller from taking the year to the phase."""
    if missing := find_missing_permission(principal, YEAR.permission_for(YearVerb.RUN)):
        return missing
    is_next = next_phase(year.phase) is to_phase
    return None if is_next else NotTheNextPhase(phase=year.phase, to_phase=to_phase)
