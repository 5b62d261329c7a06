import time

import pytest
from fastapi import Request
from joserfc.jwk import OKPKey
from pydantic import SecretStr

from hengjian.kit.access.auth import (
    ACCESS_TOKEN_SECONDS,
    Authenticator,
    Grants,
    Principal,
    Visibility,
    sign_access_token,
)
from hengjian.kit.problems.problems import NotSignedIn, TokenExpired
from hengjian.kit.settings import ServiceName, ServiceSettings

KEY = OKPKey.generate_key("Ed25519")
CLAIMS = {
    "kind": "person",
    "sub": "a",
    "name": "a",
    "roles": [],
    "csrf": "",
}


@pytest.fixture
def authenticator() -> Authenticator:
    settings = ServiceSettings(
        service=ServiceName.SUPERVISION,
        database_url="postgresql://nobody@127.0.0.1:1/none",
        internal_key=SecretStr("a key of this test, thirty-two bytes long"),
        sealing_database_url="postgresql://nobody@127.0.0.1:1/none",
        audit_key=SecretStr("another key of this test, thirty-two bytes"),
        token_public_key=KEY.as_pem(private=False).decode(),
    )
    return Authenticator(settings, Grants())


class TestSight:
    """Which units a permission opens: those of the roles that give it, whatever else the person holds."""

    GRANTS = Grants(
        {
            "head": frozenset({"report", "quota"}),
            "owner": frozenset({"report", "value", "claim"}),
            "office": frozenset({"value"}),
        },
        of_own_unit={"head": frozenset({"report", "quota"}), "owner": frozenset({"report"})},
        of_what_is_owned={"owner": frozenset({"claim"})},
    )

    def person(self, *roles: str, unit: str | None = "T01") -> Principal:
        grants = self.GRANTS
        return Principal(
            "person",
            "a",
            "a",
            frozenset(roles),
            grants.permissions_of(roles),
            grants.county_permissions_of(roles),
            grants.unit_permissions_of(roles),
            grants.owner_permissions_of(roles),
            unit_code=unit,
        )

    def test_a_second_office_does_not_widen_the_first(self) -> None:
        own, county = Visibility(unit_codes=frozenset({"T01"})), Visibility(whole_county=True)
        both = self.person("head", "owner")
        assert both.visibility_for("quota") == own
        assert both.visibility_for("report") == own
        assert both.visibility_for("value") == county
        assert both.asking_for("quota").visibility == own
        assert both.asking_for("value").visibility == county

    def test_of_what_the_own_unit_answers_for_all_units_are_seen_and_nothing_else(self) -> None:
        assert self.person("owner").visibility_for("claim") == Visibility(owner_code="T01")
        assert self.person("owner").visibility_for("report").owner_code is None

    def test_what_nobody_gave_opens_nothing(self) -> None:
        assert self.person("owner").visibility_for("quota") == Visibility()
        assert self.person("head", unit=None).visibility_for("quota") == Visibility()
        assert self.person("head").visibility == Visibility(), "outside a route that asks for a permission"


def bring(token: str) -> Request:
    return Request(
        {
            "type": "http",
            "method": "GET",
            "headers": [(b"authorization", f"Bearer {token}".encode())],
        }
    )


def test_a_token_that_was_good_is_refused_once_its_time_is_over(
    authenticator: Authenticator, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, request = time.time(), bring(sign_access_token(KEY, CLAIMS))
    for seconds in (0, ACCESS_TOKEN_SECONDS - 1):
        monkeypatch.setattr(time, "time", lambda seconds=seconds: begun + seconds)
        principal = authenticator.authenticate(request)
        assert principal is not None and principal.subject == "a"
    monkeypatch.setattr(time, "time", lambda: begun + ACCESS_TOKEN_SECONDS + 2)
    with pytest.raises(TokenExpired):
        authenticator.authenticate(request)


@pytest.mark.parametrize("claims", [CLAIMS | {"sub": 1}, CLAIMS | {"sub": None}, CLAIMS | {"nbf": 2**40}])
def test_a_signed_token_with_claims_that_make_no_sense_is_refused(
    authenticator: Authenticator, claims: dict[str, object]
) -> None:
    token = sign_access_token(KEY, claims)
    for _ in range(2):
        with pytest.raises(NotSignedIn):
            authenticator.authenticate(bring(token))
