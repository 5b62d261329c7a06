from datetime import date
from typing import Annotated
from uuid import UUID

import orjson
from fastapi import Query, Response

from hengjian.contracts.codes import Code, Year
from hengjian.kit.data.database import WriteSession
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.auth import Principal
from hengjian.kit.edge.paging import Page, Paging
from hengjian.kit.edge.problems import NotFound, PreconditionRequired, RefusedByPolicy, StaleVersion, found, problems
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatch, check_version, set_etag
from hengjian.supervision.deductions import correcting, errors, judging, recording, repository, service, views
from hengjian.supervision.deductions.policy import sight_of
from hengjian.supervision.deductions.schemas import (
    DeductionEntry,
    DeductionMerger,
    DeductionOrder,
    DeductionReceipt,
    DeductionReturn,
    DeductionRevocation,
    DeductionRow,
    DeductionSummary,
    DeductionView,
    JudgementEntry,
    ObjectionEntry,
    PublicTextEntry,
    SimilarDeductions,
    UnitHistory,
)
from hengjian.supervision.deductions.states import DeductionState
from hengjian.supervision.faults import InTheFuture, UnknownUnit
from hengjian.supervision.models import Deduction
from hengjian.supervision.permissions import (
    DeductionConfirmer,
    DeductionJudge,
    DeductionPublisher,
    DeductionReader,
    DeductionRecorder,
    Objector,
)
from hengjian.supervision.rules.schemas import RuleCategory

router = service_router("/api/v1/supervision", tag="deductions")

_STATION = problems(NotFound, errors.DeductionStateForbids, RefusedByPolicy)


async def _locked(session: WriteSession, principal: Principal, deduction_id: UUID) -> Deduction:
    return found(await repository.get_deduction_for_update(session, sight_of(principal), deduction_id))


@router.post(
    "/deductions",
    operation_id="record_deduction",
    summary="Record a deduction; the same id and content again gets the first answer again",
    status_code=201,
    response_model=DeductionReceipt,
    responses=problems(
        errors.DeductionIdTaken,
        RefusedByPolicy,
        UnknownUnit,
        InTheFuture,
        errors.UnknownRule,
        errors.RuleNotInForce,
        errors.RuleNotForUnit,
        errors.FactorNotAllowed,
        errors.PointsFixedByRule,
        errors.PointsNeeded,
        errors.PointsOutsideRange,
        errors.PointsReasonNeeded,
        errors.CadreNotOfUnit,
        errors.UnknownVisit,
        errors.NoCatalogue,
        errors.SecondRecorderIsFirst,
        errors.SecondRecorderStandsAside,
        errors.SecondRecorderUnknown,
    ),
)
async def record_deduction(session: Writing, entry: DeductionEntry, principal: DeductionRecorder) -> Response:
    receipt = await recording.record_deduction(session, entry, principal)
    return Response(orjson.dumps(receipt), 201, media_type="application/json")


@router.get(
    "/deductions",
    operation_id="list_deductions",
    summary="Deductions that the caller may see, newest first unless asked otherwise",
    response_model=Page[DeductionRow],
)
async def list_deductions(
    session: Reading,
    page: Paging,
    principal: DeductionReader,
    year: Year | None = None,
    unit_code: Code | None = None,
    visit_id: Annotated[UUID | None, Query(description="What came of this visit")] = None,
    state: Annotated[list[DeductionState] | None, Query(description="One or more states")] = None,
    rule_code: Code | None = None,
    category: RuleCategory | None = None,
    published: bool | None = None,
    mine: Annotated[bool, Query(description="Only what the caller recorded")] = False,
    search: Annotated[str | None, Query(max_length=40, description="How the number begins")] = None,
    from_on: Annotated[date | None, Query(description="Happened on this day or later")] = None,
    to_on: Annotated[date | None, Query(description="Happened on this day or earlier")] = None,
    order: Annotated[DeductionOrder, Query(description="By when they were recorded")] = DeductionOrder.NEWEST,
) -> Response:
    wanted = repository.DeductionFilter(
        year=year,
        unit_code=unit_code,
        visit_id=visit_id,
        states=state,
        rule_code=rule_code,
        category=category,
        is_published=published,
        recorded_by=principal.subject if mine else None,
        number=search,
        from_on=from_on,
        to_on=to_on,
        order=order,
    )
    rows = await repository.list_deductions(session, sight_of(principal), page, wanted)
    body = f'{{"items":[{",".join(rows.items)}],"next":{orjson.dumps(rows.next).decode()}}}'
    return Response(body, media_type="application/json")


@router.get(
    "/deduction-summary",
    operation_id="summarise_deductions",
    summary="What each unit has lost in a year so far",
)
async def summarise_deductions(
    session: Reading, principal: DeductionReader, year: Year, class_code: Code | None = None
) -> DeductionSummary:
    return await views.summarise_deductions(session, principal, year, class_code)


@router.get(
    "/deductions/{deduction_id}",
    operation_id="get_deduction",
    summary="A deduction with its history and what the caller may do now",
    responses=problems(NotFound),
)
async def get_deduction(
    session: Reading, deduction_id: UUID, response: Response, principal: DeductionReader
) -> DeductionView:
    deduction = found(await repository.get_deduction(session, sight_of(principal), deduction_id))
    set_etag(response, deduction)
    return await views.show_deduction(session, deduction, principal)


@router.get(
    "/deductions/{deduction_id}/similar",
    operation_id="list_similar_deductions",
    summary="Records of the unit that may speak of the same matter, the likeliest first",
    responses=problems(NotFound),
)
async def list_similar_deductions(
    session: Reading, deduction_id: UUID, principal: DeductionConfirmer
) -> SimilarDeductions:
    deduction = found(await repository.get_deduction(session, sight_of(principal), deduction_id))
    return await views.show_similar(session, deduction)


@router.get(
    "/deductions/{deduction_id}/unit-history",
    operation_id="get_unit_history",
    summary="What else the unit lost in that year, rule by rule, and the last case under the same rule",
    responses=problems(NotFound),
)
async def get_unit_history(session: Reading, deduction_id: UUID, principal: DeductionReader) -> UnitHistory:
    deduction = found(await repository.get_deduction(session, sight_of(principal), deduction_id))
    return await views.show_unit_history(session, deduction, principal)


@router.post(
    "/deductions/{deduction_id}:confirm",
    operation_id="confirm_deduction",
    summary="Confirm what was recorded; not by the person who recorded it",
    response_model=DeductionRow,
    responses=_STATION,
)
async def confirm_deduction(session: Writing, deduction_id: UUID, principal: DeductionConfirmer) -> Deduction:
    deduction = await _locked(session, principal, deduction_id)
    await service.confirm_deduction(session, deduction, principal)
    return await _written(session, deduction)


@router.post(
    "/deductions/{deduction_id}:return",
    operation_id="return_deduction",
    summary="Send a record back; it goes no further",
    response_model=DeductionRow,
    responses=_STATION,
)
async def return_deduction(
    session: Writing, deduction_id: UUID, decision: DeductionReturn, principal: DeductionConfirmer
) -> Deduction:
    deduction = await _locked(session, principal, deduction_id)
    await service.return_deduction(session, deduction, decision, principal)
    return await _written(session, deduction)


@router.post(
    "/deductions/{deduction_id}:merge",
    operation_id="merge_deduction",
    summary="Fold a second record of the same matter into another",
    response_model=DeductionRow,
    responses=problems(NotFound, errors.DeductionStateForbids, RefusedByPolicy, errors.MergeTargetUnfit),
)
async def merge_deduction(
    session: Writing, deduction_id: UUID, merger: DeductionMerger, principal: DeductionConfirmer
) -> Deduction:
    pair = await repository.get_deductions_for_update(session, sight_of(principal), [deduction_id, merger.into_id])
    deduction = found(pair.get(deduction_id))
    await service.merge_deduction(session, deduction, pair.get(merger.into_id), merger, principal)
    return await _written(session, deduction)


@router.post(
    "/deductions/{deduction_id}:notify",
    operation_id="notify_deduction",
    summary="Serve notice on the unit; it has three working days to object",
    response_model=DeductionRow,
    responses=_STATION,
)
async def notify_deduction(session: Writing, deduction_id: UUID, principal: DeductionConfirmer) -> Deduction:
    deduction = await _locked(session, principal, deduction_id)
    await service.notify_deduction(session, deduction, principal)
    return await _written(session, deduction)


@router.post(
    "/deductions/{deduction_id}:object",
    operation_id="raise_objection",
    summary="Object in the name of the unit, before the term is over",
    response_model=DeductionRow,
    responses=problems(NotFound, errors.DeductionStateForbids, errors.ObjectionTermOver, RefusedByPolicy),
)
async def raise_objection(
    session: Writing, deduction_id: UUID, objection: ObjectionEntry, principal: Objector
) -> Deduction:
    deduction = await _locked(session, principal, deduction_id)
    await service.raise_objection(session, deduction, objection, principal)
    return await _written(session, deduction)


@router.post(
    "/deductions/{deduction_id}:judge",
    operation_id="judge_objection",
    summary="Decide an objection; neither by the recorder nor by the person who confirmed",
    response_model=DeductionRow,
    responses=problems(
        NotFound,
        errors.DeductionStateForbids,
        RefusedByPolicy,
        errors.ReductionNeeded,
        errors.ReductionNotAllowed,
        errors.RangeRuleUnfit,
        errors.UnknownRule,
        errors.FactorNotAllowed,
    ),
)
async def judge_objection(
    session: Writing, deduction_id: UUID, judgement: JudgementEntry, principal: DeductionJudge
) -> Deduction:
    deduction = await _locked(session, principal, deduction_id)
    await judging.judge_objection(session, deduction, judgement, principal)
    return await _written(session, deduction)


@router.post(
    "/deductions/{deduction_id}:publish",
    operation_id="publish_deduction",
    summary="Put an effective deduction into the public bulletin",
    response_model=DeductionRow,
    responses=problems(NotFound, errors.DeductionStateForbids, errors.AlreadyPublished, errors.NamesSomebody),
)
async def publish_deduction(session: Writing, deduction_id: UUID, principal: DeductionPublisher) -> Deduction:
    deduction = await _locked(session, principal, deduction_id)
    await service.publish_deduction(session, deduction, principal)
    return await _written(session, deduction)


@router.post(
    "/deductions/{deduction_id}:revoke",
    operation_id="revoke_deduction",
    summary="Take back an effective deduction by a reversing entry with a public reason",
    response_model=DeductionRow,
    responses=problems(NotFound, errors.DeductionStateForbids, RefusedByPolicy, errors.NamesSomebody),
)
async def revoke_deduction(
    session: Writing, deduction_id: UUID, revocation: DeductionRevocation, principal: DeductionJudge
) -> Deduction:
    deduction = await _locked(session, principal, deduction_id)
    await service.revoke_deduction(session, deduction, revocation, principal)
    return await _written(session, deduction)


@router.post(
    "/deductions/{deduction_id}:correct",
    operation_id="correct_deduction",
    summary="Take back what was raised as a repeat of a revoked deduction, and enter it again as recorded",
    status_code=201,
    response_model=DeductionRow,
    responses=problems(
        NotFound, errors.DeductionStateForbids, errors.RepeatStands, RefusedByPolicy, errors.NamesSomebody
    ),
)
async def correct_deduction(
    session: Writing, deduction_id: UUID, correction: DeductionRevocation, principal: DeductionJudge
) -> Deduction:
    deduction = await _locked(session, principal, deduction_id)
    return await correcting.correct_repeat(session, deduction, correction, principal)


@router.patch(
    "/deductions/{deduction_id}/public-text",
    operation_id="review_public_text",
    summary="Write and review what the public may read about a deduction",
    response_model=DeductionRow,
    responses=problems(
        NotFound,
        errors.DeductionStateForbids,
        RefusedByPolicy,
        errors.AlreadyPublished,
        errors.NamesSomebody,
        StaleVersion,
        PreconditionRequired,
    ),
)
async def review_public_text(
    session: Writing,
    deduction_id: UUID,
    text: PublicTextEntry,
    principal: DeductionPublisher,
    version: IfMatch,
    response: Response,
) -> Deduction:
    deduction = await _locked(session, principal, deduction_id)
    check_version(deduction, version)
    await service.review_public_text(session, deduction, text, principal)
    set_etag(response, deduction)
    return deduction


async def _written(session: WriteSession, deduction: Deduction) -> Deduction:
    """The row as stored, with its new version."""
    await session.flush()
    return deduction
