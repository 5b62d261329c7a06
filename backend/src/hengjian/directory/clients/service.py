"""Other systems of the county: their secrets and their short tokens."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from joserfc.jwk import OKPKey

from hengjian.audit.recording import Actor
from hengjian.directory.clients import repository
from hengjian.directory.clients.errors import ClientExists
from hengjian.directory.clients.policy import find_forbidden_scope
from hengjian.directory.clients.schemas import ClientChange, ClientEntry
from hengjian.directory.credentials.attempts import begin_attempt, clear_attempts
from hengjian.directory.credentials.ending import revoke_tokens
from hengjian.directory.models import ApiClient, ClientSecret
from hengjian.kit.access.address import counted_address
from hengjian.kit.access.auth import ACCESS_TOKEN_SECONDS, sign_access_token
from hengjian.kit.data.database import Database, WriteSession
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.problems.problems import TooManyRequests
from hengjian.kit.time.clock import real_now


def hash_secret(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def subject_of(client: ApiClient) -> str:
    """As whom the client calls."""
    return f"client:{client.client_id}"


async def register_client(session: WriteSession, entry: ClientEntry) -> tuple[ApiClient, str]:
    """The new client and its secret, of which only the hash is kept."""
    refuse_if(find_forbidden_scope(entry.scopes))
    if await repository.get_client(session, entry.client_id) is not None:
        raise ClientExists(client_id=entry.client_id)
    client = ApiClient(
        client_id=entry.client_id, name=entry.name, scopes=[str(scope) for scope in entry.scopes], is_active=True
    )
    secret = _add_secret(client, entry.secret_days)
    await repository.save_client(session, client)
    return client, secret


def _add_secret(client: ApiClient, days: int) -> str:
    secret, now = secrets.token_urlsafe(32), real_now()
    issued = ClientSecret(secret_hash=hash_secret(secret), issued_at=now, expires_at=now + timedelta(days=days))
    client.secrets = [*client.secrets, issued]
    return secret


async def rotate_secret(session: WriteSession, client: ApiClient, *, days: int, overlap_hours: int) -> str:
    """Another secret; those before it count for the overlap and no longer. Without one their tokens end at once."""
    end = real_now() + timedelta(hours=overlap_hours)
    for before in client.secrets:
        before.expires_at = min(before.expires_at, end)
    secret = _add_secret(client, days)
    await repository.touch_client(session, client)
    if overlap_hours == 0:
        await revoke_tokens(session, [subject_of(client)])
    return secret


async def change_client(session: WriteSession, client: ApiClient, change: ClientChange) -> None:
    """What it holds now counts at once: tokens with the scopes before, or of a client that is shut out, do not."""
    if change.scopes is not None:
        refuse_if(find_forbidden_scope(change.scopes))
        client.scopes = [str(scope) for scope in change.scopes]
    if change.is_active is not None:
        client.is_active = change.is_active
    await repository.save_client(session, client)
    await revoke_tokens(session, [subject_of(client)])


async def authenticate_client(
    database: Database, actor: Actor, client_id: str, secret: str, address: str
) -> tuple[ApiClient, datetime] | None:
    """The client and until when this secret counts. Wrong ones are counted, and from one address soon refused
    unread."""
    async with database.transaction(actor) as session:
        attempt = await begin_attempt(session, f"client:{client_id}", counted_address(address))
    if attempt.locked_until is not None:
        raise TooManyRequests(seconds=attempt.retry_after)
    async with database.transaction(actor) as session:
        client = await repository.get_client(session, client_id)
        digest, now = hash_secret(secret), real_now()
        known = [(kept.secret_hash, kept.expires_at) for kept in client.secrets] if client else [(b"", now)]
        until = [expires_at for kept, expires_at in known if hmac.compare_digest(kept, digest) and expires_at > now]
        if client is None or not client.is_active or not until:
            return None
        await clear_attempts(session, attempt)
        await repository.note_use(session, client)
    return client, max(until)


def issue_token(key: OKPKey, client: ApiClient, scopes: Sequence[str], until: datetime) -> tuple[str, int]:
    """A token and for how many seconds it counts: not beyond the secret that it was asked for with."""
    seconds = min(ACCESS_TOKEN_SECONDS, max(1, int((until - real_now()).total_seconds())))
    claims = {"kind": "client", "sub": subject_of(client), "name": client.name, "scopes": list(scopes)}
    return sign_access_token(key, claims, seconds=seconds), seconds
