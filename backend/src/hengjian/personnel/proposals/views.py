"""Proposals as they are shown."""

from typing import Any

from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.actions import weigh
from hengjian.personnel.models import Proposal
from hengjian.personnel.proposals.policy import find_obstacle_to_decision, find_obstacle_to_review
from hengjian.personnel.proposals.schemas import ProposalDetail, ProposalView
from hengjian.personnel.sight import deciding_permission
from hengjian.personnel.workflows import ProposalVerb, ReviewVerb

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


def detail_proposal(proposal: Proposal, principal: Principal, standing: Standing) -> ProposalDetail:
    """With what this caller may do now, and why not the rest."""
    actions = [
        weigh(ProposalVerb.DECIDE, find_obstacle_to_decision(principal, standing, proposal)),
        weigh(ReviewVerb.REVIEW, find_obstacle_to_review(principal, standing, proposal)),
    ]
    return ProposalDetail.model_validate({**_facts(proposal), "actions": actions})
