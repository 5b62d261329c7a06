from collections.abc import Mapping

from hengjian.contracts.impartiality import Matter
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Obstacle
from hengjian.kit.problems.problems import NotPermitted
from hengjian.personnel.linkage.errors import RulesIssued
from hengjian.personnel.models import LinkageRules
from hengjian.personnel.workflows import RULES, RulesVerb

OPERATIONS: Mapping[RulesVerb, str] = {
    RulesVerb.WRITE: "write_linkage_rules",
    RulesVerb.ISSUE: "issue_linkage_rules",
}


def find_obstacle(verb: RulesVerb, principal: Principal, standing: Standing, rules: LinkageRules) -> Obstacle | None:
    if not RULES.is_possible(verb, rules.state):
        return RulesIssued(year=rules.year)
    permission = RULES.permission_for(verb)
    if not principal.may(permission):
        return NotPermitted(permission=permission)
    return standing.find_bar(OPERATIONS[verb], Matter(acted={"write_linkage_rules": rules.writers}))
