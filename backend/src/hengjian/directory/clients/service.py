"""Other systems of the county: their secrets and their short tokens."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence

from joserfc.jwk import OKPKey
from sqlalchemy import select

from hengjian.contracts.permissions import Permission
from hengjian.directory.clients.errors import ClientExists, ScopeNotAllowed
from hengjian.directory.clients.schemas import ClientChange, ClientEntry
from hengjian.directory.models import ApiClient
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.auth import sign_access_token
from hengjian.kit.edge.paging import PageRequest, Rows, SortKey, fetch_page

PEOPLE_ONLY = frozenset(
    {
        Permission.APPRAISAL_RESULT_APPROVE,
        Permission.APPRAISAL_SCHEME_APPROVE,
        Permission.APPRAISAL_VETO_DECIDE,
        Permission.DIRECTORY_ACCOUNT_MANAGE,
        Permission.DIRECTORY_AUDIT_READ,
        Permission.DIRECTORY_CLIENT_MANAGE,
        Permission.DIRECTORY_CLOCK_MOVE,
        Permission.PERSONNEL_PROPOSAL_DECIDE_ACCOUNTABILITY,
        Permission.PERSONNEL_PROPOSAL_DECIDE_BONUS,
        Permission.PERSONNEL_PROPOSAL_DECIDE_CADRE,
        Permission.SUPERVISION_DEDUCTION_CONFIRM,
        Permission.SUPERVISION_DEDUCTION_JUDGE,
    }
)
"""What only a person may do: every confirmation and decision carries a name."""


def hash_secret(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


async def list_clients(session: AnySession, page: PageRequest) -> Rows[ApiClient]:
    return await fetch_page(session, select(ApiClient), [SortKey(ApiClient.client_id)], page)


async def get_client(session: AnySession, client_id: str) -> ApiClient | None:
    return await session.scalar(select(ApiClient).where(ApiClient.client_id == client_id))


def _check_scopes(scopes: Sequence[Permission]) -> None:
    for scope in scopes:
        if scope in PEOPLE_ONLY:
            raise ScopeNotAllowed(scope=scope)


async def register_client(session: WriteSession, entry: ClientEntry) -> tuple[ApiClient, str]:
    """The new client and its secret, of which only the hash is kept."""
    _check_scopes(entry.scopes)
    if await get_client(session, entry.client_id) is not None:
        raise ClientExists(client_id=entry.client_id)
    secret = secrets.token_urlsafe(32)
    client = ApiClient(
        client_id=entry.client_id,
        name=entry.name,
        secret_hash=hash_secret(secret),
        scopes=[str(scope) for scope in entry.scopes],
        is_active=True,
    )
    session.add(client)
    await session.flush()
    return client, secret


async def change_client(session: WriteSession, client: ApiClient, change: ClientChange) -> None:
    if change.scopes is not None:
        _check_scopes(change.scopes)
        client.scopes = [str(scope) for scope in change.scopes]
    if change.is_active is not None:
        client.is_active = change.is_active
    await session.flush()


async def authenticate_client(session: AnySession, client_id: str, secret: str) -> ApiClient | None:
    client = await get_client(session, client_id)
    is_right = hmac.compare_digest(client.secret_hash if client else b"", hash_secret(secret))
    return client if client and client.is_active and is_right else None


def issue_token(key: OKPKey, client: ApiClient, scopes: Sequence[str]) -> str:
    return sign_access_token(
        key,
        {"kind": "client", "sub": f"client:{client.client_id}", "name": client.name, "scopes": list(scopes)},
    )
