from typing import Annotated
from uuid import UUID

from fastapi import Query

from hengjian.contracts.codes import Code, Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatch, check_version
from hengjian.kit.exchange.batches import Batch, BatchOutcome
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.problems.problems import NotFound, PreconditionRequired, StaleVersion, found, problems
from hengjian.targets.errors import UnknownTargetsUnit, UnknownYear, WrongPhase
from hengjian.targets.indicators import repository, service
from hengjian.targets.indicators.errors import IndicatorIsPlanned
from hengjian.targets.indicators.schemas import IndicatorChange, IndicatorEntry, IndicatorView
from hengjian.targets.models import Indicator
from hengjian.targets.permissions import IndicatorManager, IndicatorReader
from hengjian.targets.schemas import Search

router = service_router("/api/v1/targets", tag="indicators")


@router.get(
    "/indicators",
    operation_id="list_indicators",
    summary="The library of indicators",
    response_model=FollowedPage[IndicatorView],
)
async def list_indicators(
    session: Reading,
    page: Following,
    _: IndicatorReader,
    year: Year | None = None,
    owner_unit_code: Code | None = None,
    search: Annotated[Search | None, Query(description="Part of a name, or how the code begins")] = None,
) -> FollowedRows[Indicator]:
    return await repository.list_indicators(session, page, year=year, owner_unit_code=owner_unit_code, search=search)


@router.post(
    "/indicators:batch",
    operation_id="enter_indicators",
    summary="Create or update indicators by year and code",
    responses=problems(UnknownYear, WrongPhase, UnknownTargetsUnit, IndicatorIsPlanned),
)
async def enter_indicators(session: Writing, batch: Batch[IndicatorEntry], _: IndicatorManager) -> BatchOutcome:
    return await service.enter_indicators(session, batch)


@router.get(
    "/indicators/{indicator_id}",
    operation_id="get_indicator",
    summary="One indicator",
    response_model=IndicatorView,
    responses=problems(NotFound),
)
async def get_indicator(session: Reading, indicator_id: UUID, _: IndicatorReader) -> Indicator:
    return found(await repository.get_indicator(session, indicator_id))


@router.patch(
    "/indicators/{indicator_id}",
    operation_id="change_indicator",
    summary="Change an indicator; what an issued plan says stays as it is",
    response_model=IndicatorView,
    responses=problems(
        NotFound, StaleVersion, PreconditionRequired, WrongPhase, UnknownTargetsUnit, IndicatorIsPlanned
    ),
)
async def change_indicator(
    session: Writing,
    indicator_id: UUID,
    change: IndicatorChange,
    _: IndicatorManager,
    version: IfMatch,
) -> Indicator:
    indicator = found(await repository.get_indicator_for_update(session, indicator_id))
    check_version(indicator, version)
    await service.change_indicator(session, indicator, change)
    return indicator
