"""In which capacity somebody acts."""

from hengjian.contracts.roles import roles_giving
from hengjian.kit.access.auth import Principal

SYSTEM = "system"


def office_of(principal: Principal, permission: str) -> str:
    """The role in which the caller holds the permission; ``system`` for machines."""
    return min(roles_giving(principal.roles, permission), default=SYSTEM)
