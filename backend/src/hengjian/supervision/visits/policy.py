"""What a reader may do about a visit. A visit itself is never edited."""

from hengjian.contracts.impartiality import Matter
from hengjian.contracts.permissions import Permission
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import NO_PERMISSION, Refusal
from hengjian.supervision.models import Visit


def find_deduction_refusal(principal: Principal, visit: Visit, standing: Standing) -> Refusal | None:
    """Why this caller may record no deduction from it; None when they may."""
    if not principal.may(Permission.SUPERVISION_DEDUCTION_RECORD):
        return NO_PERMISSION
    return standing.find_bar("record_deduction", Matter((visit.unit_code,)))
