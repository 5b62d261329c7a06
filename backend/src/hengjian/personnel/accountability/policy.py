from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Obstacle
from hengjian.kit.problems.problems import NotPermitted
from hengjian.personnel.accountability.errors import CaseNotOpen
from hengjian.personnel.models import AccountabilityCase
from hengjian.personnel.workflows import CASE, CaseVerb


def find_obstacle(verb: CaseVerb, principal: Principal, case: AccountabilityCase) -> Obstacle | None:
    permission = CASE.permission_for(verb)
    if not principal.may(permission):
        return NotPermitted(permission=permission)
    return None if CASE.is_possible(verb, case.state) else CaseNotOpen(state=case.state)
