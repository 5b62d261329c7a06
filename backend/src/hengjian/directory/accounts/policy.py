"""Which roles one account may hold together, whose account it is, and whose password another may reset."""

from collections.abc import Collection

from hengjian.contracts.roles import SAFEGUARDS, UNIT_ROLES, Role
from hengjian.directory.accounts.errors import CadreNeeded, PersonNeeded, PersonStands, RoleNotHere, UnitNeeded
from hengjian.directory.grants.errors import RolesDoNotMix
from hengjian.directory.models import Account
from hengjian.kit.policy.refusals import Obstacle, Refusal

ADMINISTRATORS_PASSWORD = Refusal(
    "系统管理员的密码只能在服务器上用 reset-password 重置，否则一人即可冒用两个管理员。",
    "The password of a system administrator is reset at the machine, by reset-password: otherwise one person could act "
    "as both administrators.",
)

NO_OFFICE = frozenset({Role.ADMINISTRATOR, Role.DEMO_OPERATOR})
"""What decides nothing in an appraisal; whatever else somebody holds is an office."""


def find_unfit_roles(
    roles: Collection[Role], unit_code: str | None, person_code: str | None, *, is_cadre: bool, demo: bool
) -> Obstacle | None:
    """A combination that would put both ends of a duty into one hand, or a role without its object."""
    for safeguard in sorted(SAFEGUARDS & set(roles)):
        beside = sorted(set(roles) - {safeguard})
        if beside:
            return RolesDoNotMix(one=safeguard, other=beside[0])
    if UNIT_ROLES & set(roles) and unit_code is None:
        return UnitNeeded()
    if Role.CADRE in roles and not is_cadre:
        return CadreNeeded()
    if set(roles) - NO_OFFICE and person_code is None:
        return PersonNeeded()
    if Role.DEMO_OPERATOR in roles and not demo:
        return RoleNotHere(role=Role.DEMO_OPERATOR)
    return None


def find_other_person(present: str | None, named: str | None) -> Obstacle | None:
    """Whoever has acted under an account acted as this person, so nobody else takes it over."""
    is_another = present is not None and named is not None and named != present
    return PersonStands() if is_another else None


def find_obstacle_to_reset(account: Account) -> Obstacle | None:
    """Who knows somebody's password can act as them until it is changed."""
    return ADMINISTRATORS_PASSWORD if Role.ADMINISTRATOR in account.roles else None
