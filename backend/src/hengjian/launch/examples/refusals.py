"""Asks everything once more, so that each operation says no: again, of nobody, by a stranger."""

import re
from collections.abc import Mapping
from http.cookies import SimpleCookie

import httpx

from hengjian.launch.examples.desk import API
from hengjian.launch.examples.heard import Exchange
from hengjian.launch.routes import Route

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NOBODY = "01990000-0000-7000-8000-ffffffffffff"


def provoke_refusals(address: str, routes: Mapping[str, Route], examples: Mapping[str, Exchange]) -> None:
    callers = _Callers(address)
    for operation, exchange in sorted(examples.items()):
        route, path = routes[operation], exchange.address
        with httpx.Client(base_url=address, headers={"Accept-Language": "en"}, timeout=60) as stranger:
            stranger.request(exchange.method, path)
        if route.is_public and not exchange.cookies:
            continue
        caller = callers.of(exchange.cookies)
        if exchange.method != "GET" and exchange.request is not None:
            # What has been done cannot be done twice: most operations answer by a refusal of their own.
            caller.request(exchange.method, path, json=exchange.request, headers={"If-Match": '"1"'})
            caller.request(exchange.method, path, json={})
        elif exchange.method == "POST":
            caller.request(exchange.method, path)
        if _UUID.search(path):
            caller.request(exchange.method, _UUID.sub(_NOBODY, path), json=exchange.request)
        elif exchange.method == "GET":
            caller.get(path.partition("?")[0], params={"limit": "0", "year": "x", "cursor": "x"})
    callers.close()
    with httpx.Client(base_url=address, headers={"Accept-Language": "en"}, timeout=60) as stranger:
        for operation, route in sorted(routes.items()):
            if operation not in examples and not route.is_public and not route.is_internal:
                stranger.request(route.method, re.sub(r"{\w+}", _NOBODY, route.path))


class _Callers:
    """Those who asked, with their sessions renewed: a token lasts ten minutes."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._known: dict[str, httpx.Client] = {}

    def of(self, cookies: str) -> httpx.Client:
        if cookies not in self._known:
            values = {name: morsel.value for name, morsel in SimpleCookie(cookies).items()}
            client = httpx.Client(base_url=self._address, cookies=values, headers={"Accept-Language": "en"}, timeout=60)
            if values:
                token = values.get("hj_csrf", "")
                renewed = client.post(f"{API}/directory/session:renew", headers={"X-CSRF-Token": token})
                fresh = {**values, **dict(renewed.cookies)}
                client.cookies = httpx.Cookies(fresh)
                client.headers["X-CSRF-Token"] = fresh.get("hj_csrf", "")
            self._known[cookies] = client
        return self._known[cookies]

    def close(self) -> None:
        for client in self._known.values():
            client.close()
