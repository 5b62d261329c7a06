"""Who decides a proposal, and when."""

from hengjian.contracts.impartiality import Matter
from hengjian.contracts.permissions import Permission
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Obstacle, Refusal
from hengjian.personnel.models import Proposal
from hengjian.personnel.proposals.errors import NoReviewNeeded, ProposalNotOpen
from hengjian.personnel.sight import deciding_permission
from hengjian.personnel.workflows import DECISION_REVIEW, PROPOSAL, ProposalVerb, ReviewVerb

_OTHER_OFFICE = {
    Permission.PERSONNEL_PROPOSAL_DECIDE_ACCOUNTABILITY: Refusal(
        "此类建议由纪检效能办决定。", "Proposals of this kind are decided by the discipline office."
    ),
    Permission.PERSONNEL_PROPOSAL_DECIDE_BONUS: Refusal(
        "此类建议由财政部门决定。", "Proposals of this kind are decided by the finance office."
    ),
    Permission.PERSONNEL_PROPOSAL_DECIDE_CADRE: Refusal(
        "此类建议由组织部决定。", "Proposals of this kind are decided by the organisation department."
    ),
}


def _find_wrong_office(operation: str, principal: Principal, standing: Standing, proposal: Proposal) -> Refusal | None:
    """Why this caller decides nothing about the proposal, whatever its state."""
    permission = deciding_permission(proposal.kind)
    if not principal.may(permission):
        return _OTHER_OFFICE[permission]
    persons = () if proposal.cadre_code is None else (proposal.cadre_code,)
    return standing.find_bar(operation, Matter((proposal.unit_code,), persons))


def find_obstacle_to_decision(principal: Principal, standing: Standing, proposal: Proposal) -> Obstacle | None:
    if refusal := _find_wrong_office("decide_proposal", principal, standing, proposal):
        return refusal
    is_open = PROPOSAL.is_possible(ProposalVerb.DECIDE, proposal.state)
    return None if is_open else ProposalNotOpen(state=proposal.state)


def find_obstacle_to_review(principal: Principal, standing: Standing, proposal: Proposal) -> Obstacle | None:
    if refusal := _find_wrong_office("review_personnel_decision", principal, standing, proposal):
        return refusal
    return None if DECISION_REVIEW.is_possible(ReviewVerb.REVIEW, proposal.review_state) else NoReviewNeeded()
