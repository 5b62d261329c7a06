"""What somebody may know of deductions, and of others who acted on them."""

from dataclasses import dataclass

from hengjian.contracts.roles import UNIT_ROLES, Role
from hengjian.kit.access.auth import Principal


@dataclass(frozen=True)
class Sight:
    """Which deductions a caller may see: all, those of some units, or one's own records and what is effective."""

    whole_county: bool
    unit_codes: frozenset[str] = frozenset()
    recorder: str | None = None


def sight_of(principal: Principal) -> Sight:
    if is_only_inspector(principal):
        own_unit = {principal.unit_code} if principal.unit_code and len(principal.roles) > 1 else set()
        return Sight(False, frozenset(own_unit), principal.subject)
    return Sight(principal.visibility.whole_county, principal.visibility.unit_codes)


def is_only_inspector(principal: Principal) -> bool:
    """True for a person whose county-wide sight comes from inspecting alone."""
    return principal.kind == "person" and principal.roles - UNIT_ROLES == {Role.INSPECTOR}


def may_see_names(principal: Principal) -> bool:
    """Units and other systems learn which office acted, not who."""
    return principal.kind == "person" and principal.visibility.whole_county
