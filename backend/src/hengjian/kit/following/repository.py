"""Jobs as who asked for them may read them: their own, and of kinds that they may still ask for."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, Text, any_, cast, literal, select
from sqlalchemy.dialects.postgresql import ARRAY

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import ReadSession
from hengjian.kit.data.statements import Row
from hengjian.kit.edge.paging import PageRequest, Place, Rows, SortKey, count_rows, list_by, read_page
from hengjian.kit.following.views import JobDetail, JobStep, JobView
from hengjian.kit.queueing.library import history_table
from hengjian.kit.queueing.running import JobKind, Made


def _seen_by(principal: Principal, kinds: Sequence[JobKind], job: Table) -> ColumnElement[bool]:
    names = [kind.name for kind in kinds if principal.may(kind.permission)]
    return (job.c.subject == principal.subject) & (job.c.kind == any_(literal(names, ARRAY(Text))))


async def list_jobs(
    session: ReadSession, principal: Principal, kinds: Sequence[JobKind], page: PageRequest, kind: str | None
) -> Rows[Row]:
    """The newest first."""
    job = session.database.table("queued_job")
    condition = _seen_by(principal, kinds, job)
    if kind is not None:
        condition &= job.c.kind == kind
    order = (SortKey(job.c.created_at, descending=True), SortKey(job.c.id, descending=True))
    columns = [job.c[name] for name in JobView.model_fields]
    statement = select(*columns).where(condition)
    await count_rows(session, statement, (), order, page)
    return await read_page(session, list_by(statement, (), order, Place.of(page)), order, page)


async def get_job(
    session: ReadSession, principal: Principal, kinds: Sequence[JobKind], job_id: UUID
) -> JobDetail | None:
    job, log = session.database.table("queued_job"), history_table(session.database.schema)
    columns = [job.c[name] for name in JobView.model_fields]
    statement = select(*columns, job.c.queue_id).where(job.c.id == job_id, _seen_by(principal, kinds, job))
    row = (await session.execute(statement)).one_or_none()
    if row is None:
        return None
    reason = log.c.traceback["additional_context"]["reason"].astext
    steps = select(log.c.created, cast(log.c.status, Text), reason).where(log.c.job_id == row.queue_id)
    history = [_step_of(*step) for step in (await session.execute(steps.order_by(log.c.id))).all()]
    return JobDetail.model_validate({**row._mapping, "history": history})


def _step_of(at: Any, status: str, reason: str | None) -> JobStep:
    if status == "queued":
        return JobStep(at=at, step="queued" if reason is None else "again", reason=reason)
    return JobStep(at=at, step="begun" if status == "picked" else "ended", reason=None)


async def get_result(session: ReadSession, principal: Principal, kinds: Sequence[JobKind], job_id: UUID) -> Made | None:
    """The file that came of it; None where there is none, or none yet."""
    job = session.database.table("queued_job")
    seen = (job.c.id == job_id, job.c.result.is_not(None), _seen_by(principal, kinds, job))
    row = (await session.execute(select(job.c.result, job.c.result_name).where(*seen))).one_or_none()
    return None if row is None else Made(row.result, row.result_name)


async def list_job_rows(
    session: ReadSession, principal: Principal, kind: JobKind, job_id: UUID, page: PageRequest, status: str | None
) -> Rows[Any] | None:
    """What became of each row, in the order of the sheet; None where there is no such job of theirs."""
    job, row = session.database.table("queued_job"), session.database.table("queued_job_row")
    mine = select(job.c.id).where(job.c.id == job_id, _seen_by(principal, [kind], job))
    if await session.scalar(mine) is None:
        return None
    condition = row.c.job_id == job_id
    if status is not None:
        condition &= row.c.status == status
    order = (SortKey(row.c.row),)
    bodies = select(row.c.body).where(condition)
    await count_rows(session, bodies, (), order, page)
    listed = await read_page(session, list_by(bodies, (), order, Place.of(page)), order, page)
    return Rows([one.body for one in listed.items], listed.next)
