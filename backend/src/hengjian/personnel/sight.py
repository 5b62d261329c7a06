"""Which proposals, and what follows from them, a caller sees; and which office decides which kind."""

from dataclasses import dataclass

from hengjian.contracts.permissions import Permission
from hengjian.contracts.roles import Role
from hengjian.kit.access.auth import Principal, Visibility
from hengjian.personnel.terms import ProposalKind

_OFFICES: dict[ProposalKind, Permission] = {
    ProposalKind.ACCOUNTABILITY_STEP: Permission.PERSONNEL_PROPOSAL_DECIDE_ACCOUNTABILITY,
    ProposalKind.BONUS_WITHHELD: Permission.PERSONNEL_PROPOSAL_DECIDE_BONUS,
    ProposalKind.DOWNWARD_TRANSFER: Permission.PERSONNEL_PROPOSAL_DECIDE_CADRE,
    ProposalKind.EXCELLENT_QUOTA: Permission.PERSONNEL_PROPOSAL_DECIDE_CADRE,
    ProposalKind.HEAD_GRADE: Permission.PERSONNEL_PROPOSAL_DECIDE_CADRE,
    ProposalKind.PROMOTION_SUGGESTION: Permission.PERSONNEL_PROPOSAL_DECIDE_CADRE,
    ProposalKind.UNIT_BONUS: Permission.PERSONNEL_PROPOSAL_DECIDE_BONUS,
}
_SEE_EVERYTHING = frozenset({Role.AUDITOR, Role.COMMITTEE, Role.ORGANISATION_DEPARTMENT})


@dataclass(frozen=True)
class Sight:
    """What of the proposals a caller may see: kinds, and units."""

    kinds: frozenset[ProposalKind]
    units: Visibility


def deciding_permission(kind: str) -> Permission:
    return _OFFICES[ProposalKind(kind)]


def sight_of(principal: Principal) -> Sight:
    """Everything for organisation department, committee, auditor and machine clients; else the kinds one decides."""
    if principal.kind != "person" or principal.roles & _SEE_EVERYTHING:
        return Sight(frozenset(ProposalKind), principal.visibility)
    return Sight(frozenset(kind for kind in ProposalKind if principal.may(_OFFICES[kind])), principal.visibility)
