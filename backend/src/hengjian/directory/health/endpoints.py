"""One answer for the whole installation: each service, its database, what waits for delivery, its audit chain."""

import asyncio
from typing import Any, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel

from hengjian.directory.permissions import Anyone
from hengjian.kit.edge.health import UNREAD
from hengjian.kit.edge.routing import Running, TransactionalRoute
from hengjian.kit.edge.service import Service
from hengjian.kit.messaging.peers import PeerFailedError, PeerRefusedError, PeerTroubleError
from hengjian.kit.settings import ServiceName

router = APIRouter(prefix="/api/v1", tags=["health"], route_class=TransactionalRoute)


class Health(BaseModel):
    status: Literal["ok", "degraded"]
    services: dict[ServiceName, dict[str, Any]]


_PATIENCE_SECONDS = 0.9
"""Each service answers sooner than that, whatever its database does; one that does not is down itself."""

_DOWN = {"status": "down", "database": "unknown", **UNREAD, "audit": "unknown"}


async def _ask(running: Service, name: ServiceName) -> dict[str, Any]:
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            answer: dict[str, Any] = await running.peers.get(name, f"/api/v1/{name}/health")
    except PeerFailedError as error:
        return error.answer if isinstance(error.answer, dict) and "database" in error.answer else _DOWN
    except (PeerTroubleError, PeerRefusedError, TimeoutError):
        return _DOWN
    return answer


@router.get(
    "/health",
    operation_id="get_health",
    summary="Is every service well: database, outbox lag, dead letters, audit chain",
)
async def get_health(running: Running, response: Response, _: Anyone) -> Health:
    answers = await asyncio.gather(*(_ask(running, name) for name in ServiceName))
    services = dict(zip(ServiceName, answers, strict=True))
    is_well = all(answer["status"] == "ok" for answer in answers)
    response.status_code = 200 if is_well else 503
    return Health(status="ok" if is_well else "degraded", services=services)
