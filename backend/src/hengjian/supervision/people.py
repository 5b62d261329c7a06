"""In which capacity somebody acts, and what they may know of others who acted."""

import hashlib
from collections.abc import Set
from datetime import datetime, timedelta

from pydantic import BaseModel

from hengjian.contracts.roles import GRANTS, UNIT_ROLES, Role
from hengjian.kit.edge.auth import Principal
from hengjian.kit.time.clock import office_now

SYSTEM = "system"
CLOCK_TOLERANCE = timedelta(minutes=5)
"""How far a device may run ahead of the office before its "just now" is refused."""


def office_of(principal: Principal, permission: str) -> str:
    """The role in which the caller holds the permission; ``system`` for machines."""
    return next((role for role in sorted(principal.roles) if permission in GRANTS[Role(role)]), SYSTEM)


def is_only_inspector(principal: Principal) -> bool:
    """True for a person whose county-wide sight comes from inspecting alone."""
    return principal.kind == "person" and principal.roles - UNIT_ROLES == {Role.INSPECTOR}


def may_see_names(principal: Principal) -> bool:
    """Units and other systems learn which office acted, not who."""
    return principal.kind == "person" and principal.visibility.whole_county


def lies_ahead(moment: datetime) -> bool:
    return moment > office_now() + CLOCK_TOLERANCE


def digest_of(entry: BaseModel, subject: str, *, leave_out: Set[str] = frozenset()) -> bytes:
    """What was posted and by whom, to tell a repeat from another record under the same id."""
    content = entry.model_dump_json(exclude=set(leave_out))
    return hashlib.sha256(f"{subject}\n{content}".encode()).digest()
