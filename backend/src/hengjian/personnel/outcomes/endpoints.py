from hengjian.contracts.codes import Code, Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.exchange.batches import Batch, BatchOutcome
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.problems.problems import NotFound, RefusedByPolicy, problems
from hengjian.personnel.models import Outcome
from hengjian.personnel.outcomes import repository, service
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
from hengjian.personnel.outcomes.schemas import ImportedOutcome, OutcomeEntry, OutcomeRecord, OutcomeView
from hengjian.personnel.permissions import OutcomeImporter, OutcomeReader
from hengjian.personnel.terms import OutcomeKind, RecordSource

router = service_router("/api/v1/personnel", tag="outcomes")


@router.post(
    "/outcomes:batch",
    operation_id="import_outcomes",
    summary="Import outcomes of earlier years, labelled imported",
    responses=problems(ReferenceTaken),
)
async def import_outcomes(session: Writing, batch: Batch[ImportedOutcome], principal: OutcomeImporter) -> BatchOutcome:
    return await service.import_outcomes(session, batch, principal)


@router.post(
    "/outcomes",
    operation_id="record_outcome",
    summary="Record that a decision was carried out",
    status_code=201,
    response_model=OutcomeView,
    responses=problems(
        RefusedByPolicy,
        NotFound,
        OneOrigin,
        NotInEffect,
        KindDoesNotFollow,
        NotTheirs,
        OutcomeRecorded,
        DestinationOpen,
    ),
)
async def record_outcome(session: Writing, entry: OutcomeEntry, principal: OutcomeImporter) -> Outcome:
    return await service.record_outcome(session, entry, principal)


@router.get(
    "/outcomes",
    operation_id="list_outcomes",
    summary="What followed for cadres",
    response_model=FollowedPage[OutcomeView],
)
async def list_outcomes(
    session: Reading,
    page: Following,
    principal: OutcomeReader,
    year: Year | None = None,
    kind: OutcomeKind | None = None,
    source: RecordSource | None = None,
    cadre_code: Code | None = None,
) -> FollowedRows[Outcome]:
    return await repository.list_outcomes(
        session, principal.visibility, page, year=year, kind=kind, source=source, cadre_code=cadre_code
    )


@router.get(
    "/outcome-record",
    operation_id="get_outcome_record",
    summary="The record of several years: how many of each kind, imported and decided",
    responses=problems(YearsReversed),
)
async def get_outcome_record(
    session: Reading, principal: OutcomeReader, from_year: Year, to_year: Year
) -> OutcomeRecord:
    return await service.compile_record(session, principal.visibility, from_year, to_year)
