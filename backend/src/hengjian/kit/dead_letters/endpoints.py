"""The routes by which an administrator sees dead letters and tries them again; the same in every subscriber."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends

from hengjian.kit.access.auth import Principal, Requires
from hengjian.kit.dead_letters import repository
from hengjian.kit.dead_letters.errors import WaitsBehind
from hengjian.kit.dead_letters.views import DeadLetterRetry, DeadLetterView
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.paging import Page, Paging, Rows
from hengjian.kit.edge.routing import Reading, Running, Writing
from hengjian.kit.language import say
from hengjian.kit.messaging.dead_letters import TRIES, take_letter
from hengjian.kit.messaging.inbox import Inbox
from hengjian.kit.problems.problems import NotFound, found, problems
from hengjian.kit.settings import ServiceName


def dead_letters_router(service: ServiceName, rule: Requires) -> APIRouter:
    router = service_router(f"/api/v1/{service}", tag="dead letters")

    @router.get(
        "/dead-letters",
        operation_id=f"list_{service}_dead_letters",
        summary="Events of other services that are not applied here, in the order of arrival",
    )
    async def list_dead_letters(
        session: Reading, page: Paging, running: Running, _: Annotated[Principal, Depends(rule)]
    ) -> Page[DeadLetterView]:
        letters: Rows[Any] = await repository.list_letters(session, page)
        return Page(items=[_describe(row, running.inbox) for row in letters.items], next=letters.next)

    @router.post(
        "/dead-letters/{event_id}:retry",
        operation_id=f"retry_{service}_dead_letter",
        summary="Try an event again now; those that wait behind it follow",
        responses=problems(NotFound, WaitsBehind),
    )
    async def retry_dead_letter(
        session: Writing, event_id: UUID, running: Running, _: Annotated[Principal, Depends(rule)]
    ) -> DeadLetterRetry:
        row = found(await take_letter(session, event_id))
        if row.waits:
            raise WaitsBehind
        reason = await running.inbox.retry(session, row)
        session.wake_jobs()
        return DeadLetterRetry(is_applied=reason is None, reason=reason)

    return router


def _describe(row: Any, inbox: Inbox) -> DeadLetterView:
    event, about = inbox.read(row.name, row.body), inbox.about[row.name]
    return DeadLetterView(
        event_id=row.event_id,
        source=row.source,
        name=row.name,
        title=say(*about.title),
        about=about.told(event) if event is not None else say("无法读出", "cannot be read"),
        year=row.year,
        state="behind" if row.reason is None else "dead" if row.attempts >= TRIES else "trying",
        reason=row.reason,
        attempts=row.attempts,
        arrived_at=row.arrived_at,
    )
