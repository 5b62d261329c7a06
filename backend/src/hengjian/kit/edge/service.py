"""What one running service holds: its database, clients, relay, inbox, jobs and the worker of its queue."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from fastapi import Request
from sqlalchemy import MetaData, select

from hengjian.audit.copies import open_copy
from hengjian.audit.heads import Head, append_line
from hengjian.audit.recording import Actor
from hengjian.audit.sealing import Sealing
from hengjian.kit.access.allowances import Allowances
from hengjian.kit.access.auth import Authenticator, Grants
from hengjian.kit.changes.numbering import Numbering, sweep_changes
from hengjian.kit.data.database import Database
from hengjian.kit.data.tables import STATE_CHANGED
from hengjian.kit.data.upserts import upsert
from hengjian.kit.edge.health import ServiceHealth
from hengjian.kit.edge.process import Process
from hengjian.kit.messaging.events import About, Event
from hengjian.kit.messaging.inbox import EventHandler, Inbox
from hengjian.kit.messaging.jobs import Job, Jobs
from hengjian.kit.messaging.peers import Peers
from hengjian.kit.messaging.relay import Relay
from hengjian.kit.messaging.sweeping import REVOCATIONS_KEPT, SWEEP
from hengjian.kit.observability import log
from hengjian.kit.queueing.running import JobKind
from hengjian.kit.queueing.worker import JobWorker, sweep_queue
from hengjian.kit.settings import ServiceName, ServiceSettings
from hengjian.kit.tasks import stop_all
from hengjian.kit.time.clock import real_now, set_office_offset
from hengjian.kit.writing.group_commit import GroupWriter
from hengjian.kit.writing.submissions import Order, Recorder

SHARED_STATE_SECONDS = 60
"""How long this process may not know of a revocation if PostgreSQL's word of it was lost."""

CLOSING_SECONDS = 10.0
"""How long an orderly end may take before what it waits for is cut off."""


@dataclass(frozen=True)
class Definition:
    """A service as its ``app.py`` declares it."""

    metadata: MetaData
    grants: Grants
    event_types: Mapping[str, type[Event]]
    subscribers: Mapping[str, Sequence[ServiceName]]
    handlers: Mapping[str, Sequence[EventHandler]] = field(default_factory=dict)
    about: Mapping[str, About] = field(default_factory=dict)
    """Of what the events tell that it handles."""
    jobs: Sequence[Job] = ()
    queued: Sequence[JobKind] = ()
    """What people ask for that is done behind the answer."""
    loops: Sequence["Loop"] = ()
    """Further work in the background, each until it is cancelled."""


class Service:
    def __init__(
        self,
        settings: ServiceSettings,
        definition: Definition,
        process: Process,
    ) -> None:
        self.settings = settings
        self.name = settings.service
        self._process = process
        self.database = Database(settings, definition.metadata, definition.subscribers, process.connections)
        self.authenticator = Authenticator(settings, definition.grants)
        self.allowances = Allowances(self.database, settings.requests_per_minute)
        self.peers = Peers(settings, self.authenticator.service_token, process.transports)
        self.inbox = Inbox(self.database, definition.event_types, definition.handlers, definition.about)
        self.relay = Relay(self.database, self.peers, process.listener)
        of_queue = [Job("sweep_queue", sweep_queue)] if definition.queued else []
        retry = Job("retry_dead_letters", self.inbox.retry_due, prompt=True)
        sweeps = [SWEEP, Job("sweep_changes", sweep_changes)]
        self.jobs = Jobs(self.database, [retry, *definition.jobs, *sweeps, *of_queue])
        self.listener = process.listener
        self.worker = JobWorker(self.database, self.listener, definition.queued, self.writer_of)
        self.listener.subscribe(STATE_CHANGED, self._on_state_told)
        self.sealing = Sealing(
            self.database.sealing,
            self.database.schema,
            settings.audit_key.get_secret_value().encode(),
            on_head=self._tell_head,
            on_trouble=self._tell_of_sealing,
            copy=open_copy(settings.audit_copy) if settings.audit_copy else None,
        )
        self.database.when_committed(self.sealing.wake)
        self.numbering = Numbering(self.database)
        self.database.when_committed(self.numbering.wake)
        self.health = ServiceHealth(self.database, self.listener, self.relay, self.sealing)
        self._told = asyncio.Event()
        self.closing = asyncio.Event()
        """Set when the server begins to stop: answers without an end must end then."""
        self._loops = definition.loops
        self._writers: dict[Recorder[Any], GroupWriter[Any]] = {}

    def writer_of(self, recorder: Recorder[Order]) -> GroupWriter[Order]:
        """This process's one writer of a kind of record."""
        if recorder not in self._writers:
            self._writers[recorder] = GroupWriter(self.database, recorder)
        return self._writers[recorder]

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Relay, jobs and sealing in the background; everything closed on the way out."""
        await self.load_shared_state()
        work = (self.relay.run(), self.jobs.run(), self.sealing.run(), self.numbering.run(), self.worker.run())
        further = [self._keep_current(), *(loop(self) for loop in self._loops)]
        async with self.listener.running():
            tasks = [asyncio.create_task(loop) for loop in (*work, *further)]
            try:
                yield
            finally:
                self.closing.set()
                await self._close_within_patience(tasks)

    async def _close_within_patience(self, tasks: Sequence[asyncio.Task[None]]) -> None:
        """A database that hangs must not keep the process from ending."""
        closing = asyncio.create_task(self._close(tasks))
        for _ in range(2):
            await asyncio.wait({closing}, timeout=CLOSING_SECONDS)
            if closing.done():
                closing.result()
                return
            log.warning("closing_cut_off", schema=self.database.schema)
            self._process.cut_off()
        closing.cancel()

    async def _close(self, tasks: Sequence[asyncio.Task[None]]) -> None:
        await stop_all(tasks)
        for writer in self._writers.values():
            await writer.close()
        await self.sealing.finish()
        await self.peers.close()
        await self.health.stop()
        await self.database.close()

    async def load_shared_state(self) -> None:
        """Read what other processes of this service may have changed: the office clock and revoked tokens."""
        clock, revocation = self.database.table("office_clock"), self.database.table("revocation")
        async with self.database.read_session() as session:
            seconds = await session.scalar(select(clock.c.offset_seconds))
            rows = (await session.execute(select(revocation.c.subject, revocation.c.not_before))).all()
        set_office_offset(timedelta(seconds=seconds or 0))
        # Added to what is known: an answer that comes late must not undo a revocation that it had not seen.
        known = self.authenticator.revoked | {row.subject: row.not_before for row in rows}
        oldest = real_now() - REVOCATIONS_KEPT
        self.authenticator.revoked = {subject: at for subject, at in known.items() if at > oldest}

    async def move_clock(self, offset_seconds: int) -> int:
        """Set the office clock, run every due job, empty the outbox; returns how much there was to do."""
        if await self.stored_offset() != offset_seconds:
            clock = self.database.table("office_clock")
            actor = Actor(f"service:{self.name}", str(self.name), "move_clock")
            async with self.database.transaction(actor) as session:
                await upsert(session, clock, [{"id": 1, "offset_seconds": offset_seconds}])
        set_office_offset(timedelta(seconds=offset_seconds))
        return await self.jobs.run_all() + await self.relay.drain()

    async def stored_offset(self) -> int | None:
        """Seconds by which the office clock differs from real time; None where it was never moved."""
        async with self.database.read_session() as session:
            offset: int | None = await session.scalar(select(self.database.table("office_clock").c.offset_seconds))
        return offset

    async def _keep_current(self) -> None:
        while True:
            self._told.clear()
            try:
                await self.load_shared_state()
            except Exception as error:  # noqa: BLE001 - an outage must not stop the loop; the next round tries again
                log.warning("shared_state_not_read", schema=self.database.schema, error=repr(error))
                await asyncio.sleep(1)
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(SHARED_STATE_SECONDS):
                    await self._told.wait()

    def _on_state_told(self, schema: str) -> None:
        if schema in {"", self.database.schema}:
            self._told.set()

    def _tell_head(self, head: Head) -> None:
        """To the log, and to the file that the settings name: the file of a full disk must not stop the sealing."""
        log.info("audit_head", **head.told())
        if self.settings.audit_heads_file is not None:
            try:
                append_line(self.settings.audit_heads_file, head.told())
            except OSError as error:
                log.warning("audit_head_not_written", schema=self.database.schema, error=repr(error))

    def _tell_of_sealing(self, error: Exception) -> None:
        log.warning("sealing_interrupted", schema=self.database.schema, error=repr(error))


Loop = Callable[[Service], Coroutine[Any, Any, None]]


def service_of(request: Request) -> Service:
    service: Service = request.app.state.service
    return service
