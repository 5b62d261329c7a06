"""What a decision brings about inside this service: a quota granted, a case opened, a transfer decided."""

from collections.abc import Collection, Sequence

from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.ids import new_id
from hengjian.kit.problems.problems import Problem
from hengjian.kit.time.clock import office_now
from hengjian.personnel.accountability import repository as accountability
from hengjian.personnel.copies import repository as copies
from hengjian.personnel.models import AccountabilityCase, Decision, Proposal, Transfer, Unit, UnitQuota
from hengjian.personnel.proposals.errors import TransferPlacesFull
from hengjian.personnel.quotas import repository as quotas
from hengjian.personnel.terms import CaseState, ProposalKind, ProposalState, TransferState
from hengjian.personnel.transfers import repository as transfers
from hengjian.personnel.transfers.policy import find_unfit_destination


class Consequences:
    """Everything that the decisions of one request touch, read once."""

    def __init__(
        self,
        quotas_by_unit: dict[tuple[int, str], UnitQuota],
        places_taken: dict[tuple[int, str], int],
        units: dict[str, Unit],
    ) -> None:
        self._quotas = quotas_by_unit
        self._places_taken = places_taken
        self._units = units

    @classmethod
    async def read(
        cls, session: WriteSession, proposals: Collection[Proposal], to_unit_codes: Collection[str]
    ) -> "Consequences":
        quota_keys = {(p.year, p.unit_code) for p in proposals if p.kind == ProposalKind.EXCELLENT_QUOTA}
        quota_rows = await quotas.find_for_update(session, quota_keys)
        moves = {(p.year, p.unit_code) for p in proposals if p.kind == ProposalKind.DOWNWARD_TRANSFER}
        taken = await transfers.count_standing(session, moves) if moves else {}
        units = await copies.find_units(session, to_unit_codes) if to_unit_codes else {}
        return cls(quota_rows, taken, units)

    def find_unfit_transfer(self, proposal: Proposal, to_unit_code: str | None) -> Problem | None:
        """More transfers than the unit has last places, or a destination that is no other township."""
        places = proposal.figures["last_places"]
        if self._places_taken.get((proposal.year, proposal.unit_code), 0) >= places:
            return TransferPlacesFull(places=places)
        if to_unit_code is None:
            return None
        return find_unfit_destination(self._units.get(to_unit_code), to_unit_code, proposal.unit_code)

    def bring_about(self, session: WriteSession, proposal: Proposal, decision: Decision) -> None:
        if proposal.kind == ProposalKind.EXCELLENT_QUOTA:
            self._grant_quota(proposal)
        elif proposal.state == ProposalState.DECLINED:
            return
        elif proposal.kind == ProposalKind.ACCOUNTABILITY_STEP:
            accountability.add_case(session, _case(proposal, decision))
        elif proposal.kind == ProposalKind.DOWNWARD_TRANSFER:
            key = (proposal.year, proposal.unit_code)
            self._places_taken[key] = self._places_taken.get(key, 0) + 1
            transfers.add_transfer(session, self._transfer(proposal, decision))

    def _grant_quota(self, proposal: Proposal) -> None:
        quota = self._quotas.get((proposal.year, proposal.unit_code))
        if quota is not None:
            quota.granted = proposal.decided["places"] if proposal.decided else None

    def _transfer(self, proposal: Proposal, decision: Decision) -> Transfer:
        to_unit_code = (proposal.decided or {}).get("to_unit_code")
        unit = self._units.get(to_unit_code) if to_unit_code else None
        return Transfer(
            id=new_id(),
            number=proposal.number.replace("-P", "-T"),
            year=proposal.year,
            proposal_id=proposal.id,
            cadre_code=proposal.subject_code,
            cadre_name=proposal.cadre_name or "",
            post_name=proposal.post_name,
            from_unit_code=proposal.unit_code,
            from_unit_name=proposal.unit_name,
            to_unit_code=to_unit_code,
            to_unit_name=unit.name if unit else None,
            decision_number=decision.decision_number,
            assignment_reason=decision.reason if to_unit_code else None,
            assigned_by_name=decision.decided_by_name if to_unit_code else None,
            state=TransferState.ASSIGNED if to_unit_code else TransferState.DECIDED,
        )


def _case(proposal: Proposal, decision: Decision) -> AccountabilityCase:
    return AccountabilityCase(
        id=new_id(),
        number=proposal.number.replace("-P", "-A"),
        year=proposal.year,
        unit_code=proposal.unit_code,
        unit_name=proposal.unit_name,
        proposal_id=proposal.id,
        decision_number=decision.decision_number,
        lagging_years=proposal.figures["lagging_years"],
        decided_steps=(proposal.decided or {})["steps"],
        state=CaseState.OPEN,
        opened_at=office_now(),
    )


async def withdraw_effects(session: WriteSession, proposals: Sequence[Proposal], reason: str) -> None:
    """End what earlier decisions brought about; what was carried out already stays on record."""
    if not proposals:
        return
    ids = [proposal.id for proposal in proposals]
    cases = await accountability.open_of_proposals_for_update(session, ids)
    for case in cases:
        case.state, case.closed_reason, case.closed_at = CaseState.WITHDRAWN, reason, office_now()
    await accountability.save_cases(session, cases)
    pending = await transfers.pending_of_proposals_for_update(session, ids)
    for transfer in pending:
        transfer.state = TransferState.WITHDRAWN
    await transfers.save_transfers(session, pending)
    quota_keys = {(p.year, p.unit_code) for p in proposals if p.kind == ProposalKind.EXCELLENT_QUOTA}
    granted = (await quotas.find_for_update(session, quota_keys)).values()
    for quota in granted:
        quota.granted = None
    await quotas.save_quotas(session, granted)
