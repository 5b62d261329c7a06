from collections.abc import Mapping

from hengjian.contracts.impartiality import Matter
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Obstacle
from hengjian.kit.problems.problems import NotPermitted
from hengjian.personnel.accountability.errors import CaseNotOpen
from hengjian.personnel.models import AccountabilityCase
from hengjian.personnel.workflows import CASE, CaseVerb

OPERATIONS: Mapping[CaseVerb, str] = {
    CaseVerb.TAKE_STEP: "take_accountability_step",
    CaseVerb.CLOSE: "close_accountability_case",
}


def find_obstacle(
    verb: CaseVerb, principal: Principal, standing: Standing, case: AccountabilityCase
) -> Obstacle | None:
    permission = CASE.permission_for(verb)
    if not principal.may(permission):
        return NotPermitted(permission=permission)
    if not CASE.is_possible(verb, case.state):
        return CaseNotOpen(state=case.state)
    return standing.find_bar(OPERATIONS[verb], Matter((case.unit_code,)))
