from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import case, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert

from hengjian.directory.models import ClientSecret, SignInAttempt, WebSession, metadata
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.upserts import upsert


async def list_open_sessions(session: AnySession, account_ids: Sequence[UUID], now: datetime) -> Sequence[WebSession]:
    statement = (
        select(WebSession)
        .where(WebSession.account_id.in_(account_ids), WebSession.ended_at.is_(None), WebSession.expires_at > now)
        .order_by(WebSession.began_at.desc(), WebSession.id)
    )
    return (await session.scalars(statement)).all()


async def end_all_sessions(session: WriteSession, now: datetime) -> None:
    await session.execute(update(WebSession).where(WebSession.ended_at.is_(None)).values(ended_at=now))


async def end_all_secrets(session: WriteSession, now: datetime) -> None:
    """Of machine clients."""
    await session.execute(update(ClientSecret).where(ClientSecret.expires_at > now).values(expires_at=now))


async def store_revocation(session: WriteSession, subject: str, not_before: datetime) -> None:
    """Tokens of this caller that were given before that moment no longer count."""
    row = {"subject": subject, "not_before": not_before}
    await upsert(session, metadata.tables["directory.revocation"], [row], by=["subject"])


async def count_failed_attempts(session: AnySession, name: str, since: datetime) -> int:
    """Of one name, from all addresses."""
    failed = select(func.coalesce(func.sum(SignInAttempt.failed_count), 0)).where(
        SignInAttempt.name == name, SignInAttempt.last_at > since
    )
    return int(await session.scalar(failed) or 0)


async def count_attempt(
    session: WriteSession,
    name: str,
    address: str,
    *,
    now: datetime,
    since: datetime,
    lock_after: int,
    lock_until: datetime,
) -> datetime | None:
    """Add one to what failed after ``since``; answers until when the pair was locked before, or None.

    The attempt that completes ``lock_after`` is still judged; the lock begins behind it. A locked pair is not counted.
    """
    kept = SignInAttempt.__table__.c
    is_locked = func.coalesce(kept.locked_until > now, literal(False))
    failed = case((kept.last_at > since, kept.failed_count + 1), else_=1)
    begins = (
        insert(SignInAttempt)
        .values(name=name, address=address, failed_count=1, last_at=now, locked_until=None)
        .on_conflict_do_update(
            index_elements=["name", "address"],
            set_={
                "failed_count": failed,
                "last_at": now,
                "locked_until": case((failed >= lock_after, lock_until), else_=None),
            },
            where=~is_locked,
        )
        .returning(SignInAttempt.name)
    )
    if (await session.execute(begins)).first() is not None:
        return None
    return await session.scalar(
        select(SignInAttempt.locked_until).where(SignInAttempt.name == name, SignInAttempt.address == address)
    )


async def forget_attempts(session: WriteSession, name: str, address: str | None = None) -> None:
    """Of one address, or of all."""
    forgotten = delete(SignInAttempt).where(SignInAttempt.name == name)
    if address is not None:
        forgotten = forgotten.where(SignInAttempt.address == address)
    await session.execute(forgotten)


async def sweep_attempts(session: WriteSession, before: datetime, limit: int) -> int:
    """Remove attempts whose lock is long over; answers how many."""
    old = select(SignInAttempt.name, SignInAttempt.address).where(SignInAttempt.last_at < before).limit(limit)
    pairs = (await session.execute(old)).all()
    for name, address in pairs:
        await forget_attempts(session, name, address)
    return len(pairs)
