"""Ballots by count: batches of paper votes are entered, and become facts when the round closes."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from hengjian.appraisal.engine import item_kinds
from hengjian.appraisal.errors import AlreadyThere, NoSuchItem, NoSuchScheme, NoSuchSubject, ResultsStand, WrongState
from hengjian.appraisal.models import BallotCount, BallotRound, Scheme
from hengjian.appraisal.permissions import BallotCounter, BallotReader
from hengjian.appraisal.records import inputs
from hengjian.appraisal.records.rounds import RoundEntry, RoundView, open_round, view_round, view_rounds
from hengjian.audit.recording import record_write
from hengjian.contracts.codes import Code, Year
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.paging import Page, Paging, Rows, SortKey, fetch_page
from hengjian.kit.edge.problems import FieldError, InvalidInput, NotFound, found, problems
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.time.clock import office_now

router = service_router("/api/v1/appraisal", tag="ballots")

Option = Annotated[str, Field(min_length=1, max_length=40)]
Votes = dict[Option, Annotated[int, Field(ge=0, le=1_000_000)]]


class BallotRoundEntry(RoundEntry):
    """With fewer votes than ``minimum`` no count is shown."""

    options: Annotated[
        list[Option],
        Field(
            min_length=2, max_length=200, description="For a rank ballot the places: 1, 2, ... as many as are ranked"
        ),
    ]
    minimum: Annotated[int, Field(ge=1, le=1000)] = 5


class CountEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    subject_code: Code
    votes: Votes


class CountBatch(BaseModel):
    """One batch of ballots as counted; entered again it replaces the earlier count of the batch."""

    model_config = ConfigDict(extra="forbid")

    batch_number: Code
    rows: Annotated[list[CountEntry], Field(min_length=1, max_length=1000)]


class CountOutcome(BaseModel):
    status: Literal["stored"]
    stored: int


class BallotSummary(BaseModel):
    """Votes by option; null below the minimum, and while the round is open."""

    subject_code: str
    votes: dict[str, int] | None


class BallotRoundView(RoundView):
    options: list[str]
    minimum: int
    summary: list[BallotSummary]


async def _locked(session: WriteSession, round_id: UUID) -> BallotRound:
    return found(await session.scalar(select(BallotRound).where(BallotRound.id == round_id).with_for_update()))


async def _totals(session: AnySession, row: BallotRound) -> dict[str, dict[str, int]]:
    totals: dict[str, dict[str, int]] = {}
    for count in await session.scalars(select(BallotCount).where(BallotCount.round_id == row.id)):
        votes = totals.setdefault(count.subject_code, dict.fromkeys(row.options, 0))
        for option, number in count.votes.items():
            votes[option] += number
    return totals


async def _describe(session: AnySession, row: BallotRound) -> BallotRoundView:
    summary = []
    if row.state == "closed":
        for code, votes in sorted((await _totals(session, row)).items()):
            summary.append(
                BallotSummary(subject_code=code, votes=votes if sum(votes.values()) >= row.minimum else None)
            )
    return BallotRoundView(**await view_round(session, row), options=row.options, minimum=row.minimum, summary=summary)


def _ranks(scheme: Scheme, item_code: str) -> bool:
    """Whether every ballot ranks all subjects, so that what is counted are places."""
    return item_kinds(scheme.document)[item_code] == "rank_ballot"


def _check_options(scheme: Scheme, entry: BallotRoundEntry) -> None:
    places = [str(place) for place in range(1, len(entry.options) + 1)]
    if _ranks(scheme, entry.item_code) and entry.options != places:
        zh, en = "排序票的选项应为名次：1、2、3……", "The options of a rank ballot are the places: 1, 2, 3 and so on."
        raise InvalidInput([FieldError("/options", "places_expected", zh, en)])


async def enter_counts(session: WriteSession, row: BallotRound, batch: CountBatch) -> None:
    if row.state != "open":
        raise WrongState(state=row.state)
    scheme, _ = await inputs.scheme_feeding(session, row.year, row.scheme_code, row.item_code, "ballot_round")
    subjects = await inputs.subject_codes(session, scheme, row.class_codes)
    rows = []
    for index, entry in enumerate(batch.rows):
        if entry.subject_code not in subjects:
            raise NoSuchSubject(subject_code=entry.subject_code)
        for option in entry.votes:
            if option not in row.options:
                fault = FieldError(
                    f"/rows/{index}/votes/{option}", "unknown_option", "没有这个选项。", "No such option."
                )
                raise InvalidInput([fault])
        rows.append({"round_id": row.id, "batch_number": batch.batch_number, **entry.model_dump()})
    statement = insert(BallotCount)
    keys = ["round_id", "subject_code", "batch_number"]
    changed = {"votes": statement.excluded.votes}
    await session.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), rows)
    after = {row_["subject_code"]: row_["votes"] for row_ in rows}
    await record_write(session, "ballot_count", f"{row.id}/{batch.batch_number}", after=after)


async def close_ballot(session: WriteSession, row: BallotRound) -> None:
    if row.state != "open":
        raise WrongState(state=row.state)
    await inputs.refuse_where_results_stand(session, row.year, row.scheme_code)
    scheme, _ = await inputs.scheme_feeding(session, row.year, row.scheme_code, row.item_code, "ballot_round")
    part = "places" if _ranks(scheme, row.item_code) else "votes"
    facts = {code: (row.id, {part: votes}) for code, votes in (await _totals(session, row)).items()}
    await inputs.leave_facts(session, scheme, row.item_code, "ballot_round", facts)
    await inputs.close_item(session, scheme, row.item_code, row.class_codes)
    row.state, row.closed_at = "closed", office_now()
    await session.flush()


@router.get(
    "/ballot-rounds", operation_id="list_ballot_rounds", summary="Rounds of ballots", response_model=Page[RoundView]
)
async def list_ballot_rounds(
    session: Reading, page: Paging, principal: BallotReader, year: Year | None = None
) -> Rows[RoundView]:
    statement = select(BallotRound)
    if year is not None:
        statement = statement.where(BallotRound.year == year)
    rows = await fetch_page(session, statement, [SortKey(BallotRound.id)], page)
    return Rows(await view_rounds(session, rows.items), rows.next)


@router.post(
    "/ballot-rounds",
    operation_id="open_ballot_round",
    summary="Open a round of ballots",
    status_code=201,
    responses=problems(NoSuchScheme, NoSuchItem, AlreadyThere),
)
async def open_ballot_round(session: Writing, entry: BallotRoundEntry, principal: BallotCounter) -> BallotRoundView:
    scheme, _ = await inputs.scheme_feeding(session, entry.year, entry.scheme_code, entry.item_code, "ballot_round")
    _check_options(scheme, entry)
    row = BallotRound(**entry.model_dump(), state="open", opened_by=principal.name)
    await open_round(session, row)
    return await _describe(session, row)


@router.get(
    "/ballot-rounds/{round_id}",
    operation_id="get_ballot_round",
    summary="A round, with its counts once it is closed",
    responses=problems(NotFound),
)
async def get_ballot_round(session: Reading, round_id: UUID, principal: BallotReader) -> BallotRoundView:
    return await _describe(session, found(await session.get(BallotRound, round_id)))


@router.post(
    "/ballot-rounds/{round_id}/counts:batch",
    operation_id="enter_ballot_counts",
    summary="Enter the count of one batch of paper ballots",
    responses=problems(NotFound, WrongState, NoSuchSubject),
)
async def enter_ballot_counts(
    session: Writing, round_id: UUID, batch: CountBatch, principal: BallotCounter
) -> CountOutcome:
    await enter_counts(session, await _locked(session, round_id), batch)
    return CountOutcome(status="stored", stored=len(batch.rows))


@router.post(
    "/ballot-rounds/{round_id}:close",
    operation_id="close_ballot_round",
    summary="Close the round; the counts become facts",
    responses=problems(NotFound, WrongState, ResultsStand),
)
async def close_ballot_round(session: Writing, round_id: UUID, principal: BallotCounter) -> BallotRoundView:
    row = await _locked(session, round_id)
    await close_ballot(session, row)
    return await _describe(session, row)
