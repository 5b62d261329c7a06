from uuid import UUID

from hengjian.contracts.codes import Code, Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.exchange.batches import BatchOutcome
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.problems.problems import Conflict, NotFound, RefusedByPolicy, found, problems
from hengjian.targets.errors import UnknownIndicator, UnknownTargetsUnit, UnknownYear, WrongPhase
from hengjian.targets.permissions import ValueConfirmer, ValueEnterer, ValueReader
from hengjian.targets.phases.repository import get_year
from hengjian.targets.values import repository, service
from hengjian.targets.values.errors import ConfirmationUnclear, ReasonNeeded, ValueIsFrozen, ValueStateForbids
from hengjian.targets.values.schemas import (
    ValueBatch,
    ValueConfirmation,
    ValueConfirmationOutcome,
    ValueDetailView,
    ValueName,
    ValueView,
)
from hengjian.targets.workflows import ValueState

router = service_router("/api/v1/targets", tag="values")


@router.get(
    "/values",
    operation_id="list_values",
    summary="Owners' values with the unit's own claim beside them, every revision",
    response_model=FollowedPage[ValueView],
)
async def list_values(
    session: Reading,
    page: Following,
    principal: ValueReader,
    year: Year | None = None,
    value_name: ValueName | None = None,
    unit_code: Code | None = None,
    indicator_code: Code | None = None,
    state: ValueState | None = None,
    is_of_own_unit: bool | None = None,
) -> FollowedRows[ValueView]:
    rows = await repository.list_values(
        session,
        principal.visibility,
        page,
        year=year,
        value_name=value_name,
        unit_code=unit_code,
        indicator_code=indicator_code,
        state=state,
        is_of_own_unit=is_of_own_unit,
    )
    return await service.describe_values(session, rows)


@router.post(
    "/values:batch",
    operation_id="enter_values",
    summary="Enter values of one's own indicators for many units at once",
    responses=problems(
        UnknownYear,
        WrongPhase,
        UnknownIndicator,
        UnknownTargetsUnit,
        RefusedByPolicy,
        ReasonNeeded,
        ValueIsFrozen,
        Conflict,
    ),
)
async def enter_values(session: Writing, batch: ValueBatch, principal: ValueEnterer) -> BatchOutcome:
    return await service.enter_values(session, batch, principal)


@router.post(
    "/values:confirm",
    operation_id="confirm_values",
    summary="Confirm values that another person entered",
    responses=problems(NotFound, RefusedByPolicy, WrongPhase, ValueStateForbids, ConfirmationUnclear),
)
async def confirm_values(
    session: Writing, confirmation: ValueConfirmation, principal: ValueConfirmer
) -> ValueConfirmationOutcome:
    return await service.confirm_values(session, confirmation, principal)


@router.get(
    "/values/{value_id}",
    operation_id="get_value",
    summary="One value with the unit's own claim",
    responses=problems(NotFound),
)
async def get_value(session: Reading, value_id: UUID, principal: ValueReader) -> ValueDetailView:
    value = found(await repository.get_value(session, principal.visibility, value_id))
    return await service.describe_value(session, value, found(await get_year(session, value.year)), principal)
