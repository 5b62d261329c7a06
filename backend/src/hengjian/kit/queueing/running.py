"""One job while it runs: by whose rights, with which file, and how it writes so that nothing is done twice."""

import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from fastapi import Response
from pydantic import TypeAdapter
from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from hengjian.audit.recording import Actor
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import Database, WriteSession
from hengjian.kit.data.statements import Row
from hengjian.kit.writing.group_commit import GroupWriter
from hengjian.kit.writing.idempotency import Key
from hengjian.kit.writing.submissions import Order, Recorder, Submission

WriterOf = Callable[[Recorder[Any]], GroupWriter[Any]]
PRINCIPAL: TypeAdapter[Principal] = TypeAdapter(Principal)


class JobRowLike(Protocol):
    """``row`` is the number in the sheet."""

    @property
    def row(self) -> int: ...
    @property
    def status(self) -> str: ...
    def model_dump(self, *, mode: str) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Made:
    """A file that came of a job."""

    content: bytes
    name: str


class EndedElsewhereError(Exception):
    """Another process took the job over, because it heard nothing of this one, and has ended it."""


class JobRun:
    def __init__(self, database: Database, job: Row, writer_of: WriterOf) -> None:
        self.database = database
        self.id: UUID = job.id
        self.file: bytes = job.file or b""
        self.file_name: str = job.file_name or ""
        self.parameters: Mapping[str, Any] = job.parameters
        self.principal: Principal = PRINCIPAL.validate_python(job.asked_by)
        self.actor = Actor(self.principal.subject, self.principal.name, job.kind, job.request_id)
        self._writer_of = writer_of

    async def write(self, recorder: Recorder[Order], order: Order, *, part: int, rows: int, size: int) -> Response:
        """Written with what else waits, as if the caller had sent it. The answer is kept in the same transaction under
        the number of the part, so that the same part again is answered and not written."""
        name = f"job:{self.id}:{part}"
        key = Key(self.principal.subject, name, hashlib.sha256(name.encode()).digest())
        submission = Submission(order, rows, size, self.principal, self.actor, key, copy_context())
        return await self._writer_of(recorder).write(submission)

    async def expect(self, rows: int) -> None:
        """Say how much there is to do."""
        async with self.transaction() as session:
            await session.execute(self._update().values(row_count=rows))

    async def note(self, rows: Sequence[JobRowLike]) -> None:
        """Keep what became of some rows, and count them as done."""
        async with self.transaction() as session:
            await self.keep_rows(session, rows)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[WriteSession]:
        """As who asked, and only while the job is this process's to do."""
        job = self.database.table("queued_job")
        async with self.database.transaction(self.actor) as session:
            lock = select(job.c.id).where(job.c.id == self.id, job.c.state == "running").with_for_update()
            if await session.scalar(lock) is None:
                raise EndedElsewhereError
            yield session

    async def keep_rows(self, session: WriteSession, rows: Sequence[JobRowLike]) -> None:
        """Rows that are there already, of an earlier try, stay as they are."""
        kept = self.database.table("queued_job_row")
        if rows:
            bodies = [(row.row, row.status, row.model_dump(mode="json")) for row in rows]
            values = [{"job_id": self.id, "row": row, "status": s, "body": body} for row, s, body in bodies]
            await session.execute(insert(kept).on_conflict_do_nothing(), values)
        mine = select(kept.c.status, func.count().label("rows")).where(kept.c.job_id == self.id).group_by(kept.c.status)
        counts = Counter({row.status: row.rows for row in (await session.execute(mine)).all()})
        await session.execute(self._update().values(counts=dict(counts), done_count=counts.total()))

    async def end(self, session: WriteSession, made: Made | None = None) -> None:
        """The work is done with this transaction."""
        values: dict[str, Any] = {"state": "done", "finished_at": func.clock_timestamp()}
        if made is not None:
            values |= {"result": made.content, "result_name": made.name}
        await session.execute(self._update().values(**values))

    def _update(self) -> Any:
        job = self.database.table("queued_job")
        return update(job).where(job.c.id == self.id)


@dataclass(frozen=True)
class JobKind:
    """``name`` is the operation that asks for it, ``permission`` what one needs to ask and to see what came of it.

    ``run`` may be called again after it was interrupted: it does its work in transactions of :class:`JobRun`, the last
    of which ends the job.
    """

    name: str
    permission: str
    run: Callable[[JobRun], Awaitable[None]]
