from collections.abc import Sequence
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Depends, Query

from hengjian.contracts.codes import Code, Year
from hengjian.contracts.targets import UnitTarget
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import ReadAhead, Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven, check_version
from hengjian.kit.exchange.batches import Batch, BatchOutcome
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.messaging.dead_letters import LettersStand
from hengjian.kit.problems.problems import NotFound, PeerUnavailable, found, problems
from hengjian.supervision.models import Round
from hengjian.supervision.permissions import RoundFinder, RoundManager, RoundReader
from hengjian.supervision.rounds import checklists, errors, repository, service, views
from hengjian.supervision.rounds.lights import Light
from hengjian.supervision.rounds.schemas import (
    FindingEntry,
    FindingOutcome,
    ProjectEntry,
    RoundDetail,
    RoundEntry,
    RoundItemView,
    RoundView,
    UnitChecklist,
)
from hengjian.supervision.workflows.rounds import ItemState

router = service_router("/api/v1/supervision", tag="quarterly rounds")


@router.get(
    "/rounds",
    operation_id="list_supervision_rounds",
    summary="Quarterly rounds of supervision, newest first",
    response_model=FollowedPage[RoundView],
)
async def list_rounds(
    session: Reading,
    page: Following,
    _: RoundReader,
    year: Year | None = None,
    state: Literal["open", "closed"] | None = None,
) -> FollowedRows[Round]:
    return await repository.list_rounds(session, page, year=year, state=state)


@router.post(
    "/rounds",
    operation_id="open_supervision_round",
    summary=(
        "Open a quarterly round: copy the checklist of every unit from its plan, and declare the rule of the lights"
    ),
    status_code=201,
    response_model=RoundView,
    responses=problems(errors.RoundExists, errors.NothingPlanned, errors.UnknownUnitClass, PeerUnavailable),
)
async def open_round(
    session: Writing,
    entry: RoundEntry,
    principal: RoundManager,
    targets: Annotated[Sequence[UnitTarget], Depends(ReadAhead(checklists.read_targets))],
) -> Round:
    return await service.open_round(session, entry, targets, principal)


@router.get(
    "/rounds/{round_id}",
    operation_id="get_supervision_round",
    summary="One round, with its rule, how the lights stand and what may be done now",
    responses=problems(NotFound),
)
async def get_round(session: Reading, round_id: UUID, principal: RoundReader) -> RoundDetail:
    current = found(await repository.get_round(session, round_id))
    return await views.show_round(session, current, principal)


@router.get(
    "/rounds/{round_id}/units/{unit_code}",
    operation_id="get_unit_checklist",
    summary="What the round looks into at one unit, line by line, with its history",
    responses=problems(NotFound),
)
async def get_unit_checklist(
    session: Reading, round_id: UUID, unit_code: Code, principal: RoundReader
) -> UnitChecklist:
    current = found(await repository.get_round(session, round_id))
    return await views.show_checklist(session, current, unit_code, principal)


@router.post(
    "/rounds/{round_id}/projects:batch",
    operation_id="add_round_projects",
    summary="Add key projects by unit and code, or correct those that nobody has looked into yet",
    responses=problems(NotFound, errors.RoundIsClosed, errors.UnitNotInRound, errors.CodeTaken),
)
async def add_round_projects(
    session: Writing, round_id: UUID, batch: Batch[ProjectEntry], _: RoundManager
) -> BatchOutcome:
    current = found(await repository.get_round_for_update(session, round_id))
    return await checklists.add_projects(session, current, batch)


@router.post(
    "/rounds/{round_id}/findings:batch",
    operation_id="record_round_findings",
    summary="Record what was found, line by line; the light follows by the round's rule",
    responses=problems(
        NotFound,
        errors.RoundIsClosed,
        errors.UnknownItem,
        errors.ItemStateForbids,
        errors.RedStays,
        errors.ValueNeeded,
        errors.StageNeeded,
        errors.DayNeeded,
        errors.ReachedInFuture,
        errors.ExpectedInPast,
    ),
)
async def record_round_findings(
    session: Writing, round_id: UUID, batch: Batch[FindingEntry], principal: RoundFinder
) -> FindingOutcome:
    current = found(await repository.get_round_against_closing(session, round_id))
    return await service.record_findings(session, current, batch, principal)


@router.post(
    "/rounds/{round_id}:close",
    operation_id="close_supervision_round",
    summary="Close the round with its report; it is frozen from then on",
    response_model=RoundView,
    responses=problems(NotFound, errors.RoundIsClosed, errors.ReportsAwaitRecheck, errors.TermsStillRun, LettersStand),
)
async def close_round(session: Writing, round_id: UUID, principal: RoundManager, version: IfMatchGiven) -> Round:
    current = found(await repository.get_round_for_update(session, round_id))
    check_version(current, version)
    await service.close_round(session, current, principal)
    return current


@router.get(
    "/round-items",
    operation_id="list_round_items",
    summary="Lines of checklists that the caller may see, the latest round first",
    response_model=FollowedPage[RoundItemView],
)
async def list_round_items(
    session: Reading,
    page: Following,
    principal: RoundReader,
    round_id: UUID | None = None,
    unit_code: Code | None = None,
    light: Light | None = None,
    state: ItemState | None = None,
    round_state: Annotated[Literal["open", "closed"] | None, Query(description="State of the line's round")] = None,
) -> FollowedRows[RoundItemView]:
    rows = await repository.list_items(
        session,
        principal.visibility,
        page,
        round_id=round_id,
        unit_code=unit_code,
        light=light,
        state=state,
        round_state=round_state,
    )
    return await views.show_rows(session, rows)
