"""What each phase of an appraisal year allows."""

from collections.abc import Collection

from hengjian.targets.errors import WrongPhase
from hengjian.targets.models import AppraisalYear
from hengjian.targets.workflows import YearPhase

PREPARING = frozenset({YearPhase.PREPARATION})
PLANNING = frozenset({YearPhase.PREPARATION, YearPhase.RUNNING})
REPORTING = frozenset({YearPhase.RUNNING, YearPhase.YEAR_END})
AMENDING = frozenset({YearPhase.RUNNING})


def find_wrong_phase(year: AppraisalYear, allowed: Collection[YearPhase]) -> WrongPhase | None:
    return None if year.phase in allowed else WrongPhase(phase=year.phase)
