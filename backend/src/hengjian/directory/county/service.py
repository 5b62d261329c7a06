from hengjian.directory.county import repository
from hengjian.directory.county.schemas import CountyEntry, CountyView
from hengjian.directory.models import County
from hengjian.directory.rehearsal.repository import is_rehearsal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.time.clock import office_now


async def describe_county(session: AnySession, *, demo: bool) -> CountyView:
    county = await repository.get_county(session)
    return CountyView(
        name=county.name if county else "",
        name_en=county.name_en if county else "",
        is_invented=county.is_invented if county else False,
        is_demo=demo,
        is_rehearsal=await is_rehearsal(session),
        office_now=office_now(),
        version=county.version if county else 0,
    )


async def name_county(session: WriteSession, entry: CountyEntry) -> None:
    county = await repository.get_county(session) or County(id=1)
    county.name, county.name_en, county.is_invented = entry.name, entry.name_en, entry.is_invented
    await repository.save_county(session, county)
