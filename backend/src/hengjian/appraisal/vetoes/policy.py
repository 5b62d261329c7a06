"""Who may decide a veto. Pure."""

from hengjian.appraisal.errors import WrongState
from hengjian.appraisal.models import Veto
from hengjian.appraisal.workflows.vetoes import VETO_WORKFLOW, VetoVerb
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Obstacle, Refusal

PROPOSER = Refusal("提出人不能自己决定。", "Whoever proposed it cannot decide it.")


def find_obstacle(veto: Veto, principal: Principal, verb: VetoVerb) -> Obstacle | None:
    if not VETO_WORKFLOW.is_possible(verb, veto.state):
        return WrongState(state=veto.state)
    return PROPOSER if veto.proposer == principal.subject else None
