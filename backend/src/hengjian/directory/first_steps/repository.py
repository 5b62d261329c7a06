from sqlalchemy import exists, func, select

from hengjian.directory.models import Account, Cadre, ClassMembership, Unit, UnitClass
from hengjian.kit.data.database import AnySession


async def count_classes(session: AnySession) -> int:
    return await session.scalar(select(func.count()).select_from(UnitClass)) or 0


async def count_units(session: AnySession) -> int:
    return await session.scalar(select(func.count()).select_from(Unit).where(Unit.is_active)) or 0


async def has_classified_units(session: AnySession) -> bool:
    return bool(await session.scalar(select(exists().where(ClassMembership.to_on.is_(None)))))


async def count_cadres(session: AnySession) -> int:
    return await session.scalar(select(func.count()).select_from(Cadre).where(Cadre.is_active)) or 0


async def count_accounts(session: AnySession) -> int:
    return await session.scalar(select(func.count()).select_from(Account).where(Account.is_active)) or 0


async def list_roles_held(session: AnySession) -> set[str]:
    """Every role that somebody who may sign in holds."""
    held = select(func.unnest(Account.roles)).where(Account.is_active).distinct()
    return set((await session.scalars(held)).all())
