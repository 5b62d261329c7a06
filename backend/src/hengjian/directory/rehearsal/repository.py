"""Whether this installation was begun as a rehearsal, which it then stays."""

from sqlalchemy import exists, or_, select

from hengjian.directory.models import Account, Rehearsal, Unit
from hengjian.kit.data.database import AnySession, WriteSession


async def is_rehearsal(session: AnySession) -> bool:
    return bool(await session.scalar(select(exists().where(Rehearsal.id == 1))))


async def has_anybody(session: AnySession) -> bool:
    """Whether somebody may sign in already, or anything was entered of the county."""
    return bool(await session.scalar(select(or_(exists(select(Account.id)), exists(select(Unit.id))))))


async def begin_rehearsal(session: WriteSession) -> None:
    session.add(Rehearsal(id=1))
    await session.flush()
