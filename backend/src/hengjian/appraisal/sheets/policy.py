"""Who may work on the sheets of a round, and when. Pure."""

from typing import Literal

from hengjian.appraisal.errors import WrongState
from hengjian.appraisal.models import Sheet, SheetRound
from hengjian.appraisal.rounds import policy as rounds
from hengjian.appraisal.rounds.members import is_member
from hengjian.appraisal.workflows.rounds import SHEET_ROUND_WORKFLOW, RoundVerb
from hengjian.appraisal.workflows.sheets import SHEET_WORKFLOW, SheetVerb
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Obstacle, Refusal

OTHER_TEAM = Refusal("您不在本轮的这个组内。", "You are not in this team of the round.")


def find_outsider(
    row: SheetRound, team: Literal["verify", "score", "monitor"], principal: Principal
) -> Obstacle | None:
    """Only the round's own teams work on its sheets, while it is open."""
    if wrong := rounds.find_wrong_state(SHEET_ROUND_WORKFLOW, RoundVerb.ENTER, row.state):
        return wrong
    return None if is_member(principal, row.teams[team]) else OTHER_TEAM


def find_wrong_state(sheet: Sheet, verb: SheetVerb) -> Obstacle | None:
    return None if SHEET_WORKFLOW.is_possible(verb, sheet.state) else WrongState(state=sheet.state)
