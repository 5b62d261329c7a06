"""What a reader may do about a visit. A visit itself is never edited."""

from hengjian.contracts.permissions import Permission
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import NO_PERMISSION, Refusal
from hengjian.supervision.models import Visit
from hengjian.supervision.refusals import find_tie


def find_deduction_refusal(principal: Principal, visit: Visit, stands_aside: bool) -> Refusal | None:
    """Why this caller may record no deduction from it; None when they may."""
    if not principal.may(Permission.SUPERVISION_DEDUCTION_RECORD):
        return NO_PERMISSION
    return find_tie(principal, visit.unit_code, stands_aside)
