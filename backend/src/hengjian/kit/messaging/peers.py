"""Calls between services: one wrapper over both transports, in process and over the network, with the same failures."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

import httpx

from hengjian.kit.language import current_language
from hengjian.kit.observability import current_request_id
from hengjian.kit.settings import ServiceName, ServiceSettings

TIMEOUT_SECONDS = 10.0
INTERNAL_TIMEOUT_SECONDS = 120.0


class PeerTroubleError(Exception):
    """A peer could not be reached, or answered with its own failure; nothing is known to have happened."""


class PeerOutcomeUnknownError(PeerTroubleError):
    """The request left but no answer came: it may or may not have taken effect."""


class PeerFailedError(PeerTroubleError):
    """The peer answered that it failed (5xx); ``answer`` is what it said, where that was JSON."""

    def __init__(self, peer: ServiceName, response: httpx.Response) -> None:
        super().__init__(f"{peer} answered {response.status_code}")
        is_json = response.headers.get("content-type", "").partition(";")[0].endswith("json")
        self.answer: Any = response.json() if is_json else None


class PeerRefusedError(Exception):
    """The peer refused for a reason of its own (4xx); ``problem`` is its answer."""

    def __init__(self, status: int, problem: Any) -> None:
        super().__init__(f"{status} {problem}")
        self.status = status
        self.problem = problem


class Peers:
    """The other services as this one may call them. Never called while a transaction is open.

    ``service_token`` signs for this service towards the one that is called.
    """

    def __init__(
        self,
        settings: ServiceSettings,
        service_token: Callable[[ServiceName], str],
        transports: Mapping[ServiceName, httpx.AsyncBaseTransport],
    ) -> None:
        self._service_token = service_token
        self._clients = {
            name: httpx.AsyncClient(
                base_url=settings.peers.get(name, f"http://{name}.hengjian"),
                transport=transports.get(name),
                timeout=None,  # noqa: S113 - the in-process transport ignores time-outs; _send applies one to both
            )
            for name in ServiceName
        }

    async def close(self) -> None:
        await asyncio.gather(*(client.aclose() for client in self._clients.values()))

    async def get(self, peer: ServiceName, path: str, *, token: str | None = None, **query: str | int | None) -> Any:
        """Read from a peer, on behalf of the person whose ``token`` is given, or as this service."""
        params = {name: value for name, value in query.items() if value is not None}
        request = self._clients[peer].build_request("GET", path, params=params, headers=self._headers(peer, token))
        return await self._send(peer, request, TIMEOUT_SECONDS)

    async def post_internal(self, peer: ServiceName, path: str, body: Any) -> Any:
        """Post to an internal route of a peer, as this service."""
        address = f"/api/v1/{peer}/internal/{path}"
        request = self._clients[peer].build_request("POST", address, json=body, headers=self._headers(peer, None))
        return await self._send(peer, request, INTERNAL_TIMEOUT_SECONDS)

    async def deliver(self, subscriber: ServiceName, envelopes: Sequence[Any]) -> list[UUID]:
        answer = await self.post_internal(subscriber, "events", list(envelopes))
        return [UUID(entry) for entry in answer["applied"]]

    def _headers(self, peer: ServiceName, token: str | None) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {token or self._service_token(peer)}",
            "Accept-Language": current_language.get(),
            "X-Request-Id": current_request_id.get(),
        }

    async def _send(self, peer: ServiceName, request: httpx.Request, seconds: float) -> Any:
        try:
            async with asyncio.timeout(seconds):
                response = await self._clients[peer].send(request)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise PeerTroubleError(f"{peer} cannot be reached") from error
        except (httpx.HTTPError, TimeoutError) as error:
            raise PeerOutcomeUnknownError(f"{peer} gave no answer") from error
        if response.status_code >= 500:
            raise PeerFailedError(peer, response)
        if response.status_code >= 400:
            raise PeerRefusedError(response.status_code, response.json())
        return response.json() if response.content else None
