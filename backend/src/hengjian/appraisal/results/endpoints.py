import asyncio
from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from hengjian.appraisal.engine import evaluate
from hengjian.appraisal.errors import WrongState
from hengjian.appraisal.models import ResultSet, Scheme
from hengjian.appraisal.permissions import ResultApprover, ResultComputer, ResultPublisher, ResultReader
from hengjian.appraisal.results import policy, repository, service
from hengjian.appraisal.results.errors import (
    CannotBeScored,
    NoSealingKey,
    NothingToCarryOut,
    NothingToCompute,
    PublicityRunning,
    ReviewsOpen,
    SameHands,
    UnitResultsMissing,
)
from hengjian.appraisal.results.schemas import (
    Computed,
    Computing,
    LineView,
    ResultDetail,
    ResultIds,
    ResultState,
    ResultView,
)
from hengjian.appraisal.schemes.binding import read_binding
from hengjian.appraisal.schemes.schemas import ClassCode
from hengjian.appraisal.standings.explaining import explain
from hengjian.appraisal.standings.schemas import ExplanationView
from hengjian.appraisal.why.fact_records import Subject, tell_fact_records
from hengjian.contracts.codes import Code, Year
from hengjian.kit.data.database import WriteSession
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.auth import Principal
from hengjian.kit.edge.paging import Page, Paging, Rows
from hengjian.kit.edge.problems import NotFound, found, problems
from hengjian.kit.edge.routing import Reading, Running, Writing
from hengjian.kit.language import current_language

router = service_router("/api/v1/appraisal", tag="results")


def _detail(row: ResultSet, principal: Principal) -> ResultDetail:
    view = ResultView.model_validate(row).model_dump()
    lines = [LineView.model_validate(line) for line in policy.visible_lines(principal, row)]
    return ResultDetail(**view, lines=lines, actions=policy.actions(row, principal))


async def _all_for_update(session: WriteSession, ids: Sequence[UUID]) -> list[ResultSet]:
    rows = await repository.get_results_for_update(session, ids)
    return [found(rows.get(result_id)) for result_id in dict.fromkeys(ids)]


@router.post(
    "/results:compute",
    operation_id="compute_results",
    summary="Compute the results of a year: units first, then cadres",
    responses=problems(NothingToCompute, CannotBeScored, UnitResultsMissing, WrongState),
)
async def compute_results(session: Writing, order: Computing, principal: ResultComputer) -> Computed:
    return await service.compute_results(session, order, principal)


@router.get(
    "/results", operation_id="list_results", summary="Results that the caller may see", response_model=Page[ResultView]
)
async def list_results(
    session: Reading,
    page: Paging,
    principal: ResultReader,
    year: Year | None = None,
    class_code: ClassCode | None = None,
    scheme_code: Code | None = None,
    subject_kind: Literal["unit", "cadre"] | None = None,
    state: ResultState | None = None,
) -> Rows[ResultSet]:
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
    return _detail(found(await repository.get_result(session, principal, result_id)), principal)


@router.get(
    "/results/{result_id}/subjects/{subject_code}",
    operation_id="explain_result",
    summary="Why a subject has its result, down to the record behind each point",
    responses=problems(NotFound),
)
async def explain_result(
    session: Reading, result_id: UUID, subject_code: Code, principal: ResultReader
) -> ExplanationView:
    row = found(await repository.get_result(session, principal, result_id))
    line = found(next((line for line in row.lines if line.subject_code == subject_code), None))
    if not policy.may_see_detail(principal, row, line):
        raise NotFound
    scheme = found(await session.get(Scheme, row.scheme_id))
    document = {"scheme": scheme.document, "subjects": row.subjects}
    result = await asyncio.to_thread(evaluate, document, current_language.get())
    subject = next(s for s in result["subjects"] if s["code"] == subject_code)
    binding = read_binding(scheme.binding)
    facts = next(s["facts"] for s in row.subjects if s["code"] == subject_code)
    judged = Subject(row.year, subject_code, line.unit_code, facts)
    told = await tell_fact_records(session, binding, judged, row.provenance)
    return ExplanationView(
        year=row.year,
        class_code=row.class_code,
        class_name=row.class_name,
        class_name_en=row.class_name_en,
        subject_code=subject_code,
        name=line.name,
        total=line.total,
        rank=line.rank,
        of=line.of,
        flags=line.flags,
        nodes=explain(scheme.document, binding, subject, row.provenance, told),
    )


@router.post(
    "/results:approve",
    operation_id="approve_results",
    summary="The committee approves computed results",
    responses=problems(NotFound, WrongState, SameHands),
)
async def approve_results(session: Writing, order: ResultIds, principal: ResultApprover) -> list[ResultDetail]:
    rows = await _all_for_update(session, order.ids)
    await service.approve_results(session, rows, principal)
    return [_detail(row, principal) for row in rows]


@router.post(
    "/results:publish",
    operation_id="publish_results",
    summary="Begin publicity; seals a version of each result",
    responses=problems(NotFound, WrongState, NoSealingKey),
)
async def publish_results(
    session: Writing, running: Running, order: ResultIds, principal: ResultPublisher
) -> list[ResultDetail]:
    rows = await _all_for_update(session, order.ids)
    await service.publish_results(session, rows, running.settings.signing_key_file, order.reason)
    return [_detail(row, principal) for row in rows]


@router.post(
    "/results:recompute",
    operation_id="recompute_results",
    summary="After a review: compute classes in publicity again and seal the next version",
    responses=problems(NotFound, WrongState, NothingToCarryOut, CannotBeScored, NoSealingKey),
)
async def recompute_results(
    session: Writing, running: Running, order: ResultIds, principal: ResultPublisher
) -> list[ResultDetail]:
    rows = await _all_for_update(session, order.ids)
    for row in rows:
        await service.recompute_result(session, row, running.settings.signing_key_file, order.reason)
    return [_detail(row, principal) for row in rows]


@router.post(
    "/results:finalise",
    operation_id="finalise_results",
    summary="End publicity: the results are final and personnel hears of them",
    responses=problems(NotFound, WrongState, PublicityRunning, ReviewsOpen),
)
async def finalise_results(session: Writing, order: ResultIds, principal: ResultPublisher) -> list[ResultDetail]:
    rows = await _all_for_update(session, order.ids)
    await service.finalise_results(session, rows)
    return [_detail(row, principal) for row in rows]
