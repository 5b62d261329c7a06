"""Asking for work that is done behind the answer: stored and queued in the transaction of the request."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver

from hengjian.audit.recording import record_write
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.ids import new_id
from hengjian.kit.language import current_language
from hengjian.kit.observability import current_request_id
from hengjian.kit.queueing.library import queries_of
from hengjian.kit.queueing.running import PRINCIPAL, JobKind


@dataclass(frozen=True)
class Wish:
    """What is asked for: an input file, and what else the work must know."""

    file: bytes | None = None
    file_name: str | None = None
    parameters: Mapping[str, str | bool] = field(default_factory=dict)


async def enqueue(session: WriteSession, kind: JobKind, principal: Principal, wish: Wish) -> UUID:
    """The job's id. It begins when the transaction is committed, and never where it is not."""
    database, job_id = session.database, new_id()
    queries = queries_of(database.schema, AsyncpgDriver(await session.driver_connection()))
    [queue_id] = await queries.enqueue(kind.name, job_id.bytes)
    values = {
        "id": job_id,
        "queue_id": queue_id,
        "kind": kind.name,
        "state": "waiting",
        "subject": principal.subject,
        "asked_by": PRINCIPAL.dump_python(principal, mode="json"),
        "language": current_language.get(),
        "request_id": current_request_id.get(),
        "parameters": dict(wish.parameters),
        "file": wish.file,
        "file_name": wish.file_name,
    }
    await session.execute(database.table("queued_job").insert().values(values))
    told = {"kind": kind.name, "file_name": wish.file_name, "parameters": dict(wish.parameters)}
    await record_write(session, "queued_job", str(job_id), after=told)
    return job_id
