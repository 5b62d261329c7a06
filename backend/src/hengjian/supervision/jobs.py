"""What time brings in ``supervision``."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from hengjian.kit.data.database import WriteSession
from hengjian.kit.messaging.jobs import Job
from hengjian.kit.settings import ServiceSettings
from hengjian.kit.time.clock import real_now
from hengjian.supervision.decisions.service import close_objection_terms
from hengjian.supervision.evidence.cleaning import clean_store
from hengjian.supervision.evidence.stores import PICTURES, open_store
from hengjian.supervision.pictures.repository import find_referenced
from hengjian.supervision.queries.tallies import TALLIES, put_together
from hengjian.supervision.rectifications.overdue import settle_rectifications

CLEANED_EVERY = timedelta(hours=1)
ORPHANS_KEPT_HOURS = 24
REFERENCES = {PICTURES: find_referenced}
"""Who links the files that are no evidence, by how their keys begin."""


async def let_terms_run_out(session: WriteSession) -> int:
    return await close_objection_terms(session)


async def let_rectifications_run_out(session: WriteSession) -> int:
    return await settle_rectifications(session)


async def put_tallies_together(session: WriteSession) -> int:
    """So that few differences wait, and sums are read as fast as ever. Nobody sees when it runs."""
    for tally in TALLIES:
        await put_together(session, tally)
    return 0


JOBS = (
    Job("close_objection_terms", let_terms_run_out),
    Job("settle_rectifications", let_rectifications_run_out),
    Job("put_tallies_together", put_tallies_together),
)


class StoreCleaning:
    """Once an hour of real time; the office clock of a demo has no say in it."""

    def __init__(self, file_store: str) -> None:
        self._file_store = file_store
        self._last_at: datetime | None = None

    async def __call__(self, session: WriteSession) -> int:
        if self._last_at is not None and real_now() - self._last_at < CLEANED_EVERY:
            return 0
        self._last_at = real_now()
        await clean_store(session, open_store(self._file_store), ORPHANS_KEPT_HOURS, REFERENCES)
        return 0


def jobs_of(settings: ServiceSettings) -> Sequence[Job]:
    if not settings.file_store:
        return JOBS
    return (*JOBS, Job("clean_evidence_store", StoreCleaning(settings.file_store)))
