"""People of the county as API callers."""

import re
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import httpx
from joserfc.jwk import OKPKey
from starlette.types import ASGIApp

from hengjian.contracts.roles import Role
from hengjian.kit.access.auth import sign_access_token
from hengjian.kit.settings import ServiceName, ServiceSettings

ADDRESS = "http://127.0.0.1"


_checked: set[str] = set()
"""Changes whose mark has been compared with that of the next reading; once for each in a process."""


class Marking(httpx.ASGITransport):
    """Looks whether an answer is marked with the version it tells, and a change with the version that is read next."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await super().handle_async_request(request)
        content = await answer.aread() if answer.headers.get("content-type") == "application/json" else b""
        if answer.is_success and content:
            told = answer.json()
            if isinstance(told, dict) and isinstance(told.get("version"), int):
                mark = f'"{told["version"]}"'
                assert answer.headers.get("etag", "").removeprefix("W/") == mark, (request.method, request.url)
                await self._compare(request, told, mark)
        return answer

    async def _compare(self, request: httpx.Request, told: dict[str, Any], mark: str) -> None:
        path = request.url.path
        change = f"{request.method} {re.sub('[0-9a-f-]{36}', '', path)}"
        if request.method == "GET" or change in _checked:
            return
        _checked.add(change)
        place = path.partition(":")[0]
        name = next((one for one in ("id", "code", "username") if one in told), "name_en")
        for address in (place, place.rpartition("/")[0]):
            headers = [(name, value) for name, value in request.headers.raw if name in _OF_THE_READER]
            read = await super().handle_async_request(
                httpx.Request("GET", request.url.copy_with(path=address, query=None), headers=headers)
            )
            await read.aread()
            seen = read.json() if read.is_success else {}
            if name in told and seen.get(name) == told[name]:
                assert read.headers["etag"].removeprefix("W/") == mark, (request.method, request.url)
                return


_OF_THE_READER = {b"Authorization", b"Cookie", b"Host"}


def client_for(app: ASGIApp, **options: Any) -> httpx.AsyncClient:
    transport = Marking(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=ADDRESS, **options)


def account_id(name: str) -> str:
    """The account of the person whom :class:`People` calls by this name."""
    return str(uuid5(NAMESPACE_OID, name))


class People:
    """Callers with access tokens as ``directory`` signs them; the same name is always the same person."""

    def __init__(self, app: ASGIApp, settings: dict[ServiceName, ServiceSettings]) -> None:
        private = settings[ServiceName.DIRECTORY].token_private_key
        assert private is not None
        self._app = app
        self._key = OKPKey.import_key(private.get_secret_value())
        self._clients: dict[tuple[object, ...], httpx.AsyncClient] = {}

    def person(
        self,
        *roles: Role | str,
        unit: str | None = None,
        cadre: str | None = None,
        person: str | None = None,
        name: str | None = None,
        account: str | None = None,
    ) -> httpx.AsyncClient:
        """A client signed in with these roles; ``unit`` is the person's own unit, ``cadre`` the own file.

        ``account`` tells two people of one name apart, ``person`` names whoever has a second account.
        """
        name = name or "+".join(sorted(roles)) + (f"@{unit}" if unit else "")
        key = (roles, unit, cadre, person, name, account)
        if key not in self._clients:
            claims = {
                "kind": "person",
                "sub": account or account_id(name),
                "person": person or cadre,
                "name": name,
                "roles": [str(role) for role in roles],
                "unit": unit,
                "csrf": "",
            }
            self._clients[key] = self._with_token(sign_access_token(self._key, claims, seconds=3600))
        return self._clients[key]

    def machine(self, *scopes: str, name: str = "machine") -> httpx.AsyncClient:
        claims = {"kind": "client", "sub": f"client:{name}", "name": name, "scopes": [str(scope) for scope in scopes]}
        return self._with_token(sign_access_token(self._key, claims, seconds=3600))

    @property
    def anonymous(self) -> httpx.AsyncClient:
        return client_for(self._app)

    def _with_token(self, token: str) -> httpx.AsyncClient:
        return client_for(self._app, headers={"Authorization": f"Bearer {token}"})
