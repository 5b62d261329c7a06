"""What somebody may know of deductions, and of others who acted on them."""

from dataclasses import dataclass

from hengjian.contracts.roles import UNIT_ROLES, Role, roles_giving
from hengjian.kit.access.auth import Principal


@dataclass(frozen=True)
class Sight:
    """Which deductions a caller may see: all, those of some units, or one's own records and what is effective."""

    whole_county: bool
    unit_codes: frozenset[str] = frozenset()
    recorder: str | None = None


def sight_of(principal: Principal) -> Sight:
    if is_only_inspector(principal):
        is_also_of_unit = len(_roles_asked(principal)) > 1
        own_unit = {principal.unit_code} if principal.unit_code and is_also_of_unit else set()
        return Sight(False, frozenset(own_unit), principal.person_id)
    return Sight(principal.visibility.whole_county, principal.visibility.unit_codes)


def is_only_inspector(principal: Principal) -> bool:
    """True for a person whom inspecting alone gives a county-wide sight of what is asked for."""
    return principal.kind == "person" and _roles_asked(principal) - UNIT_ROLES == {Role.INSPECTOR}


def _roles_asked(principal: Principal) -> set[str]:
    """The roles that give what the route asks for."""
    return roles_giving(principal.roles, principal.asked_for) if principal.asked_for else set()


def may_see_names(principal: Principal) -> bool:
    """Units and other systems learn which office acted, not who."""
    return principal.kind == "person" and principal.visibility.whole_county
