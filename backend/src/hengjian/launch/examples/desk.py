"""The people of the demo county at their desks: one session for each role, asked for by the role's name."""

from collections.abc import Mapping
from time import sleep
from typing import Any

import httpx

from hengjian.launch.examples.steadying import smallest

API = "/api/v1"
_LOOKS = 300
"""Until a job counts as stuck; one of a row takes a moment."""


class ErrandFailedError(Exception):
    """An errand must come out as it was written: its answer is somebody's example."""


class Desk:
    def __init__(self, address: str, logins: Mapping[str, Any]) -> None:
        self._address = address
        self._passwords: dict[str, str] = {login["role"]: login["password"] for login in logins["logins"]}
        self.client_login: dict[str, str] = logins["client"]
        self._sessions: dict[str, httpx.Client] = {}

    def __enter__(self) -> "Desk":
        return self

    def __exit__(self, *_: object) -> None:
        for session in self._sessions.values():
            session.close()

    def session(self, username: str, password: str | None = None) -> httpx.Client:
        """Signed in once; a demo login is named like its role."""
        if username not in self._sessions:
            session = self.stranger()
            entry = {"username": username, "password": password or self._passwords[username]}
            session.post(f"{API}/directory/session", json=entry).raise_for_status()
            session.headers["X-CSRF-Token"] = session.cookies["hj_csrf"]
            self._sessions[username] = session
        return self._sessions[username]

    def stranger(self) -> httpx.Client:
        return httpx.Client(base_url=self._address, headers={"Accept-Language": "en"}, timeout=60)

    def ask(self, who: str, method: str, path: str, body: Any = None, **more: Any) -> Any:
        """The answer's body; everything but success stops the recording."""
        content = more if body is None else {"json": body, **more}
        answer = self.session(who).request(method, path if path.startswith("/") else f"{API}/{path}", **content)
        if not answer.is_success:
            raise ErrandFailedError(f"{who}: {method} {path} -> {answer.status_code} {answer.text}")
        is_json = answer.content and "json" in answer.headers.get("content-type", "")
        return answer.json() if is_json else answer.content

    def get(self, who: str, path: str, **query: Any) -> Any:
        return self.ask(who, "GET", path, params=query or None)

    def post(self, who: str, path: str, body: Any = None) -> Any:
        return self.ask(who, "POST", path, {} if body is None else body)

    def change(self, who: str, method: str, path: str, body: Any, version: int) -> Any:
        return self.ask(who, method, path, body, headers={"If-Match": f'"{version}"'})

    def follow(self, who: str, ticket: dict[str, str]) -> Any:
        """The job, once it has come to its end."""
        for _ in range(_LOOKS):
            job = self.get(who, ticket["address"])
            if job["finished_at"] is not None:
                return job
            sleep(0.2)
        raise ErrandFailedError(f"{who}: {ticket['address']} does not end")

    def rows(self, who: str, path: str, **query: Any) -> list[Any]:
        """Of a list, in an order that does not depend on ids and times: two recordings take up the same row."""
        page = self.get(who, f"{path}{'&' if '?' in path else '?'}limit=200", **query)
        return smallest(page["items"], len(page["items"]))

    def row(self, who: str, path: str, **query: Any) -> Any:
        return self.rows(who, path, **query)[0]
