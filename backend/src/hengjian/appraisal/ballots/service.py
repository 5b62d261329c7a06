"""Ballots by count: batches of paper votes are entered, and become facts when the round closes.

A subject with too few valid votes gets no fact: what they said stands nowhere.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from hengjian.appraisal.ballots import policy, repository
from hengjian.appraisal.ballots.schemas import (
    BallotDecision,
    BallotRoundEntry,
    BallotRoundView,
    BallotSummary,
    CountBatch,
)
from hengjian.appraisal.errors import NoSuchSubject
from hengjian.appraisal.item_facts.repository import read_facts
from hengjian.appraisal.item_facts.service import scheme_feeding
from hengjian.appraisal.models import BallotCount, BallotRound
from hengjian.appraisal.results.reading import find_approved
from hengjian.appraisal.rounds import repository as rounds
from hengjian.appraisal.rounds.policy import find_wrong_state
from hengjian.appraisal.rounds.schemas import RoundView
from hengjian.appraisal.rounds.service import close_round, subject_codes
from hengjian.appraisal.rounds.views import view_round
from hengjian.appraisal.scheme_documents.binding import BallotSource
from hengjian.appraisal.workflows.ballots import BALLOT_ROUND_WORKFLOW, BallotRuling, BallotState, BallotVerb
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.problems.problems import InvalidInput
from hengjian.kit.time.clock import office_now, real_now

SOURCE = "ballot_round"

_OF_BALLOTS = BallotRoundView.model_fields.keys() - RoundView.model_fields.keys() - {"summary"}

Totals = dict[str, dict[str, int]]


def _add_up(row: BallotRound, counts: Iterable[BallotCount]) -> Totals:
    """Votes by subject and option."""
    totals: Totals = {}
    for count in counts:
        votes = totals.setdefault(count.subject_code, dict.fromkeys(row.options, 0))
        for option, number in count.votes.items():
            votes[option] += number
    return totals


async def describe(session: AnySession, row: BallotRound) -> BallotRoundView:
    summary = []
    if row.state == BallotState.CLOSED:
        counted = {count.subject_code for count in await repository.list_counts(session, row.id)}
        facts = await read_facts(session, row.id)
        summary = [BallotSummary(subject_code=code, votes=_votes_in(facts.get(code))) for code in sorted(counted)]
    own = {name: getattr(row, name) for name in _OF_BALLOTS}
    return BallotRoundView(**await view_round(session, row), **own, summary=summary)


def _votes_in(fact: Mapping[str, Any] | None) -> dict[str, int] | None:
    return None if fact is None else fact.get("votes") or fact.get("places")


async def open_ballot(session: WriteSession, entry: BallotRoundEntry, principal: Principal) -> BallotRound:
    scheme, source = await scheme_feeding(session, entry.year, entry.scheme_code, entry.item_code, SOURCE)
    assert isinstance(source, BallotSource)
    if faults := policy.find_bad_options(scheme.document, entry):
        raise InvalidInput(faults)
    content = entry.model_dump()
    row = BallotRound(**content, minimum=source.minimum, state=BallotState.OPEN, opened_by=principal.name)
    await rounds.add_round(session, row)
    return row


async def enter_counts(session: WriteSession, row: BallotRound, batch: CountBatch) -> None:
    refuse_if(find_wrong_state(BALLOT_ROUND_WORKFLOW, BallotVerb.ENTER, row.state))
    scheme, _ = await scheme_feeding(session, row.year, row.scheme_code, row.item_code, SOURCE)
    subjects = await subject_codes(session, scheme, row.class_codes)
    for index, entry in enumerate(batch.rows):
        if entry.subject_code not in subjects:
            raise NoSuchSubject(subject_code=entry.subject_code)
        if faults := policy.find_unknown_option(index, entry, row.options):
            raise InvalidInput(faults)
    votes = {entry.subject_code: entry.votes for entry in batch.rows}
    await repository.store_counts(session, row.id, batch.batch_number, votes)


async def close_ballot(session: WriteSession, row: BallotRound) -> None:
    refuse_if(find_wrong_state(BALLOT_ROUND_WORKFLOW, BallotVerb.CLOSE, row.state))
    refuse_if(await find_approved(session, row.year, row.scheme_code))
    scheme, _ = await scheme_feeding(session, row.year, row.scheme_code, row.item_code, SOURCE)
    part = "places" if policy.counts_places(scheme.document, row.item_code) else "votes"
    totals = _add_up(row, await repository.list_counts(session, row.id))
    facts = {
        code: (row.id, {part: votes})
        for code, votes in totals.items()
        if policy.count_valid(scheme.document, row.item_code, votes) >= row.minimum
    }
    await close_round(session, row, scheme, SOURCE, facts)


async def void_open_ballots(session: WriteSession) -> int:
    """Of a restored database: nobody knows how far the rounds went that were open, so none goes on by itself."""
    opened = await repository.list_open_ballots_for_update(session)
    for row in opened:
        row.state, row.voided_at = BallotState.VOID, real_now()
        await rounds.save_round(session, row)
    return len(opened)


async def decide_ballot(
    session: WriteSession, row: BallotRound, decision: BallotDecision, principal: Principal
) -> None:
    """The counts of a round that is held again go."""
    refuse_if(find_wrong_state(BALLOT_ROUND_WORKFLOW, BallotVerb.DECIDE, row.state))
    if decision.ruling is BallotRuling.HOLD_AGAIN:
        await repository.drop_counts(session, row.id)
    row.state, row.ruling = BallotState.OPEN, decision.ruling
    row.document_number, row.reason = decision.document_number, decision.reason
    row.decider_name, row.decided_at = principal.name, office_now()
    await rounds.save_round(session, row)
