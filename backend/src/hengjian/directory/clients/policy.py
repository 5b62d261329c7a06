"""What a machine may hold."""

from collections.abc import Sequence

from hengjian.contracts.permissions import Permission
from hengjian.directory.clients.errors import ScopeNotAllowed

PEOPLE_ONLY = frozenset(
    {
        Permission.APPRAISAL_RESULT_APPROVE,
        Permission.APPRAISAL_SCHEME_APPROVE,
        Permission.APPRAISAL_VETO_DECIDE,
        Permission.DIRECTORY_ACCOUNT_MANAGE,
        Permission.DIRECTORY_AUDIT_READ,
        Permission.DIRECTORY_CLIENT_MANAGE,
        Permission.DIRECTORY_CLOCK_MOVE,
        Permission.PERSONNEL_PROPOSAL_DECIDE_ACCOUNTABILITY,
        Permission.PERSONNEL_PROPOSAL_DECIDE_BONUS,
        Permission.PERSONNEL_PROPOSAL_DECIDE_CADRE,
        Permission.SUPERVISION_DEDUCTION_CONFIRM,
        Permission.SUPERVISION_DEDUCTION_JUDGE,
    }
)
"""What only a person may do: every confirmation and decision carries a name."""


def find_forbidden_scope(scopes: Sequence[Permission]) -> ScopeNotAllowed | None:
    forbidden = next((scope for scope in scopes if scope in PEOPLE_ONLY), None)
    return None if forbidden is None else ScopeNotAllowed(scope=forbidden)
