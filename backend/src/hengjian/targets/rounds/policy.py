from hengjian.kit.access.auth import Principal
from hengjian.kit.messaging.dead_letters import LettersStand
from hengjian.kit.policy.refusals import Obstacle
from hengjian.targets.models import AppraisalYear, Round
from hengjian.targets.phases.policy import REPORTING, find_wrong_phase
from hengjian.targets.refusals import find_missing_permission
from hengjian.targets.rounds.errors import NotForAssessment, RoundIsClosed, RoundUnfinished
from hengjian.targets.rounds.schemas import TargetRoundKind, TargetRoundProgress
from hengjian.targets.workflows import ROUND, TargetRoundVerb


def _find_obstacle(verb: TargetRoundVerb, principal: Principal, round_: Round, year: AppraisalYear) -> Obstacle | None:
    return (
        find_missing_permission(principal, ROUND.permission_for(verb))
        or (None if ROUND.is_possible(verb, round_.state) else RoundIsClosed())
        or find_wrong_phase(year, REPORTING)
    )


def find_obstacle_to_assessment(principal: Principal, round_: Round, year: AppraisalYear) -> Obstacle | None:
    if obstacle := _find_obstacle(TargetRoundVerb.ASSESS, principal, round_, year):
        return obstacle
    return None if round_.kind == TargetRoundKind.MID_YEAR else NotForAssessment()


def find_obstacle_to_closing(
    principal: Principal,
    round_: Round,
    year: AppraisalYear,
    progress: TargetRoundProgress,
    standing: LettersStand | None,
) -> Obstacle | None:
    """``standing`` is what other services told of the year and is not taken in yet."""
    if obstacle := _find_obstacle(TargetRoundVerb.CLOSE, principal, round_, year):
        return obstacle
    return standing or (RoundUnfinished(count=progress.unfinished_count) if progress.unfinished_count else None)
