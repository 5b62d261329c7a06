"""The public API as one person sees it: signed in once, refusals told in the sentence of the service."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from http.cookies import SimpleCookie
from typing import Any

import httpx

from hengjian.simulation.journal import Journal

API = "/api/v1"
AT_ONCE = 8
PATIENCE = httpx.Timeout(120)
PAUSES = (0.5, 1, 2, 4, *(8,) * 10)
"""Seconds between tries while the server is away or asks to come again: enough for it to be started again."""
_GATEWAY_TROUBLE = {httpx.codes.BAD_GATEWAY, httpx.codes.SERVICE_UNAVAILABLE, httpx.codes.GATEWAY_TIMEOUT}
_PAGE = 200

Json = dict[str, Any]


class YearInterruptedError(Exception):
    """A step was refused; the message names the step and repeats what the service said."""


@dataclass
class RefusalError(Exception):
    """An answer that is no success; status 0 where none came."""

    request: str
    status: int
    code: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.sentence}（{self.status} {self.code}，{self.request}）"


def _read_refusal(answer: httpx.Response) -> RefusalError:
    request = f"{answer.request.method} {answer.request.url.path}"
    try:
        problem = answer.json()
    except ValueError:
        problem = {}
    faults = "；".join(f"{fault['pointer']} {fault['message']}" for fault in problem.get("errors", [])[:5])
    sentence = problem.get("detail") or problem.get("title") or answer.reason_phrase
    return RefusalError(request, answer.status_code, problem.get("code", ""), f"{sentence} {faults}".strip())


def _is_worth_another_try(answer: httpx.Response) -> bool:
    """Whoever answered says that it was not done, or that the same request is being done this moment."""
    if answer.status_code in _GATEWAY_TROUBLE:
        return True
    return answer.status_code == httpx.codes.CONFLICT and _read_refusal(answer).code == "request_still_running"


class Door:
    """The way to the server: one pool of connections, few requests at a time, no cookies of its own.

    What is sent again after trouble is the same request to the letter, so whatever writes must carry a key.
    """

    def __init__(self, http: httpx.AsyncClient, journal: Journal) -> None:
        self.journal = journal
        self._http = http
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._has_answered = False

    async def send(self, method: str, path: str, **content: Any) -> httpx.Response:
        async with self._turns:
            for seconds in PAUSES:
                try:
                    answer = await self._http.request(method, path, **content)
                except httpx.TransportError:
                    if not self._has_answered:
                        break  # nobody lives there
                else:
                    self._has_answered = True
                    if not _is_worth_another_try(answer):
                        return answer
                await asyncio.sleep(seconds)
            try:
                return await self._http.request(method, path, **content)
            except httpx.TransportError as error:
                sentence = f"无法连接 {self._http.base_url} / cannot reach it: {error!r}"
                raise RefusalError(f"{method} {path}", 0, "unreachable", sentence) from error


@asynccontextmanager
async def open_door(url: str, journal: Journal) -> AsyncIterator[Door]:
    jar = CookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))
    limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
    headers = {"Accept-Language": "zh-CN"}
    async with httpx.AsyncClient(base_url=url, cookies=jar, limits=limits, timeout=PATIENCE, headers=headers) as http:
        yield Door(http, journal)


@dataclass
class Person:
    """Somebody with an account. The first request signs in; an expired token is renewed and the request sent again.

    What the journal has an answer to is not asked again.
    """

    door: Door
    username: str
    password: str
    own_password: str | None = None
    """What this person chooses at the first sign-in, where ``password`` was given by somebody else."""
    _cookies: dict[str, str] = field(default_factory=dict)
    _signing_in: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def get(self, path: str, **query: Any) -> Any:
        return await self._ask("GET", path, params=query)

    async def post(self, path: str, body: Any = None) -> Any:
        return await self._ask("POST", path, json={} if body is None else body)

    async def put(self, path: str, body: Any) -> Any:
        return await self._ask("PUT", path, json=body)

    async def send_bytes(self, method: str, path: str, content: bytes, headers: dict[str, str]) -> None:
        """A file, or a piece of one."""
        await self._ask(method, path, content=content, headers=headers)

    async def ask_anew(self, method: str, path: str, body: Any = None) -> Any:
        """Past the journal: for what is true at this moment only."""
        answer = await self._ask_signed_in(method, path, json=body)
        return answer.json()

    async def list_all(self, path: str, **query: Any) -> list[Any]:
        """Every page of a list."""
        items: list[Any] = []
        link: str | None = path
        parameters: Any = {**query, "limit": _PAGE}
        while link is not None:
            page = await self._ask("GET", link, params=parameters)
            items += page["items"]
            link, parameters = page["next"], None
        return items

    async def batch(self, path: str, rows: list[Json]) -> None:
        """A batch of any length, a thousand rows at a time, in order."""
        for start in range(0, len(rows), 1000):
            await self.post(path, {"items": rows[start : start + 1000]})

    async def _ask(self, method: str, path: str, headers: dict[str, str] | None = None, **content: Any) -> Any:
        journal = self.door.journal
        key = journal.key_for(self.username, method, path, headers, content)
        kept = journal.answer_to(key)
        if kept is not None:
            return kept[0]
        if method == "POST":
            headers = {**(headers or {}), "Idempotency-Key": key}
        answer = await self._ask_signed_in(method, path, headers=headers, **content)
        told = answer.json() if answer.content else None
        journal.keep(key, told)
        return told

    async def _ask_signed_in(self, method: str, path: str, **content: Any) -> httpx.Response:
        await self._be_signed_in()
        answer = await self._send(method, path, **content)
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            await self._renew()
            answer = await self._send(method, path, **content)
        if not answer.is_success:
            raise _read_refusal(answer)
        return answer

    async def _send(
        self, method: str, path: str, headers: dict[str, str] | None = None, **content: Any
    ) -> httpx.Response:
        headers = {
            **(headers or {}),
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "X-CSRF-Token": self._cookies.get("hj_csrf", ""),
        }
        full = path if path.startswith(("/", "http")) else f"{API}/{path}"
        return await self.door.send(method, full, headers=headers, **content)

    async def _be_signed_in(self) -> None:
        async with self._signing_in:
            if self._cookies:
                return
            session = await self._sign_in()
            if session["must_change_password"]:
                chosen = {"present": self.password, "new": self.own_password}
                self._keep_cookies(await self._send("POST", "directory/session:change-password", json=chosen))

    async def _sign_in(self) -> Any:
        """With the given password; a play that goes on finds it changed already."""
        answer = await self._ask_in(self.password)
        if answer.status_code == httpx.codes.UNAUTHORIZED and self.own_password is not None:
            answer = await self._ask_in(self.own_password)
        self._keep_cookies(answer)
        return answer.json()

    async def _ask_in(self, password: str) -> httpx.Response:
        entry = {"username": self.username, "password": password}
        return await self.door.send("POST", f"{API}/directory/session", json=entry)

    async def _renew(self) -> None:
        async with self._signing_in:
            answer = await self._send("POST", "directory/session:renew", json={})
            if answer.status_code == httpx.codes.UNAUTHORIZED:
                await self._sign_in()  # nobody has seen this person for longer than a session lasts
            else:
                self._keep_cookies(answer)

    def _keep_cookies(self, answer: httpx.Response) -> None:
        if not answer.is_success:
            raise _read_refusal(answer)
        for header in answer.headers.get_list("set-cookie"):
            for name, morsel in SimpleCookie(header).items():
                self._cookies[name] = morsel.value
