from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import aliased

from hengjian.directory.models import Account, Cadre, Unit, WebSession
from hengjian.kit.data.database import AnySession, WriteSession


async def get_account(session: AnySession, account_id: UUID) -> Account | None:
    return await session.get(Account, account_id)


async def get_cadre(session: AnySession, code: str) -> Cadre | None:
    return await session.scalar(select(Cadre).where(Cadre.code == code))


async def get_session(session: AnySession, secret_hash: bytes) -> WebSession | None:
    return await session.scalar(select(WebSession).where(WebSession.secret_hash == secret_hash))


async def get_session_with_account_kept(session: WriteSession, secret_hash: bytes) -> WebSession | None:
    """The session as it stands once nobody can end it beside us: whoever ends sessions locks the account first."""
    owner = select(WebSession.account_id).where(WebSession.secret_hash == secret_hash)
    account_id = await session.scalar(owner)
    await session.scalar(select(Account.id).where(Account.id == account_id).with_for_update(read=True))
    return await get_session(session, secret_hash)


async def get_sign_in_before(session: AnySession, account_id: UUID, began_at: datetime) -> WebSession | None:
    """The session that the account opened last before that moment."""
    statement = (
        select(WebSession)
        .where(WebSession.account_id == account_id, WebSession.began_at < began_at)
        .order_by(WebSession.began_at.desc())
        .limit(1)
    )
    return await session.scalar(statement)


async def note_seen(session: WriteSession, opened: WebSession, now: datetime) -> None:
    """Past the audit: that somebody goes on working changes nothing."""
    statement = update(WebSession).where(WebSession.id == opened.id).values(seen_at=now)
    await session.execute(statement.execution_options(synchronize_session=False))


async def sweep_sessions(session: WriteSession, before: datetime, limit: int) -> int:
    """Remove sessions that expired before; the last two of each account stay, because the sign-in before is shown."""
    other = aliased(WebSession)
    last_but_one = (
        select(other.began_at)
        .where(other.account_id == WebSession.account_id)
        .order_by(other.began_at.desc())
        .offset(1)
        .limit(1)
        .scalar_subquery()
    )
    old = select(WebSession.id).where(WebSession.expires_at < before, WebSession.began_at < last_but_one).limit(limit)
    swept: Any = await session.execute(
        delete(WebSession).where(WebSession.id.in_(old)).execution_options(synchronize_session=False)
    )
    return int(swept.rowcount)


def add_session(session: WriteSession, opened: WebSession) -> None:
    session.add(opened)


async def get_unit(session: AnySession, code: str) -> Unit | None:
    return await session.scalar(select(Unit).where(Unit.code == code))
