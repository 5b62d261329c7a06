"""Who may judge a claim, and what may be granted. Pure."""

from decimal import Decimal

from hengjian.appraisal.errors import WrongState
from hengjian.appraisal.models import BonusClaim
from hengjian.appraisal.workflows.bonuses import BONUS_WORKFLOW, BonusVerb
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Obstacle, Refusal

OWN_CLAIM = Refusal("不能审核本单位的加分申请。", "A claim of one's own unit is for others to verify.")
MORE_THAN_CLAIMED = Refusal("核定分值不得高于申请分值。", "No more can be granted than was claimed.")


def find_obstacle(claim: BonusClaim, principal: Principal, verb: BonusVerb) -> Obstacle | None:
    if not BONUS_WORKFLOW.is_possible(verb, claim.state):
        return WrongState(state=claim.state)
    is_own = principal.unit_code == claim.unit_code or principal.subject == claim.claimant
    return OWN_CLAIM if is_own else None


def find_excess(claim: BonusClaim, granted: Decimal | None) -> Obstacle | None:
    return MORE_THAN_CLAIMED if granted is not None and granted > claim.points else None
