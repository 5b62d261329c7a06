"""What happens to proposals when a newer version of their result arrives."""

from hengjian.kit.data.database import WriteSession
from hengjian.personnel.models import FinalResult
from hengjian.personnel.proposals import repository
from hengjian.personnel.terms import DecisionReviewState, ProposalState


async def supersede_proposals(session: WriteSession, result: FinalResult, *, by_version: int) -> None:
    """Undecided ones fall; decisions stand, but somebody has to look at them again."""
    proposals = await repository.of_result_for_update(session, result.id)
    for proposal in proposals:
        if proposal.state == ProposalState.PROPOSED:
            proposal.state = ProposalState.SUPERSEDED
        elif proposal.is_in_effect:
            proposal.review_state = DecisionReviewState.NEEDED
            proposal.review_reason = f"v{result.result_version} -> v{by_version}"
    await repository.save_proposals(session, proposals)
