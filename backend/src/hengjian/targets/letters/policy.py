from hengjian.contracts.impartiality import Matter
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Obstacle
from hengjian.targets.letters.errors import LetterIsAccepted
from hengjian.targets.models import AppraisalYear, Letter
from hengjian.targets.phases.policy import PLANNING, find_wrong_phase
from hengjian.targets.refusals import find_missing_permission
from hengjian.targets.workflows import LETTER, LetterVerb


def find_obstacle(principal: Principal, standing: Standing, letter: Letter, year: AppraisalYear) -> Obstacle | None:
    """What keeps this caller from accepting the letter."""
    return (
        find_missing_permission(principal, LETTER.permission_for(LetterVerb.ACCEPT))
        or standing.find_bar("accept_letter", Matter((letter.unit_code,)))
        or find_wrong_phase(year, PLANNING)
        or (None if LETTER.is_possible(LetterVerb.ACCEPT, letter.state) else LetterIsAccepted())
    )
