"""In which capacity somebody acts."""

from hengjian.contracts.roles import GRANTS, Role
from hengjian.kit.access.auth import Principal

SYSTEM = "system"


def office_of(principal: Principal, permission: str) -> str:
    """The role in which the caller holds the permission; ``system`` for machines."""
    return next((role for role in sorted(principal.roles) if permission in GRANTS[Role(role)]), SYSTEM)
