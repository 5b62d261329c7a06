"""Refusals that several features share."""

from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Refusal
from hengjian.kit.problems.problems import NotPermitted

OTHER_UNIT = Refusal("只能办理本单位的事项。", "This may only be done for one's own unit.")


def find_missing_permission(principal: Principal, permission: str) -> NotPermitted | None:
    return None if principal.may(permission) else NotPermitted(permission=permission)


def find_other_unit(principal: Principal, unit_code: str | None) -> Refusal | None:
    """Refuses whoever does not serve in the unit."""
    return None if unit_code is not None and principal.unit_code == unit_code else OTHER_UNIT
