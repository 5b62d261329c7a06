"""What a reader may do about a visit. A visit itself is never edited."""

from hengjian.contracts.permissions import Permission
from hengjian.kit.edge.auth import Principal
from hengjian.supervision.deductions.policy import NO_PERMISSION, OWN_UNIT, STANDS_ASIDE, Refusal
from hengjian.supervision.models import Visit


def find_deduction_refusal(principal: Principal, visit: Visit, stands_aside: bool) -> Refusal | None:
    """Why this caller may record no deduction from it; None when they may."""
    if not principal.may(Permission.SUPERVISION_DEDUCTION_RECORD):
        return NO_PERMISSION
    if principal.unit_code == visit.unit_code:
        return OWN_UNIT
    return STANDS_ASIDE if stands_aside else None
