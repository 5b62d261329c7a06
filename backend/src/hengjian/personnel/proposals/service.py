from collections.abc import Collection, Sequence
from uuid import UUID

from hengjian.contracts.events import DecisionRecorded
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.ids import new_id
from hengjian.kit.edge.versions import check_version
from hengjian.kit.exchange.batches import Applied, Batch, BatchOutcome, apply_batch
from hengjian.kit.messaging.dead_letters import find_letters_standing
from hengjian.kit.messaging.events import publish
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.problems.problems import Problem, found
from hengjian.kit.time.clock import office_now
from hengjian.personnel.copies.repository import find_standing
from hengjian.personnel.linkage.service import require_issued_rules
from hengjian.personnel.models import Decision, Proposal
from hengjian.personnel.proposals import repository
from hengjian.personnel.proposals.effects import Consequences, withdraw_effects
from hengjian.personnel.proposals.errors import (
    ChangeNeeded,
    DecisionNumberNeeded,
    QuotaAboveCeiling,
)
from hengjian.personnel.proposals.from_results import write_proposals
from hengjian.personnel.proposals.policy import find_obstacle_to_decision, find_obstacle_to_review
from hengjian.personnel.proposals.schemas import (
    DecisionReviewEntry,
    PersonnelDecisionEntry,
    PersonnelDecisionRow,
    ProposalContent,
)
from hengjian.personnel.results import repository as results
from hengjian.personnel.sight import sight_of
from hengjian.personnel.terms import (
    DecisionOutcome,
    DecisionReviewOutcome,
    DecisionReviewState,
    ProposalKind,
    ProposalState,
)

_FIELD_OF_KIND = {
    ProposalKind.ACCOUNTABILITY_STEP: "steps",
    ProposalKind.BONUS_WITHHELD: "amount",
    ProposalKind.DOWNWARD_TRANSFER: "to_unit_code",
    ProposalKind.EXCELLENT_QUOTA: "places",
    ProposalKind.HEAD_GRADE: "head",
    ProposalKind.PROMOTION_SUGGESTION: "destination",
    ProposalKind.UNIT_BONUS: "amount",
}


async def propose_next(session: WriteSession) -> int:
    """Make the proposals of the final result that has waited longest; 0 when none waits, or when something told of
    its year is not taken in yet."""
    result = await results.next_pending_for_update(session)
    if result is None or await find_letters_standing(session, result.year):
        return 0
    rules = await require_issued_rules(session, result.year)
    await write_proposals(session, result, rules)
    result.proposed_at = office_now()
    return 1


def _read_change(proposal: Proposal, entry: PersonnelDecisionEntry) -> dict[str, object] | None:
    """The proposal's content as the decision leaves it; None where it is declined."""
    name = _FIELD_OF_KIND[ProposalKind(proposal.kind)]
    change = entry.change.model_dump(mode="json", exclude_none=True) if entry.change else {}
    if set(change) != ({name} if entry.outcome is DecisionOutcome.CHANGED else set()):
        raise ChangeNeeded(field=name)
    if entry.outcome is DecisionOutcome.DECLINED:
        return None
    if entry.decision_number is None:
        raise DecisionNumberNeeded
    return {**proposal.content, **change}


def _find_excess(proposal: Proposal, decided: dict[str, object] | None, consequences: Consequences) -> Problem | None:
    """More than the unit's ceiling or last places allow."""
    if decided is None:
        return None
    if proposal.kind == ProposalKind.EXCELLENT_QUOTA:
        ceiling, places = proposal.figures["ceiling"], decided["places"]
        assert isinstance(places, int)
        return QuotaAboveCeiling(ceiling=ceiling) if places > ceiling else None
    if proposal.kind == ProposalKind.DOWNWARD_TRANSFER:
        to_unit_code = decided["to_unit_code"]
        assert to_unit_code is None or isinstance(to_unit_code, str)
        return consequences.find_unfit_transfer(proposal, to_unit_code)
    return None


class DecisionDesk:
    """Decisions of one person in one request: read everything first, then decide one by one."""

    def __init__(
        self,
        session: WriteSession,
        principal: Principal,
        standing: Standing,
        proposals: dict[UUID, Proposal],
        earlier: Sequence[Proposal],
        consequences: Consequences,
    ) -> None:
        self._session = session
        self._principal = principal
        self._standing = standing
        self._proposals = proposals
        self._earlier = earlier
        self._consequences = consequences
        self._replaced: list[Proposal] = []

    @classmethod
    async def open(
        cls, session: WriteSession, principal: Principal, entries: Collection[tuple[UUID, PersonnelDecisionEntry]]
    ) -> "DecisionDesk":
        proposals = await repository.find_for_update(session, sight_of(principal), [key for key, _ in entries])
        towards = {entry.change.to_unit_code for _, entry in entries if entry.change and entry.change.to_unit_code}
        earlier = await repository.earlier_in_effect(session, proposals.values())
        consequences = await Consequences.read(session, proposals.values(), towards)
        standing = await find_standing(session, principal)
        return cls(session, principal, standing, proposals, earlier, consequences)

    def decide(
        self, proposal_id: UUID, entry: PersonnelDecisionEntry, version: int | None = None
    ) -> tuple[Proposal, Decision]:
        """Judge first, change afterwards: a refused decision leaves no trace."""
        proposal = found(self._proposals.get(proposal_id))
        check_version(proposal, version)
        refuse_if(find_obstacle_to_decision(self._principal, self._standing, proposal))
        decided = _read_change(proposal, entry)
        refuse_if(_find_excess(proposal, decided, self._consequences))
        decision = Decision(
            id=new_id(),
            proposal=proposal,
            outcome=entry.outcome,
            reason=entry.reason,
            change=self._full_change(entry),
            decision_number=entry.decision_number,
            decided_by=self._principal.person_id,
            decided_by_name=self._principal.name,
            decided_at=office_now(),
        )
        proposal.state = ProposalState(entry.outcome.value)
        proposal.decided = decided
        repository.add_decision(self._session, decision)
        self._consequences.bring_about(self._session, proposal, decision)
        self._note_replaced(proposal)
        return proposal, decision

    @staticmethod
    def _full_change(entry: PersonnelDecisionEntry) -> dict[str, object] | None:
        if entry.change is None:
            return None
        return ProposalContent.model_validate(entry.change.model_dump()).model_dump(mode="json")

    def _note_replaced(self, proposal: Proposal) -> None:
        for earlier in self._earlier:
            same = (earlier.year, earlier.kind, earlier.subject_code) == (
                proposal.year,
                proposal.kind,
                proposal.subject_code,
            )
            if same and earlier.id != proposal.id and earlier.is_in_effect:
                earlier.review_state, earlier.review_reason = DecisionReviewState.REPLACED, proposal.number
                self._replaced.append(earlier)

    async def close(self, decisions: Sequence[tuple[Proposal, Decision]]) -> None:
        """End what the replaced decisions brought about, and tell whoever listens."""
        replaced = [p for p in self._replaced if p.kind != ProposalKind.EXCELLENT_QUOTA]
        await withdraw_effects(self._session, replaced, "replaced")
        await repository.save_proposals(self._session, [proposal for proposal, _ in decisions])
        for proposal, decision in decisions:
            outcome = DecisionOutcome(decision.outcome).value
            await publish(
                self._session, DecisionRecorded(decision_id=decision.id, proposal_id=proposal.id, outcome=outcome)
            )


async def decide_proposal(
    session: WriteSession,
    proposal_id: UUID,
    entry: PersonnelDecisionEntry,
    principal: Principal,
    version: int | None,
) -> Proposal:
    desk = await DecisionDesk.open(session, principal, [(proposal_id, entry)])
    decided = desk.decide(proposal_id, entry, version)
    await desk.close([decided])
    return decided[0]


async def decide_proposals(
    session: WriteSession, batch: Batch[PersonnelDecisionRow], principal: Principal
) -> BatchOutcome:
    desk = await DecisionDesk.open(session, principal, [(row.proposal_id, row) for row in batch.items])
    decisions: list[tuple[Proposal, Decision]] = []

    async def apply(row: PersonnelDecisionRow) -> Applied:
        decisions.append(desk.decide(row.proposal_id, row))
        return str(row.proposal_id), "updated"

    outcome = await apply_batch(session, batch, apply, lambda row: str(row.proposal_id))
    if not batch.dry_run:
        await desk.close(decisions)
    return outcome


async def review_decision(
    session: WriteSession, proposal: Proposal, review: DecisionReviewEntry, principal: Principal
) -> None:
    """Settle a decision whose result has a newer version: it stays, or its effect ends."""
    standing = await find_standing(session, principal)
    refuse_if(find_obstacle_to_review(principal, standing, proposal))
    proposal.review_state, proposal.review_reason = DecisionReviewState(review.outcome.value), review.reason
    proposal.reviewed_by, proposal.reviewed_by_name = principal.person_id, principal.name
    proposal.reviewed_at = office_now()
    if review.outcome is DecisionReviewOutcome.WITHDRAWN:
        await withdraw_effects(session, [proposal], review.reason)
    await repository.save_proposals(session, [proposal])
