"""The order of phases, and what each phase allows."""

from hengjian.contracts.permissions import Permission
from hengjian.kit.edge.auth import Principal
from hengjian.targets.errors import WrongPhase
from hengjian.targets.models import AppraisalYear
from hengjian.targets.models.years import PHASES
from hengjian.targets.policy import check_permission
from hengjian.targets.years.errors import NotTheNextPhase

PLANNING = frozenset({"preparation", "running"})
REPORTING = frozenset({"running", "year_end"})
AMENDING = frozenset({"running"})


def next_phase(phase: str) -> str | None:
    """The phase after this one; None after the last."""
    position = PHASES.index(phase) + 1
    return PHASES[position] if position < len(PHASES) else None


def check_phase(year: AppraisalYear, allowed: frozenset[str]) -> None:
    if year.phase not in allowed:
        raise WrongPhase(phase=year.phase)


def check_advance(principal: Principal, year: AppraisalYear, to_phase: str) -> None:
    check_permission(principal, Permission.TARGETS_YEAR_MANAGE)
    if next_phase(year.phase) != to_phase:
        raise NotTheNextPhase(phase=year.phase, to_phase=to_phase)
