"""Who may decide a veto. Pure."""

from hengjian.appraisal.errors import WrongState
from hengjian.appraisal.models import Veto
from hengjian.appraisal.workflows.vetoes import VETO_WORKFLOW, VetoVerb
from hengjian.contracts.impartiality import Matter
from hengjian.contracts.standing import Standing
from hengjian.kit.policy.refusals import Obstacle


def find_obstacle(veto: Veto, standing: Standing, verb: VetoVerb) -> Obstacle | None:
    if not VETO_WORKFLOW.is_possible(verb, veto.state):
        return WrongState(state=veto.state)
    return standing.find_bar("decide_veto", Matter((veto.unit_code,), acted={"propose_veto": [veto.proposer]}))
