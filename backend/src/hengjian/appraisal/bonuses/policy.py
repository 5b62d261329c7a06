"""Who may judge a claim, and what may be granted. Pure."""

from decimal import Decimal

from hengjian.appraisal.errors import WrongState
from hengjian.appraisal.models import BonusClaim
from hengjian.appraisal.workflows.bonuses import BONUS_WORKFLOW, BonusVerb
from hengjian.contracts.impartiality import Matter
from hengjian.contracts.standing import Standing
from hengjian.kit.policy.refusals import Obstacle, Refusal

MORE_THAN_CLAIMED = Refusal("核定分值不得高于申请分值。", "No more can be granted than was claimed.")


def find_obstacle(claim: BonusClaim, standing: Standing, verb: BonusVerb) -> Obstacle | None:
    if not BONUS_WORKFLOW.is_possible(verb, claim.state):
        return WrongState(state=claim.state)
    matter = Matter((claim.unit_code,), acted={"claim_bonus": [claim.claimant]})
    return standing.find_bar("judge_bonus_claim", matter)


def find_excess(claim: BonusClaim, granted: Decimal | None) -> Obstacle | None:
    return MORE_THAN_CLAIMED if granted is not None and granted > claim.points else None
