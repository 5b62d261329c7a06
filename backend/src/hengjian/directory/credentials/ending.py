"""What ends everything that an account, or a machine client, may still present as its own."""

from collections.abc import Sequence

from hengjian.audit.recording import record_write
from hengjian.contracts.events import AccountChanged
from hengjian.directory.credentials import repository
from hengjian.directory.models import Account
from hengjian.kit.data.database import WriteSession
from hengjian.kit.messaging.events import publish
from hengjian.kit.time.clock import real_now


async def end_sessions(session: WriteSession, accounts: Sequence[Account]) -> None:
    """Every browser of these accounts is signed out: neither its session nor any token counts from now on.

    The rows of the accounts are locked by the caller, so that no renewal runs beside it and outlives it.
    """
    now = real_now()
    for opened in await repository.list_open_sessions(session, [account.id for account in accounts], now):
        opened.ended_at = now
    await revoke_tokens(session, [str(account.id) for account in accounts])


async def revoke_tokens(session: WriteSession, subjects: Sequence[str]) -> None:
    """Access tokens given to these callers so far no longer count, here and in every other service."""
    now = real_now()
    for subject in subjects:
        await repository.store_revocation(session, subject, now)
        await publish(session, AccountChanged(subject=subject, not_before=now))
    session.revoke_tokens()


async def end_all_access(session: WriteSession) -> None:
    """Of everybody at once, people and machine clients: each signs in again, each client is given a new secret."""
    now = real_now()
    await repository.end_all_sessions(session, now)
    await repository.end_all_secrets(session, now)
    await record_write(session, "installation", "access", after={"ended_at": now.isoformat()})
