"""Which roles one account may hold together."""

from collections.abc import Collection

from hengjian.contracts.roles import UNIT_ROLES, Role
from hengjian.directory.accounts.errors import CadreNeeded, RoleNotHere, RolesDoNotMix, UnitNeeded
from hengjian.kit.policy.refusals import Obstacle


def find_unfit_roles(
    roles: Collection[Role], unit_code: str | None, cadre_code: str | None, *, demo: bool
) -> Obstacle | None:
    """A combination that would put both ends of a duty into one hand, or a role without its object."""
    if Role.ADMINISTRATOR in roles and len(set(roles)) > 1:
        return RolesDoNotMix()
    if UNIT_ROLES & set(roles) and unit_code is None:
        return UnitNeeded()
    if Role.CADRE in roles and cadre_code is None:
        return CadreNeeded()
    if Role.DEMO_OPERATOR in roles and not demo:
        return RoleNotHere(role=Role.DEMO_OPERATOR)
    return None
