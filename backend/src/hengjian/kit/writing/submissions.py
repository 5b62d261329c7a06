"""What waits to be written: the requests that hand it in, and how a service judges them."""

import asyncio
from collections.abc import Callable, Sequence
from contextvars import Context
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

import asyncpg
from fastapi import Response

from hengjian.audit.recording import Actor
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.audited_inserts import AuditedRow, Insertion
from hengjian.kit.problems.problems import Problem
from hengjian.kit.writing.idempotency import Key, KeyReused, RequestStillRunning, replay

Order = TypeVar("Order")
Verdict = TypeVar("Verdict")
Outcome = Response | Exception


@dataclass(eq=False)
class Submission(Generic[Order]):
    """What one request wants written. ``order`` is the service's; ``context`` is the request's, with its language."""

    order: Order
    rows: int
    size: int
    principal: Principal
    actor: Actor
    key: Key
    context: Context
    answered: asyncio.Future[Response] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def answer(self, outcome: Outcome) -> None:
        """Nothing where the caller has hung up meanwhile."""
        if self.answered.done():
            return
        if isinstance(outcome, Response):
            self.answered.set_result(outcome)
        else:
            self.answered.set_exception(outcome)


@dataclass(frozen=True)
class Judged:
    """What a group comes to: rows to insert, and an outcome for each submission."""

    rows: Sequence[AuditedRow]
    outcomes: Sequence[Response | Problem]


class Recorder(Protocol[Order]):
    """How a service writes one kind of record."""

    @property
    def insert(self) -> Insertion: ...

    async def judge(self, connection: asyncpg.Connection, submissions: Sequence[Submission[Order]]) -> Judged:
        """Each by its own caller and by the rules as they stand in this transaction, in the order of arrival.

        Numbers come last, and only for what is going to be written: their row is what all processes wait for.
        """


def part_repeated(
    group: Sequence[Submission[Order]],
) -> tuple[list[Submission[Order]], list[tuple[Submission[Order], Submission[Order]]]]:
    """The first of each key, and those that repeat one of them: a lock on a key is no obstacle within one
    transaction."""
    leaders: list[Submission[Order]] = []
    followers: list[tuple[Submission[Order], Submission[Order]]] = []
    first: dict[tuple[str, str], Submission[Order]] = {}
    for submission in group:
        key = submission.key
        if key.name is not None and (key.subject, key.name) in first:
            followers.append((submission, first[key.subject, key.name]))
            continue
        leaders.append(submission)
        if key.name is not None:
            first[key.subject, key.name] = submission
    return leaders, followers


def follow(follower: Submission[Any], leader: Submission[Any], outcome: Outcome) -> Outcome:
    """What a repeated key is told once the first has its outcome."""
    same = follower.key.digest == leader.key.digest
    if isinstance(outcome, Response):
        return replay(outcome) if same else KeyReused()
    return outcome if same else RequestStillRunning()


def in_turn(
    submissions: Sequence[Submission[Order]], judge: Callable[[Submission[Order]], Verdict]
) -> list[Verdict | Problem]:
    """What ``judge`` says of each, in its own language and under its own number; the Problem where it raised one."""
    verdicts: list[Verdict | Problem] = []
    for submission in submissions:
        try:
            verdicts.append(submission.context.run(judge, submission))
        except Problem as problem:
            verdicts.append(problem)
    return verdicts
