from hengjian.contracts.codes import Code, Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading
from hengjian.kit.problems.problems import NotFound, found, problems
from hengjian.targets.indicators.repository import find_indicators
from hengjian.targets.permissions import ValueReader
from hengjian.targets.phases.repository import get_year
from hengjian.targets.value_sheets import service
from hengjian.targets.value_sheets.schemas import ValueProgress, ValueSheet
from hengjian.targets.values.schemas import ValueName

router = service_router("/api/v1/targets", tag="values")


@router.get(
    "/value-progress",
    operation_id="get_value_progress",
    summary="How many values of each indicator are missing, entered and confirmed",
    responses=problems(NotFound),
)
async def get_value_progress(
    session: Reading, year: Year, principal: ValueReader, value_name: ValueName | None = None
) -> ValueProgress:
    known = found(await get_year(session, year))
    return await service.measure_progress(session, known, principal.visibility, value_name)


@router.get(
    "/value-sheets/{indicator_code}",
    operation_id="get_value_sheet",
    summary="An indicator over all units: target, claim and what is entered, or still missing",
    responses=problems(NotFound),
)
async def get_value_sheet(
    session: Reading, indicator_code: Code, year: Year, value_name: ValueName, principal: ValueReader
) -> ValueSheet:
    indicators = await find_indicators(session, [year], [indicator_code])
    indicator, known = found(indicators.get((year, indicator_code))), found(await get_year(session, year))
    return await service.describe_sheet(session, known, indicator, value_name, principal)
