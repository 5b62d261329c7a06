from hengjian.contracts.permissions import Permission
from hengjian.kit.edge.auth import Principal
from hengjian.targets.models import AppraisalYear, Round
from hengjian.targets.policy import check_permission
from hengjian.targets.rounds.errors import NotForAssessment, RoundIsClosed, RoundUnfinished
from hengjian.targets.rounds.schemas import TargetRoundProgress
from hengjian.targets.years.policy import REPORTING, check_phase


def check_open(principal: Principal, round_: Round, year: AppraisalYear) -> None:
    check_permission(principal, Permission.TARGETS_ROUND_MANAGE)
    if round_.state == "closed":
        raise RoundIsClosed
    check_phase(year, REPORTING)


def check_assessment(principal: Principal, round_: Round, year: AppraisalYear) -> None:
    check_open(principal, round_, year)
    if round_.kind != "mid_year":
        raise NotForAssessment


def check_close(principal: Principal, round_: Round, year: AppraisalYear, progress: TargetRoundProgress) -> None:
    check_open(principal, round_, year)
    if progress.unfinished_count:
        raise RoundUnfinished(count=progress.unfinished_count)
