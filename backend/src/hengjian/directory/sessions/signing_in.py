"""Proving who one is by name and password, at sign-in and before the own password is changed.

Passwords are compared outside any transaction: that takes its time, and holds back neither a row nor a connection.
"""

import asyncio
from datetime import datetime

from joserfc.jwk import OKPKey

from hengjian.audit.recording import Actor
from hengjian.directory.accounts import repository as accounts
from hengjian.directory.accounts.passwords import is_password
from hengjian.directory.accounts.traces import Proof, note_proof
from hengjian.directory.credentials.attempts import Attempt, begin_attempt, clear_attempts
from hengjian.directory.models import Account
from hengjian.directory.sessions.errors import AccountLocked, InvalidCredentials
from hengjian.directory.sessions.opening import Origin, SignedIn, open_session
from hengjian.kit.access.address import counted_address
from hengjian.kit.data.database import Database, WriteSession
from hengjian.kit.problems.problems import Problem
from hengjian.kit.time.clock import COUNTY_ZONE


async def sign_in(
    database: Database, actor: Actor, key: OKPKey, username: str, password: str, origin: Origin
) -> SignedIn:
    """A session for the right password; every refusal says the same, whatever it is that was wrong."""
    name = username.strip().lower()
    attempt = await attempt_as(database, actor, name, origin.address)
    async with database.read_session() as reading:
        seen = await accounts.get_account(reading, name)
    is_right = await is_password(seen.password_hash if seen else None, password)
    async with database.transaction(actor) as session:
        outcome = await _judge(session, key, attempt, name, seen if is_right else None, origin)
    if isinstance(outcome, Problem):
        raise outcome
    return outcome


async def attempt_as(database: Database, actor: Actor, name: str, address: str) -> Attempt:
    """Counted, and held back where the name has failed often; refused while it is locked for this address."""
    async with database.transaction(actor) as session:
        attempt = await begin_attempt(session, name, counted_address(address))
        if attempt.locked_until is not None:
            await note_proof(session, name, Proof.LOCKED)
    if attempt.locked_until is not None:
        raise AccountLocked({"Retry-After": str(attempt.retry_after)}, until=_minute(attempt.locked_until))
    await asyncio.sleep(attempt.wait_seconds)
    return attempt


async def _judge(
    session: WriteSession, key: OKPKey, attempt: Attempt, name: str, proven: Account | None, origin: Origin
) -> SignedIn | Problem:
    """A refusal is returned, not raised: the failed attempt must be remembered."""
    account = await accounts.get_account_for_update(session, name)
    proof = _proof_of(account, proven)
    await note_proof(session, name, proof, account)
    if account is None or proof is not Proof.RIGHT:
        return InvalidCredentials()
    await clear_attempts(session, attempt)
    return open_session(session, key, account, origin)


def _proof_of(account: Account | None, proven: Account | None) -> Proof:
    """``proven`` is the account as it stood when its password was compared; None where that was another."""
    if account is None:
        return Proof.UNKNOWN_NAME
    if not account.is_active:
        return Proof.INACTIVE
    is_right = proven is not None and proven.password_hash == account.password_hash
    return Proof.RIGHT if is_right else Proof.WRONG_PASSWORD


def _minute(moment: datetime) -> str:
    return moment.astimezone(COUNTY_ZONE).strftime("%H:%M")
