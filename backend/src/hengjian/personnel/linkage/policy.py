from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Obstacle
from hengjian.kit.problems.problems import NotPermitted
from hengjian.personnel.linkage.errors import RulesIssued
from hengjian.personnel.models import LinkageRules
from hengjian.personnel.workflows import RULES, RulesVerb


def find_obstacle(verb: RulesVerb, principal: Principal, rules: LinkageRules) -> Obstacle | None:
    if not RULES.is_possible(verb, rules.state):
        return RulesIssued(year=rules.year)
    permission = RULES.permission_for(verb)
    return None if principal.may(permission) else NotPermitted(permission=permission)
