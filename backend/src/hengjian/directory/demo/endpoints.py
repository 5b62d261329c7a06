"""The office clock of a demo or a rehearsal; this router is not there in any other database.

The first move sets where the demo begins, later ones only go forward.
"""

import asyncio
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from hengjian.directory.demo.errors import ClockOnlyForward
from hengjian.directory.permissions import ClockMover
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Running
from hengjian.kit.edge.service import Service
from hengjian.kit.messaging.peers import PeerTroubleError
from hengjian.kit.problems.problems import PeerUnavailable, problems
from hengjian.kit.settings import ServiceName
from hengjian.kit.time.clock import office_now, real_now
from hengjian.kit.time.inputs import Moment

router = service_router("/api/v1/directory", tag="demo")


class ClockMove(BaseModel):
    model_config = ConfigDict(extra="forbid")

    to: Annotated[Moment, Field(description="The time that the office clock shall show")]


class ClockView(BaseModel):
    office_now: datetime


async def _let_everyone_follow(running: Service, offset_seconds: int) -> None:
    """Every service takes the new time, runs its due jobs and empties its outbox, until nobody has anything to do."""
    others = [name for name in ServiceName if name is not running.name]
    while True:
        done = await running.move_clock(offset_seconds)
        for name in others:
            answer = await running.peers.post_internal(name, "clock", {"offset_seconds": offset_seconds})
            done += answer["done"]
        if not done:
            return


_one_at_a_time = asyncio.Lock()


@router.post(
    "/demo-clock",
    operation_id="move_demo_clock",
    summary="Move the office clock of a demo or rehearsal forward; answers when all due work is done",
    responses=problems(ClockOnlyForward, PeerUnavailable),
)
async def move_demo_clock(running: Running, move: ClockMove, _: ClockMover) -> ClockView:
    async with _one_at_a_time:
        has_begun = await running.stored_offset() is not None
        if has_begun and move.to < office_now():
            raise ClockOnlyForward(now=office_now().isoformat(timespec="seconds"))
        try:
            await _let_everyone_follow(running, round((move.to - real_now()).total_seconds()))
        except PeerTroubleError as error:
            raise PeerUnavailable(peer=str(error)) from error
    return ClockView(office_now=office_now())
