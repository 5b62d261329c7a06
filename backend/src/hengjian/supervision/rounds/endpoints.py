from typing import Literal
from uuid import UUID

from fastapi import Response

from hengjian.contracts.codes import Code, Year
from hengjian.kit.app import service_router
from hengjian.kit.batches import Batch, BatchOutcome
from hengjian.kit.paging import Page, Paging, Rows
from hengjian.kit.problems import NotFound, found, problems
from hengjian.kit.routing import Reading, Writing
from hengjian.kit.versions import set_etag
from hengjian.supervision.models import Round, RoundFinding
from hengjian.supervision.permissions import RoundManager, RoundReader
from hengjian.supervision.rounds import repository, service
from hengjian.supervision.rounds.errors import RoundExists, RoundIsClosed, UnitNotInRound, UnknownUnitClass
from hengjian.supervision.rounds.schemas import (
    FindingEntry,
    FindingGrade,
    FindingView,
    RoundDetail,
    RoundEntry,
    RoundView,
)

router = service_router("/api/v1/supervision", tag="quarterly rounds")


@router.get(
    "/rounds",
    operation_id="list_supervision_rounds",
    summary="Quarterly rounds of supervision, newest first",
    response_model=Page[RoundView],
)
async def list_rounds(
    session: Reading,
    page: Paging,
    principal: RoundReader,
    year: Year | None = None,
    state: Literal["open", "closed"] | None = None,
) -> Rows[Round]:
    return await repository.list_rounds(session, page, year=year, state=state)


@router.post(
    "/rounds",
    operation_id="open_supervision_round",
    summary="Open a quarterly round for whole classes",
    status_code=201,
    response_model=RoundView,
    responses=problems(RoundExists, UnknownUnitClass),
)
async def open_round(session: Writing, entry: RoundEntry, principal: RoundManager) -> Round:
    return await service.open_round(session, entry, principal)


@router.get(
    "/rounds/{round_id}",
    operation_id="get_supervision_round",
    summary="One round, with what may be done now",
    responses=problems(NotFound),
)
async def get_round(session: Reading, round_id: UUID, response: Response, principal: RoundReader) -> RoundDetail:
    current = found(await repository.get_round(session, round_id))
    set_etag(response, current)
    return await service.show_round(session, current, principal)


@router.get(
    "/rounds/{round_id}/findings",
    operation_id="list_round_findings",
    summary="What the round found at the units that the caller may see",
    response_model=Page[FindingView],
    responses=problems(NotFound),
)
async def list_round_findings(
    session: Reading,
    round_id: UUID,
    page: Paging,
    principal: RoundReader,
    unit_code: Code | None = None,
    grade: FindingGrade | None = None,
) -> Rows[RoundFinding]:
    current = found(await repository.get_round(session, round_id))
    return await repository.list_findings(
        session, principal.visibility, page, current.id, unit_code=unit_code, grade=grade
    )


@router.post(
    "/rounds/{round_id}/findings:batch",
    operation_id="record_round_findings",
    summary="Record what was found, by unit and subject",
    responses=problems(NotFound, RoundIsClosed, UnitNotInRound),
)
async def record_round_findings(
    session: Writing, round_id: UUID, batch: Batch[FindingEntry], principal: RoundManager
) -> BatchOutcome:
    current = found(await repository.get_round_for_update(session, round_id))
    return await service.record_findings(session, current, batch)


@router.post(
    "/rounds/{round_id}:close",
    operation_id="close_supervision_round",
    summary="Close the round; it is frozen from then on",
    response_model=RoundView,
    responses=problems(NotFound, RoundIsClosed),
)
async def close_round(session: Writing, round_id: UUID, principal: RoundManager) -> Round:
    current = found(await repository.get_round_for_update(session, round_id))
    await service.close_round(session, current, principal)
    return current
