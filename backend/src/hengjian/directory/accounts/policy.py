"""Which roles one account may hold together."""

from collections.abc import Collection

from hengjian.contracts.roles import UNIT_ROLES, Role
from hengjian.directory.accounts.errors import CadreNeeded, RoleNotHere, RolesDoNotMix, UnitNeeded


def check_roles(roles: Collection[Role], unit_code: str | None, cadre_code: str | None, *, demo: bool) -> None:
    """Refuse a combination that would put both ends of a duty into one hand, or a role without its object."""
    if Role.ADMINISTRATOR in roles and len(set(roles)) > 1:
        raise RolesDoNotMix
    if UNIT_ROLES & set(roles) and unit_code is None:
        raise UnitNeeded
    if Role.CADRE in roles and cadre_code is None:
        raise CadreNeeded
    if Role.DEMO_OPERATOR in roles and not demo:
        raise RoleNotHere(role=Role.DEMO_OPERATOR)
