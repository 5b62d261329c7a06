"""Who is calling, and what they may do.

A person's ten-minute token is signed by ``directory`` and verified here with its public key; a service calls another
with a token over the internal key. Tokens carry roles (people) or scopes (machine clients); what a role may do stands
in one table of permissions that the application is started with.
"""

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal

from fastapi import Request
from joserfc import jws, jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import OctKey, OKPKey

from hengjian.kit.problems.problems import CsrfMissing, NotPermitted, NotSignedIn, PasswordChangeNeeded, TokenExpired
from hengjian.kit.settings import ServiceName, ServiceSettings

TOKEN_COOKIE = "hj_token"  # noqa: S105 - the cookie's name
CSRF_HEADER = "X-CSRF-Token"
ACCESS_TOKEN_SECONDS = 600
_TOKENS_REMEMBERED = 2048
_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True)
class Visibility:
    """Which units a caller may see: all of the county, or those named by code.

    ``owner_code`` is a unit that answers for something, such as an indicator: of that alone it sees all units.
    """

    whole_county: bool = False
    unit_codes: frozenset[str] = frozenset()
    owner_code: str | None = None

    def includes(self, unit_code: str | None) -> bool:
        return self.whole_county or (unit_code is not None and unit_code in self.unit_codes)


@dataclass(frozen=True)
class Grants:
    """What the application is started with: the permissions of each role, those that a role opens of its own unit
    alone, those that it opens of what the own unit answers for, and what a machine may hold."""

    of_roles: Mapping[Any, frozenset[str]] = field(default_factory=dict)
    of_own_unit: Mapping[Any, frozenset[str]] = field(default_factory=dict)
    of_what_is_owned: Mapping[Any, frozenset[str]] = field(default_factory=dict)
    machine_scopes: frozenset[str] = frozenset()

    def permissions_of(self, roles: Collection[str]) -> frozenset[str]:
        return frozenset().union(*(self.of_roles.get(role, frozenset()) for role in roles))

    def county_permissions_of(self, roles: Collection[str]) -> frozenset[str]:
        """What at least one of the roles opens of all units."""
        nothing: frozenset[str] = frozenset()
        each = (
            self.of_roles.get(role, nothing)
            - self.of_own_unit.get(role, nothing)
            - self.of_what_is_owned.get(role, nothing)
            for role in roles
        )
        return frozenset().union(*each)

    def unit_permissions_of(self, roles: Collection[str]) -> frozenset[str]:
        """What at least one of the roles opens of the own unit."""
        return frozenset().union(*(self.of_own_unit.get(role, frozenset()) for role in roles))

    def owner_permissions_of(self, roles: Collection[str]) -> frozenset[str]:
        """What at least one of the roles opens of what the own unit answers for."""
        return frozenset().union(*(self.of_what_is_owned.get(role, frozenset()) for role in roles))


@dataclass(frozen=True)
class Principal:
    """The caller as the token describes it.

    ``unit_code`` is the person's own unit, ``person_code`` their record, which all their accounts name and which is a
    cadre's own file; ``must_change_password`` is true as long as somebody else knows the password; ``issued_at`` is
    when the token was signed, in seconds of real time.

    Which units one sees belongs to a permission, not to the person: on a route, ``asked_for`` is the permission that it
    asks for, and ``visibility`` what those of the roles open that give it.
    """

    kind: Literal["person", "client", "service"]
    subject: str
    name: str
    roles: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()
    county_permissions: frozenset[str] = frozenset()
    unit_permissions: frozenset[str] = frozenset()
    owner_permissions: frozenset[str] = frozenset()
    visibility: Visibility = field(default_factory=Visibility)
    asked_for: str | None = None
    unit_code: str | None = None
    person_code: str | None = None
    must_change_password: bool = False
    issued_at: float = field(default=0.0, compare=False)

    def is_revoked(self, not_before: datetime | None) -> bool:
        """Whether tokens of this caller count only from a later moment on; a service's are not revoked."""
        return not_before is not None and self.kind != "service" and self.issued_at < not_before.timestamp()

    @property
    def person_id(self) -> str:
        """Who acts, whatever the account; a machine, and an account that holds no office, stand for themselves."""
        return self.person_code or self.subject

    def may(self, permission: str) -> bool:
        return self.kind == "service" or permission in self.permissions

    def visibility_for(self, permission: str) -> Visibility:
        """The units that the grant of the permission opens: none where there is no grant."""
        if not self.may(permission):
            return Visibility()
        if self.kind != "person" or permission in self.county_permissions:
            return Visibility(whole_county=True)
        own = [self.unit_code] if self.unit_code and permission in self.unit_permissions else []
        owner_code = self.unit_code if permission in self.owner_permissions else None
        return Visibility(unit_codes=frozenset(own), owner_code=owner_code)

    def asking_for(self, permission: str) -> "Principal":
        """The caller as they stand before a route that asks for the permission."""
        return replace(self, visibility=self.visibility_for(permission), asked_for=permission)


def sign_access_token(key: OKPKey, claims: Mapping[str, Any], *, seconds: int = ACCESS_TOKEN_SECONDS) -> str:
    """``claims`` as a token that expires after ``seconds`` of real time."""
    now = int(time.time())
    return jwt.encode(
        {"alg": "Ed25519"}, {**claims, "iat": time.time(), "exp": now + seconds}, key, algorithms=["Ed25519"]
    )


class Authenticator:
    """Turns a request into a :class:`Principal`; one a service."""

    def __init__(self, settings: ServiceSettings, grants: Grants) -> None:
        self._service = settings.service
        self._grants = grants
        self._public_key = OKPKey.import_key(settings.token_public_key)
        self._internal_key = OctKey.import_key(settings.internal_key.get_secret_value())
        self._of_person = jwt.JWTClaimsRegistry(leeway=1, exp={"essential": True}, sub={"essential": True})
        self._of_service = jwt.JWTClaimsRegistry(
            exp={"essential": True}, sub={"essential": True}, aud={"essential": True, "value": str(self._service)}
        )
        self._open = lru_cache(_TOKENS_REMEMBERED)(self._open_token)
        self.revoked: dict[str, datetime] = {}

    def service_token(self, audience: ServiceName) -> str:
        now = int(time.time())
        claims = {"sub": str(self._service), "aud": str(audience), "iat": now, "exp": now + 60}
        return jwt.encode({"alg": "HS256"}, claims, self._internal_key, algorithms=["HS256"])

    def authenticate(self, request: Request) -> Principal | None:
        """The caller, or ``None`` for an anonymous one. A token that is present but bad is refused."""
        scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and bearer:
            return self._read(bearer)
        cookie = request.cookies.get(TOKEN_COOKIE)
        if not cookie:
            return None
        if request.method not in _SAFE_METHODS:
            return self._read(cookie, csrf=request.headers.get(CSRF_HEADER, ""))
        return self._read(cookie)

    def _read(self, token: str, csrf: str | None = None) -> Principal:
        try:
            claims, principal = self._open(token)
            (self._of_service if principal.kind == "service" else self._of_person).validate_exp(claims["exp"])
        except ExpiredTokenError as error:
            raise TokenExpired from error
        except (JoseError, ValueError) as error:
            raise NotSignedIn from error
        if principal.kind == "service":
            return principal
        if csrf is not None and csrf != claims.get("csrf"):
            raise CsrfMissing
        if principal.is_revoked(self.revoked.get(principal.subject)):
            raise TokenExpired
        return principal

    def _open_token(self, token: str) -> tuple[dict[str, Any], Principal]:
        """The claims of a token signed with a key of ours, found good; whether it has expired is asked at every use."""
        if jws.extract_compact(token.encode()).headers().get("alg") == "HS256":
            claims = jwt.decode(token, self._internal_key, algorithms=["HS256"]).claims
            self._of_service.validate(claims)
            return claims, Principal("service", claims["sub"], claims["sub"])
        claims = jwt.decode(token, self._public_key, algorithms=["Ed25519"]).claims
        self._of_person.validate(claims)
        return claims, self._principal(claims)

    def _principal(self, claims: Mapping[str, Any]) -> Principal:
        if claims.get("kind") == "client":
            return Principal(
                "client",
                claims["sub"],
                claims["name"],
                permissions=frozenset(claims["scopes"]) & self._grants.machine_scopes,
                issued_at=claims["iat"],
            )
        roles = frozenset(claims["roles"])
        return Principal(
            "person",
            claims["sub"],
            claims["name"],
            roles,
            self._grants.permissions_of(roles),
            self._grants.county_permissions_of(roles),
            self._grants.unit_permissions_of(roles),
            self._grants.owner_permissions_of(roles),
            unit_code=claims.get("unit"),
            person_code=claims.get("person"),
            must_change_password=claims.get("must_change_password", False),
            issued_at=claims["iat"],
        )


class Rule:
    """Who may call a route, declared in its signature; :meth:`check` answers the caller or refuses.

    The route asks its rule before anything else happens; as a dependency it only hands on the caller as answered.
    """

    def check(self, request: Request) -> Principal | None:
        raise NotImplementedError

    async def __call__(self, request: Request) -> Principal | None:
        principal: Principal | None = request.state.principal
        return principal


class SignedIn(Rule):
    """Any caller who is signed in; 401 for the others. Who must change the password first gets no further than that."""

    def __init__(self, *, before_password_change: bool = False) -> None:
        self._before_password_change = before_password_change

    def check(self, request: Request) -> Principal:
        principal: Principal | None = request.state.principal
        if principal is None:
            raise NotSignedIn
        if principal.must_change_password and not self._before_password_change:
            raise PasswordChangeNeeded
        return principal


signed_in = SignedIn()
before_password_change = SignedIn(before_password_change=True)


class Requires(Rule):
    """The caller must hold the permission. ``Annotated[Principal, Depends(Requires(...))]``."""

    def __init__(self, permission: str) -> None:
        self.permission = permission

    def check(self, request: Request) -> Principal:
        principal = signed_in.check(request)
        if not principal.may(self.permission):
            raise NotPermitted(permission=str(self.permission))
        return principal.asking_for(self.permission)


class PublicRoute(Rule):
    """Anybody may call this route. Credentials are not looked at: none, however stale or forged, closes a public
    page."""

    def check(self, request: Request) -> None:
        assert request.state.principal is None, "a public route knows no caller"


class ServiceOnly(Rule):
    """Internal routes: only another service of this installation may call."""

    def check(self, request: Request) -> Principal:
        principal = signed_in.check(request)
        if principal.kind != "service":
            raise NotPermitted(permission="internal")
        return principal
