"""What is public stays public whatever a reader's browser brings, and every answer tells browsers the same."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from joserfc.jwk import OKPKey
from starlette.applications import Starlette
from starlette.types import ASGIApp

from hengjian.gateway import create_gateway
from hengjian.kit.access.auth import sign_access_token
from hengjian.kit.settings import ServiceName, ServiceSettings
from hengjian.launch.apart import NGINX_TEMPLATE
from hengjian.launch.routes import Route, routes_of
from hengjian.web import WebFiles
from tests.contracts.addresses import address_of
from tests.support.people import client_for

CLAIMS = {"kind": "person", "sub": "x", "name": "x", "roles": ["auditor"], "unit": None, "cadre": None}
ASK = {"sign_in", "issue_client_token", "renew_session"}
"""Public because they judge credentials themselves; without any they refuse."""


@pytest.fixture(scope="module")
def routes(gateway: Starlette) -> list[Route]:
    return [route for app in gateway.state.apps.values() for route in routes_of(app)]


@pytest.fixture(scope="module")
def tokens(gateway: Starlette, settings: dict[ServiceName, ServiceSettings]) -> dict[str, str]:
    private = settings[ServiceName.DIRECTORY].token_private_key
    assert private is not None
    ours = OKPKey.import_key(private.get_secret_value())
    fresh = sign_access_token(ours, {**CLAIMS, "csrf": "x"})
    return {
        "expired": sign_access_token(ours, {**CLAIMS, "csrf": "x"}, seconds=-30),
        "forged": sign_access_token(OKPKey.generate_key("Ed25519"), {**CLAIMS, "csrf": "x"}),
        "changed": fresh[:-6] + "AAAAAA",
        "foreign": gateway.state.services[ServiceName.TARGETS].authenticator.service_token(ServiceName.PERSONNEL),
        "garbage": "garbage",
        "of-another-site": "eyJhbGciOiJub25lIn0.e30.",
        "empty": " ",
    }


class TestCredentials:
    async def test_none_closes_a_public_route(
        self, gateway: Starlette, routes: list[Route], tokens: dict[str, str]
    ) -> None:
        public = [route for route in routes if route.is_public and route.operation not in ASK]
        assert {"show_bulletin", "show_seals", "list_bulletin", "list_seals", "get_county"} <= {
            route.operation for route in public
        }
        for route in public:
            async with client_for(gateway) as anonymous:
                expected = (await anonymous.request(route.method, address_of(route))).status_code
            for kind, token in tokens.items():
                for brought in ({"cookies": {"hj_token": token}}, {"headers": {"Authorization": f"Bearer {token}"}}):
                    async with client_for(gateway, **brought) as reader:
                        # Another query, so that no answer is one that was kept.
                        answer = await reader.request(
                            route.method, address_of(route), headers={"Accept-Language": kind}
                        )
                        assert answer.status_code == expected != 401, (route, kind, answer.text)

    async def test_a_token_opens_what_is_not_public_only_while_it_counts(
        self, gateway: Starlette, tokens: dict[str, str]
    ) -> None:
        for kind, token in tokens.items():
            async with client_for(gateway, cookies={"hj_token": token}) as reader:
                assert (await reader.get("/api/v1/directory/units")).status_code == 401, kind


class TestHost:
    @pytest.mark.parametrize("address", ["", "/"])
    async def test_no_answer_repeats_the_host_of_the_request(
        self, gateway: Starlette, routes: list[Route], address: str
    ) -> None:
        addresses = {address_of(route).rstrip("/") + address for route in routes if route.method == "GET"}
        for asked in sorted(addresses | {f"/seals{address}", f"/bulletin{address}", f"/m{address}"}):
            async with client_for(gateway) as reader:
                answer = await reader.get(asked, headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"})
            assert "evil.example" not in answer.text + str(answer.headers), asked

    @pytest.mark.parametrize("page", ["/seals", "/bulletin"])
    async def test_a_page_without_its_slash_is_found(self, anonymous: httpx.AsyncClient, page: str) -> None:
        answer = await anonymous.get(page)
        assert (answer.status_code, answer.headers["location"]) == (308, f"{page}/")
        assert (await anonymous.get(page, follow_redirects=True)).status_code == 200


@pytest_asyncio.fixture(scope="module")
async def secured(settings: dict[ServiceName, ServiceSettings]) -> AsyncIterator[Starlette]:
    """The same database without ``--demo``."""
    app = create_gateway({name: kept.model_copy(update={"demo": False}) for name, kept in settings.items()}, None)
    async with app.router.lifespan_context(app):
        yield app


class TestHeaders:
    async def test_every_answer_has_them(self, gateway: Starlette, routes: list[Route]) -> None:
        asked = [(route.method, address_of(route)) for route in routes if not route.is_internal]
        for method, address in [*asked, ("GET", "/"), ("GET", "/m"), ("GET", "/nothing.js"), ("GET", "/api/nothing")]:
            async with client_for(gateway) as reader:
                answer = await reader.request(method, address)
            policy = answer.headers["content-security-policy"]
            assert "unsafe" not in policy and "frame-ancestors 'none'" in policy, (address, policy)
            assert answer.headers["x-content-type-options"] == "nosniff", address
            assert "camera=()" in answer.headers["permissions-policy"], address
            assert answer.headers["referrer-policy"] == "same-origin", address
            assert "strict-transport-security" not in answer.headers, "a demo runs without TLS"

    @pytest.mark.parametrize(("address", "styles"), [("/", "'self' 'unsafe-inline'"), ("/m/", "'self'")])
    async def test_a_page_says_what_it_may_load(self, tmp_path: Path, address: str, styles: str) -> None:
        """The phone's page needs no style but its own files'; the office's library still writes some as it runs."""
        for page in (tmp_path / "index.html", tmp_path / "m" / "index.html"):
            page.parent.mkdir(exist_ok=True)
            page.write_text("<!doctype html>")
        async with client_for(WebFiles(tmp_path, is_secured=True)) as reader:
            told = (await reader.get(address)).headers
        assert f"style-src {styles};" in told["content-security-policy"]
        assert told["strict-transport-security"] == "max-age=31536000"
        assert f"style-src {styles};" in NGINX_TEMPLATE.read_text()

    async def test_an_unchanged_page_keeps_what_it_may_load(self, gateway: Starlette, tmp_path: Path) -> None:
        """A browser takes over what a 304 says: one that loads nothing would be a page without its scripts."""
        for page in (tmp_path / "index.html", tmp_path / "m" / "index.html"):
            page.parent.mkdir(exist_ok=True)
            page.write_text("<!doctype html>")
        files = WebFiles(tmp_path, is_secured=True)
        pages: list[tuple[ASGIApp, str]] = [(files, "/"), (files, "/m/")]
        pages += [(gateway, path) for path in ("/bulletin/", "/seals/", "/api/v1/supervision/bulletin")]
        for app, address in pages:
            async with client_for(app) as reader:
                whole = await reader.get(address)
                again = await reader.get(address, headers={"If-None-Match": whole.headers["etag"]})
            assert again.status_code == 304, address
            for name in ("content-security-policy", "cache-control"):
                assert again.headers.get(name, whole.headers[name]) == whole.headers[name], (address, name)

    async def test_outside_a_demo_browsers_come_by_tls_only(self, secured: Starlette) -> None:
        for address in ["/api/v1/health", "/bulletin/", "/seals/", "/", "/api/v1/directory/units"]:
            async with client_for(secured) as reader:
                told = (await reader.get(address)).headers["strict-transport-security"]
            assert told == "max-age=31536000", address

    async def test_outside_a_demo_cookies_are_secure(self, secured: Starlette) -> None:
        from hengjian.audit.recording import Actor
        from hengjian.contracts.roles import Role
        from hengjian.directory.accounts.bootstrap import NewAdministrator, create_administrators
        from hengjian.directory.grants.signatories import Signatory

        database = secured.state.services[ServiceName.DIRECTORY].database
        async with database.transaction(Actor("test", "test", "test")) as session:
            keeper = NewAdministrator(Role.SECURITY_ADMINISTRATOR, "keeper", "管理员")
            made = await create_administrators(session, [keeper], Signatory("test", "test"), recover=True)
        async with client_for(secured) as client:
            entry = {"username": "keeper", "password": made["keeper"]}
            answer = await client.post("/api/v1/directory/session", json=entry)
            set_cookies = answer.headers.get_list("set-cookie")
            assert len(set_cookies) == 3
            assert all("Secure" in cookie for cookie in set_cookies)
