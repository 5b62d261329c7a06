from collections.abc import Mapping, Sequence

from hengjian.contracts.permissions import Permission
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Obstacle
from hengjian.targets.models import AppraisalYear
from hengjian.targets.phases.policy import PREPARING, find_wrong_phase
from hengjian.targets.refusals import find_missing_permission
from hengjian.targets.workflows import YEAR, YearPhase, YearVerb
from hengjian.targets.years.errors import NotTheNextPhase
from hengjian.targets.years.schemas import OpenMatterName

_OF_PLANS = (OpenMatterName.PLANS_IN_DRAFT, OpenMatterName.LETTERS_AWAITING, OpenMatterName.AMENDMENTS_PROPOSED)
_OF_REPORTS = (OpenMatterName.REPORTS_OWED, OpenMatterName.REPORTS_TO_JUDGE)

CHECKLIST: Mapping[YearPhase, Sequence[OpenMatterName]] = {
    YearPhase.PREPARATION: (
        OpenMatterName.COUNTY_PLAN_MISSING,
        OpenMatterName.UNITS_WITHOUT_PLAN,
        OpenMatterName.PLANS_IN_DRAFT,
    ),
    YearPhase.RUNNING: (*_OF_PLANS, *_OF_REPORTS),
    YearPhase.YEAR_END: (*_OF_REPORTS, OpenMatterName.VALUES_TO_CONFIRM, OpenMatterName.ROUNDS_OPEN),
    YearPhase.CLOSED: (),
}
"""What each phase should leave done. Phases go forward past it: a county decides what may stay open."""


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


def find_obstacle_to_change(principal: Principal, year: AppraisalYear) -> Obstacle | None:
    """Terms and lights are counted by the settings from the day the year runs."""
    return find_missing_permission(principal, Permission.TARGETS_YEAR_MANAGE) or find_wrong_phase(year, PREPARING)
