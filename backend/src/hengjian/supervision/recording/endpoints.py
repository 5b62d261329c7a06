from fastapi import Response

from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Recording
from hengjian.kit.problems.problems import RefusedByPolicy, problems
from hengjian.supervision.errors import InTheFuture, UnknownUnit
from hengjian.supervision.permissions import DeductionRecorder
from hengjian.supervision.recording import errors, service
from hengjian.supervision.recording.schemas import DeductionEntry, DeductionReceipt
from hengjian.supervision.rules import errors as rule_errors

router = service_router("/api/v1/supervision", tag="deductions")


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
        rule_errors.UnknownRule,
        rule_errors.RuleNotInForce,
        rule_errors.RuleNotForUnit,
        rule_errors.FactorNotAllowed,
        rule_errors.PointsFixedByRule,
        rule_errors.PointsNeeded,
        rule_errors.PointsOutsideRange,
        rule_errors.PointsReasonNeeded,
        errors.CadreNotOfUnit,
        errors.UnknownVisit,
        errors.NoCatalogue,
        errors.SecondRecorderIsFirst,
        errors.SecondRecorderStandsAside,
        errors.SecondRecorderUnknown,
    ),
)
async def record_deduction(desk: Recording, entry: DeductionEntry, _: DeductionRecorder) -> Response:
    return await desk.write(service.RECORDER, service.record_one(entry))
