from uuid import UUID

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Writing
from hengjian.kit.edge.versions import IfMatch, IfMatchGiven, check_version
from hengjian.kit.problems.problems import (
    NotFound,
    PreconditionRequired,
    RefusedByPolicy,
    StaleVersion,
    found,
    problems,
)
from hengjian.supervision.decisions import errors, objections, publication, reversals, service
from hengjian.supervision.decisions.schemas import (
    DeductionMerger,
    DeductionReturn,
    DeductionRevocation,
    JudgementEntry,
    ObjectionEntry,
    PublicTextEntry,
)
from hengjian.supervision.errors import DeductionStateForbids, NamesSomebody
from hengjian.supervision.models import Deduction
from hengjian.supervision.permissions import DeductionConfirmer, DeductionJudge, DeductionPublisher, Objector
from hengjian.supervision.queries.deductions import get_deduction_for_update, get_deductions_for_update
from hengjian.supervision.queries.saving import save
from hengjian.supervision.rules.errors import FactorNotAllowed, RangeRuleUnfit, UnknownRule
from hengjian.supervision.schemas import DeductionRow
from hengjian.supervision.sight import sight_of

router = service_router("/api/v1/supervision", tag="deductions")

_STATION = problems(NotFound, DeductionStateForbids, RefusedByPolicy)


async def _locked(session: WriteSession, principal: Principal, deduction_id: UUID) -> Deduction:
    return found(await get_deduction_for_update(session, sight_of(principal), deduction_id))


@router.post(
    "/deductions/{deduction_id}:confirm",
    operation_id="confirm_deduction",
    summary="Confirm what was recorded; not by the person who recorded it",
    response_model=DeductionRow,
    responses=_STATION,
)
async def confirm_deduction(
    session: Writing, deduction_id: UUID, principal: DeductionConfirmer, version: IfMatchGiven
) -> Deduction:
    deduction = await _locked(session, principal, deduction_id)
    check_version(deduction, version)
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
    session: Writing,
    deduction_id: UUID,
    decision: DeductionReturn,
    principal: DeductionConfirmer,
    version: IfMatchGiven,
) -> Deduction:
    deduction = await _locked(session, principal, deduction_id)
    check_version(deduction, version)
    await service.return_deduction(session, deduction, decision, principal)
    return await _written(session, deduction)


@router.post(
    "/deductions/{deduction_id}:merge",
    operation_id="merge_deduction",
    summary="Fold a second record of the same matter into another",
    response_model=DeductionRow,
    responses=problems(NotFound, DeductionStateForbids, RefusedByPolicy, errors.MergeTargetUnfit),
)
async def merge_deduction(
    session: Writing,
    deduction_id: UUID,
    merger: DeductionMerger,
    principal: DeductionConfirmer,
    version: IfMatchGiven,
) -> Deduction:
    pair = await get_deductions_for_update(session, sight_of(principal), [deduction_id, merger.into_id])
    deduction = found(pair.get(deduction_id))
    check_version(deduction, version)
    await service.merge_deduction(session, deduction, pair.get(merger.into_id), merger, principal)
    return await _written(session, deduction)


@router.post(
    "/deductions/{deduction_id}:notify",
    operation_id="notify_deduction",
    summary="Serve notice on the unit; it has three working days to object",
    response_model=DeductionRow,
    responses=_STATION,
)
async def notify_deduction(
    session: Writing, deduction_id: UUID, principal: DeductionConfirmer, version: IfMatchGiven
) -> Deduction:
    deduction = await _locked(session, principal, deduction_id)
    check_version(deduction, version)
    await service.notify_deduction(session, deduction, principal)
    return await _written(session, deduction)


@router.post(
    "/deductions/{deduction_id}:object",
    operation_id="raise_objection",
    summary="Object in the name of the unit, before the term is over",
    response_model=DeductionRow,
    responses=problems(NotFound, DeductionStateForbids, errors.ObjectionTermOver, RefusedByPolicy),
)
async def raise_objection(
    session: Writing, deduction_id: UUID, objection: ObjectionEntry, principal: Objector, version: IfMatchGiven
) -> Deduction:
    deduction = await _locked(session, principal, deduction_id)
    check_version(deduction, version)
    await objections.raise_objection(session, deduction, objection, principal)
    return await _written(session, deduction)


@router.post(
    "/deductions/{deduction_id}:judge",
    operation_id="judge_objection",
    summary="Decide an objection; neither by the recorder nor by the person who confirmed",
    response_model=DeductionRow,
    responses=problems(
        NotFound,
        DeductionStateForbids,
        RefusedByPolicy,
        errors.ReductionNeeded,
        errors.ReductionNotAllowed,
        RangeRuleUnfit,
        UnknownRule,
        FactorNotAllowed,
    ),
)
async def judge_objection(
    session: Writing, deduction_id: UUID, judgement: JudgementEntry, principal: DeductionJudge, version: IfMatchGiven
) -> Deduction:
    deduction = await _locked(session, principal, deduction_id)
    check_version(deduction, version)
    await objections.judge_objection(session, deduction, judgement, principal)
    return await _written(session, deduction)


@router.post(
    "/deductions/{deduction_id}:publish",
    operation_id="publish_deduction",
    summary="Put an effective deduction into the public bulletin",
    response_model=DeductionRow,
    responses=problems(RefusedByPolicy, NotFound, DeductionStateForbids, errors.AlreadyPublished, NamesSomebody),
)
async def publish_deduction(
    session: Writing, deduction_id: UUID, principal: DeductionPublisher, version: IfMatchGiven
) -> Deduction:
    deduction = await _locked(session, principal, deduction_id)
    check_version(deduction, version)
    await publication.publish_deduction(session, deduction, principal)
    return await _written(session, deduction)


@router.post(
    "/deductions/{deduction_id}:revoke",
    operation_id="revoke_deduction",
    summary="Take back an effective deduction by a reversing entry with a public reason",
    response_model=DeductionRow,
    responses=problems(NotFound, DeductionStateForbids, RefusedByPolicy, NamesSomebody),
)
async def revoke_deduction(
    session: Writing,
    deduction_id: UUID,
    revocation: DeductionRevocation,
    principal: DeductionJudge,
    version: IfMatchGiven,
) -> Deduction:
    deduction = await _locked(session, principal, deduction_id)
    check_version(deduction, version)
    await reversals.revoke_deduction(session, deduction, revocation, principal)
    return await _written(session, deduction)


@router.post(
    "/deductions/{deduction_id}:correct",
    operation_id="correct_deduction",
    summary="Take back what was raised as a repeat of a revoked deduction, and enter it again as recorded",
    status_code=201,
    response_model=DeductionRow,
    responses=problems(NotFound, DeductionStateForbids, errors.RepeatStands, RefusedByPolicy, NamesSomebody),
)
async def correct_deduction(
    session: Writing,
    deduction_id: UUID,
    correction: DeductionRevocation,
    principal: DeductionJudge,
    version: IfMatchGiven,
) -> Deduction:
    deduction = await _locked(session, principal, deduction_id)
    check_version(deduction, version)
    return await reversals.correct_repeat(session, deduction, correction, principal)


@router.patch(
    "/deductions/{deduction_id}/public-text",
    operation_id="review_public_text",
    summary="Write and review what the public may read about a deduction",
    response_model=DeductionRow,
    responses=problems(
        NotFound,
        DeductionStateForbids,
        RefusedByPolicy,
        errors.AlreadyPublished,
        NamesSomebody,
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
) -> Deduction:
    deduction = await _locked(session, principal, deduction_id)
    check_version(deduction, version)
    await publication.review_public_text(session, deduction, text, principal)
    return deduction


async def _written(session: WriteSession, deduction: Deduction) -> Deduction:
    """The row as stored, with its new version."""
    await save(session)
    return deduction
