"""What a machine may hold."""

from collections.abc import Sequence

from hengjian.contracts.permissions import Permission
from hengjian.contracts.scopes import MACHINE_SCOPES
from hengjian.directory.clients.errors import ScopeNotAllowed


def find_forbidden_scope(scopes: Sequence[Permission]) -> ScopeNotAllowed | None:
    forbidden = next((scope for scope in scopes if scope not in MACHINE_SCOPES), None)
    return None if forbidden is None else ScopeNotAllowed(scope=forbidden)
