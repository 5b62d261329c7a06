"""Other systems of the county: their secrets and their short tokens."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence

from joserfc.jwk import OKPKey

from hengjian.directory.clients import repository
from hengjian.directory.clients.errors import ClientExists
from hengjian.directory.clients.policy import find_forbidden_scope
from hengjian.directory.clients.schemas import ClientChange, ClientEntry
from hengjian.directory.models import ApiClient
from hengjian.kit.access.auth import sign_access_token
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.policy.refusals import refuse_if


def hash_secret(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


async def register_client(session: WriteSession, entry: ClientEntry) -> tuple[ApiClient, str]:
    """The new client and its secret, of which only the hash is kept."""
    refuse_if(find_forbidden_scope(entry.scopes))
    if await repository.get_client(session, entry.client_id) is not None:
        raise ClientExists(client_id=entry.client_id)
    secret = secrets.token_urlsafe(32)
    client = ApiClient(
        client_id=entry.client_id,
        name=entry.name,
        secret_hash=hash_secret(secret),
        scopes=[str(scope) for scope in entry.scopes],
        is_active=True,
    )
    await repository.save_client(session, client)
    return client, secret


async def change_client(session: WriteSession, client: ApiClient, change: ClientChange) -> None:
    if change.scopes is not None:
        refuse_if(find_forbidden_scope(change.scopes))
        client.scopes = [str(scope) for scope in change.scopes]
    if change.is_active is not None:
        client.is_active = change.is_active
    await repository.save_client(session, client)


async def authenticate_client(session: AnySession, client_id: str, secret: str) -> ApiClient | None:
    client = await repository.get_client(session, client_id)
    is_right = hmac.compare_digest(client.secret_hash if client else b"", hash_secret(secret))
    return client if client and client.is_active and is_right else None


def issue_token(key: OKPKey, client: ApiClient, scopes: Sequence[str]) -> str:
    return sign_access_token(
        key,
        {"kind": "client", "sub": f"client:{client.client_id}", "name": client.name, "scopes": list(scopes)},
    )
