"""Which roles one account may hold together, and whose password another may reset."""

from collections.abc import Collection

from hengjian.contracts.roles import SAFEGUARDS, UNIT_ROLES, Role
from hengjian.directory.accounts.errors import CadreNeeded, RoleNotHere, UnitNeeded
from hengjian.directory.grants.errors import RolesDoNotMix
from hengjian.directory.models import Account
from hengjian.kit.policy.refusals import Obstacle, Refusal

ADMINISTRATORS_PASSWORD = Refusal(
    "系统管理员的密码只能在服务器上用 reset-password 重置，否则一人即可冒用两个管理员。",
    "The password of a system administrator is reset at the machine, by reset-password: otherwise one person could act "
    "as both administrators.",
)


def find_unfit_roles(
    roles: Collection[Role], unit_code: str | None, cadre_code: str | None, *, demo: bool
) -> Obstacle | None:
    """A combination that would put both ends of a duty into one hand, or a role without its object."""
    for safeguard in sorted(SAFEGUARDS & set(roles)):
        beside = sorted(set(roles) - {safeguard})
        if beside:
            return RolesDoNotMix(one=safeguard, other=beside[0])
    if UNIT_ROLES & set(roles) and unit_code is None:
        return UnitNeeded()
    if Role.CADRE in roles and cadre_code is None:
        return CadreNeeded()
    if Role.DEMO_OPERATOR in roles and not demo:
        return RoleNotHere(role=Role.DEMO_OPERATOR)
    return None


def find_obstacle_to_reset(account: Account) -> Obstacle | None:
    """Who knows somebody's password can act as them until it is changed."""
    return ADMINISTRATORS_PASSWORD if Role.ADMINISTRATOR in account.roles else None
