"""Who may work on the sheets of a round, and when. Pure."""

from collections.abc import Mapping
from typing import Literal

from hengjian.appraisal.errors import WrongState
from hengjian.appraisal.models import Sheet, SheetRound
from hengjian.appraisal.rounds import policy as rounds
from hengjian.appraisal.rounds.members import is_member
from hengjian.appraisal.workflows.rounds import SHEET_ROUND_WORKFLOW, RoundVerb
from hengjian.appraisal.workflows.sheets import SHEET_WORKFLOW, SheetVerb
from hengjian.contracts.impartiality import Matter
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Obstacle, Refusal

OTHER_TEAM = Refusal("您不在本轮的这个组内。", "You are not in this team of the round.")

OPERATIONS: Mapping[SheetVerb, str] = {
    SheetVerb.VERIFY: "verify_sheets",
    SheetVerb.SCORE: "score_sheets",
    SheetVerb.SIGN: "sign_sheets",
    SheetVerb.STOP: "stop_sheet",
}


def find_outsider(
    row: SheetRound, team: Literal["verify", "score", "monitor"], principal: Principal
) -> Obstacle | None:
    """Only the round's own teams work on its sheets, while it is open."""
    if wrong := rounds.find_wrong_state(SHEET_ROUND_WORKFLOW, RoundVerb.ENTER, row.state):
        return wrong
    return None if is_member(principal, row.teams[team]) else OTHER_TEAM


def find_obstacle(sheet: Sheet, standing: Standing, verb: SheetVerb) -> Obstacle | None:
    """The subject is a unit or a cadre: nobody works on the sheet of the own unit, or on their own."""
    if not SHEET_WORKFLOW.is_possible(verb, sheet.state):
        return WrongState(state=sheet.state)
    acted: dict[str, list[str | None]] = {
        "verify_sheets": [sheet.verifier],
        "score_sheets": [score.scorer for score in sheet.scores],
    }
    subject = (sheet.subject_code,)
    return standing.find_bar(OPERATIONS[verb], Matter(subject, subject, acted))
