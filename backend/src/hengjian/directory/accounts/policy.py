"""Which roles one account may hold together, and whose account it is."""

from collections.abc import Collection

from hengjian.contracts.roles import UNIT_ROLES, Role
from hengjian.directory.accounts.errors import (
    CadreNeeded,
    PersonNeeded,
    PersonStands,
    RoleNotHere,
    RolesDoNotMix,
    UnitNeeded,
)
from hengjian.kit.policy.refusals import Obstacle

NO_OFFICE = frozenset({Role.ADMINISTRATOR, Role.DEMO_OPERATOR})
"""What decides nothing in an appraisal; whatever else somebody holds is an office."""


def find_unfit_roles(
    roles: Collection[Role], unit_code: str | None, person_code: str | None, *, is_cadre: bool, demo: bool
) -> Obstacle | None:
    """A combination that would put both ends of a duty into one hand, or a role without its object."""
    if Role.ADMINISTRATOR in roles and len(set(roles)) > 1:
        return RolesDoNotMix()
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
