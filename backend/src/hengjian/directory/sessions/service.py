"""Sign-in, the browser's session and its short access token."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from joserfc.jwk import OKPKey

from hengjian.contracts.permissions import Permission
from hengjian.contracts.roles import GRANTS, UNIT_ROLES, Role
from hengjian.directory.accounts import repository as accounts
from hengjian.directory.accounts.passwords import is_password
from hengjian.directory.accounts.service import revoke_tokens
from hengjian.directory.accounts.traces import Proof, note_proof
from hengjian.directory.county.repository import get_county
from hengjian.directory.models import Account, WebSession
from hengjian.directory.sessions import repository
from hengjian.directory.sessions.errors import AccountLocked, InvalidCredentials, SessionOver
from hengjian.directory.sessions.schemas import OwnUnit, SessionView
from hengjian.kit.access.auth import sign_access_token
from hengjian.kit.data.database import AnySession, Database, WriteSession
from hengjian.kit.problems.problems import Problem
from hengjian.kit.time.clock import COUNTY_ZONE, office_now, real_now

SESSION_LASTS = timedelta(hours=12)
LOCK_AFTER = 5
LOCK_LASTS = timedelta(minutes=15)


@dataclass(frozen=True)
class SignedIn:
    """A fresh session; the secrets go into cookies and are kept nowhere else."""

    session_secret: str
    access_token: str
    csrf: str
    account: Account


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _claims(account: Account, csrf: str) -> Mapping[str, Any]:
    roles = {Role(role) for role in account.roles}
    own = [account.unit_code] if account.unit_code else []
    return {
        "kind": "person",
        "sub": str(account.id),
        "name": account.display_name,
        "roles": sorted(account.roles),
        "units": own if roles <= UNIT_ROLES else ["*"],
        "unit": account.unit_code,
        "cadre": account.cadre_code,
        "csrf": csrf,
    }


async def sign_in(session: WriteSession, key: OKPKey, username: str, password: str) -> SignedIn | Problem:
    """A session for the right password. A refusal is returned, not raised: the failed attempt must be remembered."""
    name = username.strip().lower()
    account = await accounts.get_account_for_update(session, name)
    now = real_now()
    if account is not None and account.locked_until is not None and account.locked_until > now:
        await note_proof(session, name, Proof.LOCKED)
        return AccountLocked(until=_minute(account.locked_until))
    is_right = await is_password(account.password_hash if account else None, password)
    if account is None or not account.is_active:
        await note_proof(session, name, Proof.UNKNOWN_NAME if account is None else Proof.INACTIVE)
        return InvalidCredentials()
    if not is_right:
        await note_proof(session, name, Proof.WRONG_PASSWORD)
        account.failed_count += 1
        if account.failed_count >= LOCK_AFTER:
            account.failed_count, account.locked_until = 0, now + LOCK_LASTS
        return InvalidCredentials()
    await note_proof(session, name, Proof.RIGHT, account)
    if account.failed_count or account.locked_until:
        account.failed_count, account.locked_until = 0, None
    secret, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(16)
    opened = WebSession(account=account, secret_hash=_hash(secret), csrf=csrf, expires_at=now + SESSION_LASTS)
    repository.add_session(session, opened)
    return SignedIn(secret, sign_access_token(key, _claims(account, csrf)), csrf, account)


def _minute(moment: datetime) -> str:
    return moment.astimezone(COUNTY_ZONE).strftime("%H:%M")


async def _live_session(session: AnySession, secret: str) -> WebSession:
    row = await repository.get_session(session, _hash(secret))
    if row is None or row.ended_at is not None or row.expires_at <= real_now() or not row.account.is_active:
        raise SessionOver
    return row


async def renew(session: AnySession, key: OKPKey, secret: str) -> SignedIn:
    """Another access token for a session that still lasts."""
    row = await _live_session(session, secret)
    return SignedIn(secret, sign_access_token(key, _claims(row.account, row.csrf)), row.csrf, row.account)


async def sign_out(session: WriteSession, secret: str) -> None:
    row = await _live_session(session, secret)
    row.ended_at = real_now()
    await revoke_tokens(session, row.account)


async def describe(database: Database, account: Account, *, demo: bool) -> SessionView:
    async with database.read_session() as session:
        unit = await repository.get_unit(session, account.unit_code) if account.unit_code else None
        county = await get_county(session)
    roles = sorted(Role(role) for role in account.roles)
    permissions: set[Permission] = set().union(*(GRANTS[role] for role in roles))
    return SessionView(
        account_id=account.id,
        username=account.username,
        display_name=account.display_name,
        roles=roles,
        permissions=sorted(permissions),
        unit=OwnUnit(code=account.unit_code, name=unit.name if unit else account.unit_code)
        if account.unit_code
        else None,
        cadre_code=account.cadre_code,
        county_name=county.name if county else "",
        is_demo=demo,
        office_now=office_now(),
    )
