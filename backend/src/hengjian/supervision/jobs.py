"""What time brings in ``supervision``."""

from hengjian.kit.database import WriteSession
from hengjian.kit.jobs import Job
from hengjian.supervision.deductions.service import close_objection_terms


async def let_terms_run_out(session: WriteSession) -> int:
    return await close_objection_terms(session)


JOBS = (Job("close_objection_terms", let_terms_run_out),)
