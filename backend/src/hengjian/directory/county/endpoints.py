from hengjian.directory.county import service
from hengjian.directory.county.schemas import CountyEntry, CountyView
from hengjian.directory.permissions import Anyone, UnitManager
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Running, Writing

router = service_router("/api/v1/directory", tag="county")


@router.get("/county", operation_id="get_county", summary="Which county this is, and what time its office has")
async def get_county(session: Reading, running: Running, _: Anyone) -> CountyView:
    return await service.describe_county(session, demo=running.settings.demo)


@router.put("/county", operation_id="name_county", summary="Name the county")
async def name_county(session: Writing, running: Running, entry: CountyEntry, _: UnitManager) -> CountyView:
    await service.name_county(session, entry)
    return await service.describe_county(session, demo=running.settings.demo)
