"""The routes by which one follows what one asked for; the same in every service that has a queue."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import JSONResponse

from hengjian.kit.access.auth import Principal, signed_in
from hengjian.kit.data.statements import Row
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.paging import Page, Paging, Rows
from hengjian.kit.edge.routing import Reading
from hengjian.kit.exchange.attachments import WORKBOOK, attach
from hengjian.kit.following import repository
from hengjian.kit.following.views import JobDetail, JobTicket, JobView
from hengjian.kit.problems.problems import NotFound, found, problems
from hengjian.kit.queueing.running import JobKind
from hengjian.kit.settings import ServiceName

Asker = Annotated[Principal, Depends(signed_in)]


def jobs_router(service: ServiceName, kinds: Sequence[JobKind]) -> APIRouter:
    """Own jobs only, whatever the role: another's is not found."""
    router = service_router(f"/api/v1/{service}", tag="jobs")

    @router.get(
        "/jobs",
        operation_id=f"list_{service}_jobs",
        summary="What the caller asked for that is done behind the answer, the newest first",
        response_model=Page[JobView],
    )
    async def list_jobs(
        session: Reading,
        page: Paging,
        principal: Asker,
        kind: Annotated[str | None, Query(max_length=80, description="The operation that asked for it")] = None,
    ) -> Rows[Row]:
        return await repository.list_jobs(session, principal, kinds, page, kind)

    @router.get(
        "/jobs/{job_id}",
        operation_id=f"get_{service}_job",
        summary="How far a job is, what came of it, and its history",
        responses=problems(NotFound),
    )
    async def get_job(session: Reading, job_id: UUID, principal: Asker) -> JobDetail:
        return found(await repository.get_job(session, principal, kinds, job_id))

    @router.get(
        "/jobs/{job_id}/result.xlsx",
        operation_id=f"get_{service}_job_result",
        summary="The workbook that came of a job",
        response_class=Response,
        responses={**WORKBOOK, **problems(NotFound)},
    )
    async def get_job_result(session: Reading, job_id: UUID, principal: Asker) -> Response:
        made = found(await repository.get_result(session, principal, kinds, job_id))
        return attach(made.content, made.name)

    return router


def accepted(service: ServiceName, job_id: UUID) -> Response:
    """The answer to who asked: taken in, to be done, and where that can be followed."""
    address = f"/api/v1/{service}/jobs/{job_id}"
    ticket = JobTicket(id=job_id, address=address)
    return JSONResponse(ticket.model_dump(mode="json"), 202, {"Location": address})
