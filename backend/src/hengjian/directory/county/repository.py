from hengjian.directory.models import County
from hengjian.kit.data.database import AnySession, WriteSession


async def get_county(session: AnySession) -> County | None:
    """The one county of this installation, once it was named."""
    return await session.get(County, 1)


async def get_county_for_update(session: WriteSession) -> County | None:
    return await session.get(County, 1, with_for_update=True)


async def save_county(session: WriteSession, county: County) -> None:
    session.add(county)
    await session.flush()
