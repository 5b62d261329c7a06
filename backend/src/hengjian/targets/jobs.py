"""Work that time brings to ``targets``."""

from hengjian.kit.messaging.jobs import Job
from hengjian.targets.reports.overdue import announce_overdue

JOBS = (Job("announce_overdue", announce_overdue, prompt=True),)
