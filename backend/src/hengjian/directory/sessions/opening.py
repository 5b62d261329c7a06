"""A browser's session: its secret, its claims, and the short access token that it is good for."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from joserfc.jwk import OKPKey

from hengjian.directory.models import Account, WebSession
from hengjian.directory.sessions import repository
from hengjian.kit.access.auth import sign_access_token
from hengjian.kit.data.database import WriteSession
from hengjian.kit.time.clock import real_now

SESSION_LASTS = timedelta(hours=12)
_BROWSER_LENGTH = 300


@dataclass(frozen=True)
class Origin:
    """From where somebody calls, and with what."""

    address: str
    browser: str


@dataclass(frozen=True)
class SignedIn:
    """A fresh session or token; the secrets go into cookies and are kept nowhere else."""

    session_secret: str
    access_token: str
    opened: WebSession

    @property
    def csrf(self) -> str:
        return self.opened.csrf

    @property
    def account(self) -> Account:
        return self.opened.account


def hash_secret(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _claims(account: Account, csrf: str) -> Mapping[str, Any]:
    return {
        "kind": "person",
        "sub": str(account.id),
        "name": account.display_name,
        "roles": sorted(account.roles),
        "unit": account.unit_code,
        "person": account.person_code,
        "csrf": csrf,
        "must_change_password": account.must_change_password,
    }


def give_token(key: OKPKey, secret: str, opened: WebSession) -> SignedIn:
    """Another access token for an open session. Its account is kept from being changed meanwhile by the caller."""
    return SignedIn(secret, sign_access_token(key, _claims(opened.account, opened.csrf)), opened)


def open_session(session: WriteSession, key: OKPKey, account: Account, origin: Origin) -> SignedIn:
    """For an account whose row the caller has locked."""
    now = real_now()
    secret = secrets.token_urlsafe(32)
    opened = WebSession(
        account=account,
        secret_hash=hash_secret(secret),
        csrf=secrets.token_urlsafe(16),
        began_at=now,
        seen_at=now,
        expires_at=now + SESSION_LASTS,
        address=origin.address,
        browser=origin.browser[:_BROWSER_LENGTH],
    )
    repository.add_session(session, opened)
    return give_token(key, secret, opened)
