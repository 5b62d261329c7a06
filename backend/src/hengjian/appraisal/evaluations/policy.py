"""Who may score in a round of evaluation. Pure."""

from hengjian.appraisal.models import EvaluationRound
from hengjian.appraisal.rounds.members import is_member
from hengjian.appraisal.rounds.policy import find_wrong_state
from hengjian.appraisal.workflows.rounds import EVALUATION_ROUND_WORKFLOW, RoundVerb
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Obstacle, Refusal

NOT_AN_EVALUATOR = Refusal("您不在本轮评鉴人员之列。", "You are not among the evaluators of this round.")

SCORED_BEFORE = Refusal("您已用另一账号评分。", "You have scored under another account.")


def find_obstacle(row: EvaluationRound, principal: Principal) -> Obstacle | None:
    """Of scoring: without tiers every leader may."""
    if wrong := find_wrong_state(EVALUATION_ROUND_WORKFLOW, RoundVerb.ENTER, row.state):
        return wrong
    is_named = not row.tiers or any(is_member(principal, tier["evaluators"]) for tier in row.tiers)
    return None if is_named else NOT_AN_EVALUATOR
