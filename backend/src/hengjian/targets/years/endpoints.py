from hengjian.contracts.codes import Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatch, IfMatchGiven, check_version
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.problems.problems import NotFound, PreconditionRequired, StaleVersion, found, problems
from hengjian.targets.errors import WrongPhase
from hengjian.targets.models import AppraisalYear
from hengjian.targets.permissions import YearManager, YearReader
from hengjian.targets.phases import repository as phases
from hengjian.targets.years import repository, service
from hengjian.targets.years.errors import HistoryIsPast, NotTheNextPhase, YearExists
from hengjian.targets.years.schemas import PhaseMove, YearChange, YearDetailView, YearEntry, YearView

router = service_router("/api/v1/targets", tag="years")


@router.get(
    "/years", operation_id="list_years", summary="Appraisal years, latest first", response_model=FollowedPage[YearView]
)
async def list_years(session: Reading, page: Following, _: YearReader) -> FollowedRows[AppraisalYear]:
    return await repository.list_years(session, page)


@router.post(
    "/years",
    operation_id="open_year",
    summary="Open an appraisal year",
    status_code=201,
    response_model=YearView,
    responses=problems(YearExists, HistoryIsPast),
)
async def open_year(session: Writing, entry: YearEntry, principal: YearManager) -> AppraisalYear:
    return await service.open_year(session, entry, principal)


@router.get(
    "/years/{year}",
    operation_id="get_year",
    summary="One appraisal year with its phase",
    responses=problems(NotFound),
)
async def get_year(session: Reading, year: Year, principal: YearReader) -> YearDetailView:
    record = found(await phases.get_year(session, year))
    return await service.describe_year(session, record, principal)


@router.patch(
    "/years/{year}",
    operation_id="change_year",
    summary="Correct a year's name and settings while it is being prepared",
    response_model=YearView,
    responses=problems(NotFound, StaleVersion, PreconditionRequired, WrongPhase),
)
async def change_year(
    session: Writing, year: Year, change: YearChange, principal: YearManager, version: IfMatch
) -> AppraisalYear:
    record = found(await repository.get_year_for_update(session, year))
    check_version(record, version)
    await service.change_year(session, record, change, principal)
    return record


@router.post(
    "/years/{year}:advance",
    operation_id="advance_year",
    summary="Take the year one phase forward; when it begins to run, the monthly reports are awaited",
    response_model=YearView,
    responses=problems(NotFound, NotTheNextPhase),
)
async def advance_year(
    session: Writing, year: Year, move: PhaseMove, principal: YearManager, version: IfMatchGiven
) -> AppraisalYear:
    record = found(await repository.get_year_for_update(session, year))
    check_version(record, version)
    await service.advance_year(session, record, move, principal)
    return record
