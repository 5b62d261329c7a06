from collections.abc import Collection, Mapping

from hengjian.contracts.impartiality import Matter
from hengjian.kit.access.auth import Principal, Visibility
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.ids import new_id
from hengjian.kit.exchange.batches import Applied, Batch, BatchOutcome, apply_batch
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.problems.problems import found
from hengjian.kit.time.clock import office_today
from hengjian.personnel.copies import repository as copies
from hengjian.personnel.models import NominationRound, Outcome, Proposal
from hengjian.personnel.nominations import repository as nominations
from hengjian.personnel.nominations.policy import matter_of
from hengjian.personnel.outcomes import repository
from hengjian.personnel.outcomes.errors import (
    DestinationOpen,
    KindDoesNotFollow,
    NotInEffect,
    NotTheirs,
    OneOrigin,
    OutcomeRecorded,
    ReferenceTaken,
    YearsReversed,
)
from hengjian.personnel.outcomes.rules import count_by_kind, outcomes_of_proposal, outcomes_of_round
from hengjian.personnel.outcomes.schemas import (
    ImportedOutcome,
    OutcomeCount,
    OutcomeEntry,
    OutcomeRecord,
    OutcomeTotal,
)
from hengjian.personnel.postings import posting_of_year
from hengjian.personnel.proposals import repository as proposals
from hengjian.personnel.sight import sight_of
from hengjian.personnel.terms import NominationStage, OutcomeKind, PostGroup, ProposalKind, RecordSource, TransferState
from hengjian.personnel.transfers import repository as transfers
from hengjian.personnel.workflows import TRANSFER, TransferVerb


def _content(entry: ImportedOutcome) -> dict[str, object]:
    return {
        "year": entry.year,
        "kind": entry.kind,
        "cadre_code": entry.cadre_code,
        "cadre_name": entry.name,
        "unit_code": entry.unit_code,
        "decision_number": entry.decision_number,
        "decided_on": entry.decided_on,
        "source": entry.source,
    }


async def import_outcomes(session: WriteSession, batch: Batch[ImportedOutcome], principal: Principal) -> BatchOutcome:
    """Outcomes from other books, labelled imported; the same row again changes nothing."""
    known = await repository.find_by_reference(session, [entry.reference for entry in batch.items])

    async def apply(entry: ImportedOutcome) -> Applied:
        content, existing = _content(entry), known.get(entry.reference)
        if existing is not None:
            if any(getattr(existing, name) != value for name, value in content.items()):
                raise ReferenceTaken(reference=entry.reference)
            return entry.reference, "unchanged"
        outcome = Outcome(
            **content,
            reference=entry.reference,
            recorded_by=principal.person_id,
            recorded_by_name=principal.name,
        )
        known[entry.reference] = outcome
        repository.add_outcome(session, outcome)
        return entry.reference, "created"

    return await apply_batch(session, batch, apply, lambda entry: entry.reference)


async def record_outcome(session: WriteSession, entry: OutcomeEntry, principal: Principal) -> Outcome:
    """Put on record that a decision was carried out."""
    if (entry.proposal_id is None) == (entry.nomination_round_id is None):
        raise OneOrigin
    acted: Mapping[str, Collection[str | None]]
    if entry.proposal_id is not None:
        locked = await proposals.find_for_update(session, sight_of(principal), [entry.proposal_id])
        proposal = found(locked.get(entry.proposal_id))
        outcome = await _of_proposal(session, proposal, entry)
        acted = {"decide_proposal": [proposal.decision.decided_by]} if proposal.decision else {}
    else:
        assert entry.nomination_round_id is not None
        chosen = await nominations.get_round_for_update(session, principal.visibility, entry.nomination_round_id)
        outcome, acted = _of_round(found(chosen), entry), matter_of(found(chosen)).acted
    assert outcome.cadre_code is not None
    standing = await copies.find_standing(session, principal)
    units = () if outcome.unit_code is None else (outcome.unit_code,)
    refuse_if(standing.find_bar("record_outcome", Matter(units, (outcome.cadre_code,), acted)))
    if await repository.is_recorded(
        session,
        outcome.cadre_code,
        proposal_id=outcome.proposal_id,
        nomination_round_id=outcome.nomination_round_id,
    ):
        raise OutcomeRecorded
    outcome.kind, outcome.decision_number = entry.kind, entry.decision_number
    outcome.decided_on, outcome.source = entry.decided_on or office_today(), RecordSource.DECIDED
    outcome.recorded_by, outcome.recorded_by_name = principal.person_id, principal.name
    outcome.id = new_id()
    outcome.reference = str(outcome.id)
    if entry.kind is OutcomeKind.TRANSFERRED_DOWN:
        await _settle_transfer(session, outcome)
    await repository.save_outcome(session, outcome)
    return outcome


async def _of_proposal(session: WriteSession, proposal: Proposal, entry: OutcomeEntry) -> Outcome:
    if not proposal.is_in_effect:
        raise NotInEffect
    destination = (proposal.decided or {}).get("destination")
    if entry.kind not in outcomes_of_proposal(ProposalKind(proposal.kind), destination):
        raise KindDoesNotFollow(kind=entry.kind)
    cadre_code = entry.cadre_code or proposal.cadre_code
    if cadre_code is None or (proposal.cadre_code is not None and cadre_code != proposal.cadre_code):
        raise NotTheirs
    name = proposal.cadre_name
    if proposal.cadre_code is None:
        cadre = (await copies.find_cadres(session, [cadre_code])).get(cadre_code)
        posting = posting_of_year(cadre.postings, proposal.year) if cadre else None
        if cadre is None or posting is None or posting.unit_code != proposal.unit_code:
            raise NotTheirs
        name = cadre.name
    return Outcome(
        year=proposal.year,
        cadre_code=cadre_code,
        cadre_name=name,
        unit_code=proposal.unit_code,
        proposal_id=proposal.id,
        nomination_round_id=None,
    )


def _of_round(round_: NominationRound, entry: OutcomeEntry) -> Outcome:
    if round_.stage != NominationStage.DECIDED:
        raise NotInEffect
    if entry.kind not in outcomes_of_round(PostGroup(round_.post_group)):
        raise KindDoesNotFollow(kind=entry.kind)
    appointed = {c.cadre_code: c for c in round_.candidates if c.is_appointed}
    candidate = appointed.get(entry.cadre_code or "")
    if candidate is None:
        raise NotTheirs
    return Outcome(
        year=round_.year,
        cadre_code=candidate.cadre_code,
        cadre_name=candidate.cadre_name,
        unit_code=candidate.unit_code,
        proposal_id=None,
        nomination_round_id=round_.id,
    )


async def _settle_transfer(session: WriteSession, outcome: Outcome) -> None:
    assert outcome.proposal_id is not None
    transfer = await transfers.of_proposal_for_update(session, outcome.proposal_id)
    if transfer is None or not TRANSFER.is_possible(TransferVerb.CARRY_OUT, transfer.state):
        raise DestinationOpen
    transfer.state = TransferState.CARRIED_OUT


async def compile_record(session: AnySession, visible: Visibility, from_year: int, to_year: int) -> OutcomeRecord:
    """Counts by kind and year; imported and decided are told apart."""
    if from_year > to_year:
        raise YearsReversed
    counts = await repository.count_outcomes(session, visible, from_year, to_year)
    years = range(from_year, to_year + 1)
    items, totals = [], []
    for kind in OutcomeKind:
        for year in years:
            imported, decided = count_by_kind(counts, kind, [year])
            items.append(
                OutcomeCount(kind=kind, year=year, imported=imported, decided=decided, total=imported + decided)
            )
        imported, decided = count_by_kind(counts, kind, years)
        totals.append(OutcomeTotal(kind=kind, imported=imported, decided=decided, total=imported + decided))
    return OutcomeRecord(from_year=from_year, to_year=to_year, items=items, totals=totals)
