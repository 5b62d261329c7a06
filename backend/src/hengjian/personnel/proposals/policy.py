"""Which proposals a caller sees, and which office decides them."""

from dataclasses import dataclass

from hengjian.contracts.permissions import Permission
from hengjian.contracts.roles import Role
from hengjian.kit.edge.auth import Principal, Visibility
from hengjian.personnel.policy import say
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
_OFFICE_NAMES = {
    Permission.PERSONNEL_PROPOSAL_DECIDE_ACCOUNTABILITY: ("纪检效能办", "the discipline office"),
    Permission.PERSONNEL_PROPOSAL_DECIDE_BONUS: ("财政部门", "the finance office"),
    Permission.PERSONNEL_PROPOSAL_DECIDE_CADRE: ("组织部", "the organisation department"),
}
_SEE_EVERYTHING = frozenset({Role.AUDITOR, Role.COMMITTEE, Role.ORGANISATION_DEPARTMENT})
BONUS_KINDS = (ProposalKind.UNIT_BONUS, ProposalKind.BONUS_WITHHELD)


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


def why_not_decide(principal: Principal, kind: str, cadre_code: str | None) -> str | None:
    """The reason why this caller may not decide, whatever the state; None where they may."""
    permission = deciding_permission(kind)
    if not principal.may(permission):
        zh, en = _OFFICE_NAMES[permission]
        return say(f"此类建议由{zh}决定。", f"Proposals of this kind are decided by {en}.")
    if cadre_code is not None and cadre_code == principal.cadre_code:
        return say("不得决定与本人有关的建议。", "Nobody decides about themselves.")
    return None
