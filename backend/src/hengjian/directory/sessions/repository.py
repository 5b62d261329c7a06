from uuid import UUID

from sqlalchemy import select

from hengjian.directory.models import Account, Unit, WebSession
from hengjian.kit.data.database import AnySession, WriteSession


async def get_account(session: AnySession, account_id: UUID) -> Account | None:
    return await session.get(Account, account_id)


async def get_session(session: AnySession, secret_hash: bytes) -> WebSession | None:
    return await session.scalar(select(WebSession).where(WebSession.secret_hash == secret_hash))


def add_session(session: WriteSession, opened: WebSession) -> None:
    session.add(opened)


async def get_unit(session: AnySession, code: str) -> Unit | None:
    return await session.scalar(select(Unit).where(Unit.code == code))
