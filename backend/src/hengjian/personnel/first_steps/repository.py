from sqlalchemy import exists, func, select

from hengjian.kit.data.database import AnySession
from hengjian.personnel.models import LinkageRules
from hengjian.personnel.terms import RulesState


async def count_rules(session: AnySession) -> int:
    return await session.scalar(select(func.count()).select_from(LinkageRules)) or 0


async def has_issued_rules(session: AnySession) -> bool:
    return bool(await session.scalar(select(exists().where(LinkageRules.state == RulesState.ISSUED))))
