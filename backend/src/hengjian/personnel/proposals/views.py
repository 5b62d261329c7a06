"""Proposals as they are shown."""

from typing import Any

from hengjian.kit.edge.auth import Principal
from hengjian.personnel.models import Proposal
from hengjian.personnel.policy import describe_action
from hengjian.personnel.proposals.errors import NoReviewNeeded
from hengjian.personnel.proposals.policy import deciding_permission, why_not_decide
from hengjian.personnel.proposals.schemas import ProposalDetail, ProposalView
from hengjian.personnel.proposals.service import state_as_obstacle
from hengjian.personnel.terms import DecisionReviewState

_COLUMNS = [name for name in ProposalView.model_fields if name not in {"evidence", "deciding_permission"}]


def _facts(proposal: Proposal) -> dict[str, Any]:
    facts = {name: getattr(proposal, name) for name in _COLUMNS}
    facts["deciding_permission"] = str(deciding_permission(proposal.kind))
    facts["evidence"] = {
        "result_id": proposal.result_id,
        "version": proposal.result_version,
        "digest": proposal.result_digest,
        "class_code": proposal.class_code,
        "rank": proposal.rank,
        "of": proposal.of_count,
        "total": proposal.total,
        "tier": proposal.tier,
        "flags": proposal.flags,
        "sentence": proposal.sentence,
    }
    return facts


def describe_proposal(proposal: Proposal) -> ProposalView:
    return ProposalView.model_validate(_facts(proposal))


def detail_proposal(proposal: Proposal, principal: Principal) -> ProposalDetail:
    """With what this caller may do now, and why not the rest."""
    office = why_not_decide(principal, proposal.kind, proposal.cadre_code)
    needs_review = proposal.review_state == DecisionReviewState.NEEDED
    actions = [
        describe_action("decide", office or state_as_obstacle(proposal)),
        describe_action("review", office or (None if needs_review else NoReviewNeeded())),
    ]
    return ProposalDetail.model_validate({**_facts(proposal), "actions": actions})
