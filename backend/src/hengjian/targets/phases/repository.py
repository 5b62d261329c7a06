from hengjian.kit.data.database import AnySession
from hengjian.targets.models import AppraisalYear


async def get_year(session: AnySession, year: int) -> AppraisalYear | None:
    return await session.get(AppraisalYear, year)
