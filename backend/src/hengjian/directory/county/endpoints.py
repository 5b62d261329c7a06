from hengjian.directory.county.schemas import CountyEntry, CountyView
from hengjian.directory.models import County
from hengjian.directory.permissions import Anyone, UnitManager
from hengjian.kit.data.database import AnySession
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Running, Writing
from hengjian.kit.edge.service import Service
from hengjian.kit.time.clock import office_now

router = service_router("/api/v1/directory", tag="county")


async def _view(session: AnySession, running: Service) -> CountyView:
    county = await session.get(County, 1)
    return CountyView(
        name=county.name if county else "",
        name_en=county.name_en if county else "",
        is_invented=county.is_invented if county else False,
        is_demo=running.settings.demo,
        office_now=office_now(),
    )


@router.get("/county", operation_id="get_county", summary="Which county this is, and what time its office has")
async def get_county(session: Reading, running: Running, principal: Anyone) -> CountyView:
    return await _view(session, running)


@router.put("/county", operation_id="name_county", summary="Name the county")
async def name_county(session: Writing, running: Running, entry: CountyEntry, principal: UnitManager) -> CountyView:
    county = await session.get(County, 1)
    if county is None:
        county = County(id=1)
        session.add(county)
    county.name, county.name_en, county.is_invented = entry.name, entry.name_en, entry.is_invented
    await session.flush()
    return await _view(session, running)
