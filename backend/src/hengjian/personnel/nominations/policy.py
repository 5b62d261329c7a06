from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Obstacle
from hengjian.kit.problems.problems import NotPermitted
from hengjian.personnel.models import NominationRound
from hengjian.personnel.nominations.errors import WrongStage
from hengjian.personnel.workflows import NOMINATION, NominationVerb


def find_obstacle(verb: NominationVerb, principal: Principal, round_: NominationRound) -> Obstacle | None:
    permission = NOMINATION.permission_for(verb)
    if not principal.may(permission):
        return NotPermitted(permission=permission)
    return None if NOMINATION.is_possible(verb, round_.stage) else WrongStage(stage=round_.stage)
