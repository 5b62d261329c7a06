from hengjian.contracts.permissions import Permission
from hengjian.kit.edge.auth import Principal
from hengjian.targets.letters.errors import LetterIsAccepted
from hengjian.targets.models import AppraisalYear, Letter
from hengjian.targets.policy import check_own_unit, check_permission
from hengjian.targets.years.policy import PLANNING, check_phase


def check_accept(principal: Principal, letter: Letter, year: AppraisalYear) -> None:
    check_permission(principal, Permission.TARGETS_LETTER_ACCEPT)
    check_own_unit(principal, letter.unit_code)
    check_phase(year, PLANNING)
    if letter.state == "accepted":
        raise LetterIsAccepted
