"""Whose bulletin this is. ``directory`` knows; while it is silent the page does without the name."""

import asyncio
import time
from dataclasses import dataclass

from fastapi import Request

from hengjian.kit.edge.service import service_of
from hengjian.kit.messaging.peers import PeerRefusedError, PeerTroubleError
from hengjian.kit.settings import ServiceName

_KEPT_SECONDS = 30.0
_PATIENCE_SECONDS = 1.5


@dataclass(frozen=True)
class CountyHeading:
    name: str
    name_en: str
    is_invented: bool


_UNKNOWN = CountyHeading("", "", False)


async def find_county(request: Request) -> CountyHeading:
    """The county's name, asked at most every half minute."""
    known: tuple[float, CountyHeading] | None = getattr(request.app.state, "bulletin_county", None)
    if known is not None and time.monotonic() < known[0]:
        return known[1]
    heading = await _ask(request) or (known[1] if known else _UNKNOWN)
    request.app.state.bulletin_county = (time.monotonic() + _KEPT_SECONDS, heading)
    return heading


async def _ask(request: Request) -> CountyHeading | None:
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            answer = await service_of(request).peers.get(ServiceName.DIRECTORY, "/api/v1/directory/county")
    except (PeerTroubleError, PeerRefusedError, TimeoutError):
        return None
    return CountyHeading(answer["name"], answer["name_en"], answer["is_invented"])
