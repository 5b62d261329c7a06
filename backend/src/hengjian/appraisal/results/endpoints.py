from collections.abc import Sequence
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Depends

from hengjian.appraisal.classes.names import ClassCode
from hengjian.appraisal.errors import WrongState
from hengjian.appraisal.models import ResultSet
from hengjian.appraisal.permissions import ResultApprover, ResultComputer, ResultPublisher, ResultReader
from hengjian.appraisal.records.copies.repository import find_standing
from hengjian.appraisal.results import policy, readiness, reading, repository, service
from hengjian.appraisal.results.errors import (
    CannotBeScored,
    NothingToCarryOut,
    NothingToCompute,
    PublicityRunning,
    ReviewsOpen,
    UnitResultsMissing,
)
from hengjian.appraisal.results.schemas import (
    Computed,
    Computing,
    LineView,
    Readiness,
    ResultDetail,
    ResultIds,
    ResultState,
    ResultView,
)
from hengjian.appraisal.results.versions import Sealant
from hengjian.appraisal.seals.audit_heads import read_heads_ahead
from hengjian.appraisal.seals.errors import NoSealingKey
from hengjian.contracts.codes import Code, Year
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import ReadAhead, Reading, Running, Writing
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.messaging.dead_letters import LettersStand
from hengjian.kit.problems.problems import NotFound, RefusedByPolicy, found, problems
from hengjian.kit.time.clock import office_now

router = service_router("/api/v1/appraisal", tag="results")

AuditHeads = Annotated[list[dict[str, Any]], Depends(ReadAhead(read_heads_ahead))]
"""Of all services, as they stood when the request came: each seal holds the audit chains to them."""


async def _detail(session: AnySession, row: ResultSet, principal: Principal) -> ResultDetail:
    view = ResultView.model_validate(row).model_dump()
    standing = await find_standing(session, principal)
    reviews = await repository.count_open_reviews(session, row.id)
    lines = [LineView.model_validate(line) for line in policy.visible_lines(principal, row)]
    actions = policy.list_actions(row, principal, standing, office_now(), reviews)
    return ResultDetail(
        **view,
        lines=lines,
        actions=actions,
        reviews_undecided=reviews.undecided,
        reviews_to_carry_out=reviews.to_carry_out,
    )


async def _all_for_update(session: WriteSession, principal: Principal, ids: Sequence[UUID]) -> list[ResultSet]:
    rows = await repository.get_results_for_update(session, principal, ids)
    return [found(rows.get(result_id)) for result_id in dict.fromkeys(ids)]


@router.post(
    "/results:compute",
    operation_id="compute_results",
    summary="Compute the results of a year: units first, then cadres",
    responses=problems(NothingToCompute, CannotBeScored, UnitResultsMissing, WrongState, LettersStand),
)
async def compute_results(session: Writing, order: Computing, principal: ResultComputer) -> Computed:
    return await service.compute_results(session, order, principal)


@router.get(
    "/result-readiness",
    operation_id="get_result_readiness",
    summary="What computing the results of a year would score, and what is missing first",
)
async def get_result_readiness(
    session: Reading, principal: ResultComputer, year: Year, subject_kind: Literal["unit", "cadre"]
) -> Readiness:
    return await readiness.look_ahead(session, principal, year, subject_kind)


@router.get(
    "/results",
    operation_id="list_results",
    summary="Results that the caller may see",
    response_model=FollowedPage[ResultView],
)
async def list_results(
    session: Reading,
    page: Following,
    principal: ResultReader,
    year: Year | None = None,
    class_code: ClassCode | None = None,
    scheme_code: Code | None = None,
    subject_kind: Literal["unit", "cadre"] | None = None,
    state: ResultState | None = None,
) -> FollowedRows[ResultSet]:
    return await repository.list_results(
        session,
        principal,
        page,
        year=year,
        class_code=class_code,
        scheme_code=scheme_code,
        subject_kind=subject_kind,
        state=state,
    )


@router.get(
    "/results/{result_id}",
    operation_id="get_result",
    summary="A class's result with its lines",
    responses=problems(NotFound),
)
async def get_result(session: Reading, result_id: UUID, principal: ResultReader) -> ResultDetail:
    return await _detail(session, await reading.find_result(session, principal, result_id), principal)


@router.post(
    "/results:approve",
    operation_id="approve_results",
    summary="The committee approves computed results",
    responses=problems(NotFound, WrongState, RefusedByPolicy),
)
async def approve_results(session: Writing, order: ResultIds, principal: ResultApprover) -> list[ResultDetail]:
    rows = await _all_for_update(session, principal, order.ids)
    await service.approve_results(session, rows, principal)
    return [await _detail(session, row, principal) for row in rows]


@router.post(
    "/results:publish",
    operation_id="publish_results",
    summary="Begin publicity; seals a version of each result",
    responses=problems(NotFound, WrongState, NoSealingKey),
)
async def publish_results(
    session: Writing, running: Running, order: ResultIds, heads: AuditHeads, principal: ResultPublisher
) -> list[ResultDetail]:
    rows = await _all_for_update(session, principal, order.ids)
    sealant = Sealant(running.settings.signing_key_file, order.reason, heads)
    await service.publish_results(session, rows, principal, sealant)
    return [await _detail(session, row, principal) for row in rows]


@router.post(
    "/results:recompute",
    operation_id="recompute_results",
    summary="After a review: compute classes in publicity again and seal the next version",
    responses=problems(NotFound, WrongState, NothingToCarryOut, CannotBeScored, NoSealingKey, LettersStand),
)
async def recompute_results(
    session: Writing, running: Running, order: ResultIds, heads: AuditHeads, principal: ResultPublisher
) -> list[ResultDetail]:
    rows = await _all_for_update(session, principal, order.ids)
    sealant = Sealant(running.settings.signing_key_file, order.reason, heads)
    for row in rows:
        await service.recompute_result(session, row, principal, sealant)
    return [await _detail(session, row, principal) for row in rows]


@router.post(
    "/results:finalise",
    operation_id="finalise_results",
    summary="End publicity: the results are final and personnel hears of them",
    responses=problems(NotFound, WrongState, PublicityRunning, ReviewsOpen),
)
async def finalise_results(session: Writing, order: ResultIds, principal: ResultPublisher) -> list[ResultDetail]:
    rows = await _all_for_update(session, principal, order.ids)
    await service.finalise_results(session, rows, principal)
    return [await _detail(session, row, principal) for row in rows]
