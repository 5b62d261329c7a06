from hengjian.directory.county import repository, service
from hengjian.directory.county.schemas import CountyEntry, CountyView
from hengjian.directory.permissions import Anyone, UnitManager
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Running, Writing
from hengjian.kit.edge.versions import IfMatchGiven, check_version_where_there
from hengjian.kit.problems.problems import PreconditionRequired, StaleVersion, problems

router = service_router("/api/v1/directory", tag="county")


@router.get("/county", operation_id="get_county", summary="Which county this is, and what time its office has")
async def get_county(session: Reading, running: Running, _: Anyone) -> CountyView:
    return await service.describe_county(session, demo=running.settings.demo)


@router.put(
    "/county",
    operation_id="name_county",
    summary="Name the county",
    responses=problems(StaleVersion, PreconditionRequired),
)
async def name_county(
    session: Writing, running: Running, entry: CountyEntry, version: IfMatchGiven, _: UnitManager
) -> CountyView:
    check_version_where_there(await repository.get_county_for_update(session), version)
    await service.name_county(session, entry)
    return await service.describe_county(session, demo=running.settings.demo)
