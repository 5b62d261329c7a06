from sqlalchemy import func, select

from hengjian.kit.data.database import AnySession
from hengjian.supervision.models import DeductionRule, Inspector


async def count_rules(session: AnySession) -> int:
    return await session.scalar(select(func.count()).select_from(DeductionRule)) or 0


async def count_inspectors(session: AnySession) -> int:
    return await session.scalar(select(func.count()).select_from(Inspector).where(Inspector.is_active)) or 0
