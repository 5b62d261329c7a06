"""What is told of a job to who asked for it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from hengjian.kit.problems.problems import ProblemBody

JobState = Literal["waiting", "running", "done", "refused", "failed"]


class JobTicket(BaseModel):
    """What was asked for is stored and will be done; ``address`` tells how far it is."""

    id: UUID
    address: str


class JobView(BaseModel):
    """``kind`` is the operation that asked for it. ``row_count`` is null until it is known; ``counts`` tells how many
    rows came to each state. ``refused``: for the reason in ``problem``; ``failed``: given up after several tries.
    """

    id: UUID
    kind: str
    state: JobState
    file_name: str | None
    parameters: dict[str, str | bool]
    row_count: int | None
    done_count: int
    counts: dict[str, int]
    problem: ProblemBody | None
    result_name: str | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class JobStep(BaseModel):
    """``again``: interrupted for ``reason``, and queued once more."""

    at: datetime
    step: Literal["queued", "begun", "again", "ended"]
    reason: str | None


class JobDetail(JobView):
    history: list[JobStep]
