"""Who is told that standings changed: the process's one listener hears it for all streams.

A stream is told which classes changed and to which revision; what they changed to it reads through the ordinary
endpoints, so that nothing is said here that is not decided there.
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from hengjian.appraisal.models import ClassStanding
from hengjian.appraisal.standings import repository
from hengjian.appraisal.standings.errors import TooManyStreams
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import Database
from hengjian.kit.edge.service import Service
from hengjian.kit.observability import log

STREAMS_AN_ACCOUNT = 8
STREAMS_A_PROCESS = 2000
LOOK_ANYWAY_SECONDS = 60


@dataclass(eq=False)
class Stream:
    """One reader; of several changes of a class only the last waits to be told."""

    principal: Principal
    waiting: dict[tuple[int, str], ClassStanding] = field(default_factory=dict)
    something_waits: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, changes: Sequence[ClassStanding]) -> None:
        for change in changes:
            key = change.year, change.class_code
            known = self.waiting.get(key)
            if known is None or known.revision < change.revision:
                self.waiting[key] = change
        if self.waiting:
            self.something_waits.set()

    def take(self) -> list[ClassStanding]:
        """What waits, in order of revision."""
        changes = sorted(self.waiting.values(), key=lambda change: change.revision)
        self.waiting.clear()
        self.something_waits.clear()
        return changes


class StandingsFeed:
    def __init__(self) -> None:
        self._streams: set[Stream] = set()
        self._wake = asyncio.Event()
        self._told = 0

    def refuse_too_many(self, principal: Principal) -> None:
        of_account = sum(stream.principal.subject == principal.subject for stream in self._streams)
        if of_account >= STREAMS_AN_ACCOUNT or len(self._streams) >= STREAMS_A_PROCESS:
            raise TooManyStreams(limit=STREAMS_AN_ACCOUNT)

    @contextmanager
    def open_stream(self, principal: Principal) -> Iterator[Stream]:
        stream = Stream(principal)
        self._streams.add(stream)
        try:
            yield stream
        finally:
            self._streams.discard(stream)

    @property
    def stream_count(self) -> int:
        return len(self._streams)

    async def run(self, service: Service) -> None:
        """Listen until cancelled; start over whenever the database goes away."""
        service.listener.subscribe(repository.CHANGED, self._on_told)
        while True:
            try:
                await self._follow(service.database)
            except asyncio.CancelledError:
                raise
            except Exception as error:  # noqa: BLE001 - the feed must outlive every outage
                log.warning("standings_feed_interrupted", error=repr(error))
                await asyncio.sleep(1)

    async def _follow(self, database: Database) -> None:
        if not self._told:
            async with database.read_session() as session:
                self._told = await repository.last_revision(session)
        while True:
            self._wake.clear()
            await self._tell_streams(database)
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_ANYWAY_SECONDS):
                    await self._wake.wait()

    def _on_told(self, _: str) -> None:
        self._wake.set()

    async def _tell_streams(self, database: Database) -> None:
        async with database.read_session() as session:
            changes = await repository.changed_since(session, self._told)
            if not changes:
                return
            self._told = changes[-1].revision
            streams = list(self._streams)
            units = {code for stream in streams for code in stream.principal.visibility.unit_codes}
            class_of = await repository.classes_of_units(session, units) if units else {}
        for stream in streams:
            visible = stream.principal.visibility
            classes = {class_of.get(code) for code in visible.unit_codes}
            stream.tell([c for c in changes if visible.whole_county or c.class_code in classes])
