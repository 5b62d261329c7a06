from sqlalchemy import exists, func, select

from hengjian.appraisal.models import Scheme
from hengjian.appraisal.workflows.schemes import SchemeState
from hengjian.kit.data.database import AnySession


async def count_schemes(session: AnySession) -> int:
    return await session.scalar(select(func.count()).select_from(Scheme)) or 0


async def has_issued_scheme(session: AnySession) -> bool:
    """An amended one was issued before."""
    issued = Scheme.state.in_([SchemeState.ISSUED, SchemeState.AMENDED])
    return bool(await session.scalar(select(exists().where(issued))))
