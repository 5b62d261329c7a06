"""The browser's session after sign-in: renewed, listed, ended, and the own password changed."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from joserfc.jwk import OKPKey

from hengjian.audit.recording import Actor
from hengjian.contracts.permissions import Permission
from hengjian.contracts.roles import GRANTS, Role
from hengjian.directory.accounts import repository as accounts
from hengjian.directory.accounts.errors import SamePassword, WrongPassword
from hengjian.directory.accounts.passwords import is_password
from hengjian.directory.accounts.service import set_password
from hengjian.directory.accounts.traces import Proof, note_proof
from hengjian.directory.county.repository import get_county
from hengjian.directory.credentials.attempts import clear_attempts
from hengjian.directory.credentials.ending import end_sessions, revoke_tokens
from hengjian.directory.credentials.repository import list_open_sessions
from hengjian.directory.models import Account, WebSession
from hengjian.directory.rehearsal.repository import is_rehearsal
from hengjian.directory.sessions import repository
from hengjian.directory.sessions.errors import SessionOver
from hengjian.directory.sessions.opening import Origin, SignedIn, give_token, hash_secret, open_session
from hengjian.directory.sessions.schemas import OwnSession, OwnUnit, SessionView, SignInBefore
from hengjian.directory.sessions.signing_in import attempt_as
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, Database, WriteSession
from hengjian.kit.problems.problems import NotFound, found
from hengjian.kit.settings import ServiceSettings
from hengjian.kit.time.clock import office_now, real_now


def _is_live(opened: WebSession | None, idle: timedelta) -> bool:
    now = real_now()
    return (
        opened is not None
        and opened.ended_at is None
        and opened.expires_at > now
        and opened.seen_at + idle > now
        and opened.account.is_active
    )


async def renew(session: WriteSession, key: OKPKey, secret: str, idle: timedelta) -> SignedIn:
    """Another access token for a session that still lasts."""
    opened = await repository.get_session_with_account_kept(session, hash_secret(secret))
    if opened is None or not _is_live(opened, idle):
        raise SessionOver
    await repository.note_seen(session, opened, real_now())
    return give_token(key, secret, opened)


async def sign_out(session: WriteSession, secret: str) -> None:
    opened = await repository.get_session_with_account_kept(session, hash_secret(secret))
    if opened is None or opened.ended_at is not None:
        raise SessionOver
    opened.ended_at = real_now()
    await revoke_tokens(session, [str(opened.account_id)])


async def list_own_sessions(
    session: AnySession, principal: Principal, secret: str, idle: timedelta
) -> Sequence[OwnSession]:
    """Browsers in which the caller is signed in, the latest first."""
    rows = await list_open_sessions(session, [own_account_id(principal)], real_now())
    return [
        OwnSession(
            id=opened.id,
            began_at=opened.began_at,
            seen_at=opened.seen_at,
            address=opened.address,
            browser=opened.browser,
            is_present=opened.secret_hash == hash_secret(secret),
        )
        for opened in rows
        if _is_live(opened, idle)
    ]


async def end_other_sessions(session: WriteSession, key: OKPKey, principal: Principal, origin: Origin) -> SignedIn:
    """All of the account's end, the present one too: a copy of it would go on elsewhere. The caller is given
    another."""
    account = found(await accounts.get_account_by_id(session, own_account_id(principal)))
    await end_sessions(session, [account])
    return open_session(session, key, account, origin)


async def change_password(
    database: Database, actor: Actor, key: OKPKey, principal: Principal, present: str, new: str, origin: Origin
) -> SignedIn:
    """All sessions of the account end; the caller is given another."""
    async with database.read_session() as reading:
        seen = found(await repository.get_account(reading, own_account_id(principal)))
    attempt = await attempt_as(database, actor, seen.username, origin.address)
    if not await is_password(seen.password_hash, present):
        async with database.transaction(actor) as session:
            await note_proof(session, seen.username, Proof.WRONG_PASSWORD)
        raise WrongPassword
    if new == present:
        raise SamePassword
    async with database.transaction(actor) as session:
        account = found(await accounts.get_account_by_id(session, seen.id))
        if account.password_hash != seen.password_hash:
            raise WrongPassword
        await clear_attempts(session, attempt)
        await set_password(session, account, new, by_owner=True)
        await end_sessions(session, [account])
        return open_session(session, key, account, origin)


def own_account_id(principal: Principal) -> UUID:
    """Of the person who calls; other callers have no account."""
    if principal.kind != "person":
        raise NotFound
    return UUID(principal.subject)


async def describe(
    database: Database, account: Account, present: WebSession | None, settings: ServiceSettings
) -> SessionView:
    async with database.read_session() as session:
        unit = await repository.get_unit(session, account.unit_code) if account.unit_code else None
        cadre = await repository.get_cadre(session, account.person_code) if account.person_code else None
        county = await get_county(session)
        before = await repository.get_sign_in_before(session, account.id, present.began_at) if present else None
        rehearses = await is_rehearsal(session)
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
        cadre_code=cadre.code if cadre else None,
        county_name=county.name if county else "",
        is_demo=settings.demo,
        is_rehearsal=rehearses,
        office_now=office_now(),
        must_change_password=account.must_change_password,
        idle_minutes=settings.idle_minutes,
        sign_in_before=SignInBefore(began_at=before.began_at, address=before.address) if before else None,
    )
