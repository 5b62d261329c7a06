"""Recording deductions: one alone, a batch, and the rows of a workbook, all by the same rules and written the same way.

What waits is looked up by one statement and inserted, with its audit rows and the kept answers, by another. A deduction
that was accepted once stays accepted: a repeat gets the first answer, whatever the rules or the caller's post are now.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

import asyncpg
from fastapi import Response

from hengjian.audit.recording import Actor
from hengjian.kit.data.audited_inserts import AuditedRow
from hengjian.kit.data.decimals import write_decimal
from hengjian.kit.data.json import write_answer
from hengjian.kit.data.statements import Row
from hengjian.kit.problems.problems import InvalidInput, Problem
from hengjian.kit.writing.submissions import Judged, Submission, in_turn
from hengjian.supervision import record_numbers
from hengjian.supervision.queries.record_numbers import take_serials
from hengjian.supervision.recording import repository
from hengjian.supervision.recording.errors import DeductionIdTaken
from hengjian.supervision.recording.rows import content_digest_of, draw_up, questions_of
from hengjian.supervision.recording.schemas import DeductionEntry, UnreadableRow
from hengjian.supervision.workflows.deductions import DeductionState


@dataclass(frozen=True)
class Verdict:
    """What becomes of one entry. ``row`` is the deduction that stands, or will stand, under its id."""

    key: str
    status: Literal["created", "unchanged", "refused"]
    row: Mapping[str, Any] = field(default_factory=dict)
    problem: Problem | None = None


@dataclass(frozen=True)
class Recordings:
    """What one request wants recorded. ``answer`` tells the caller, or raises the problem of it all."""

    entries: Sequence[DeductionEntry | UnreadableRow]
    answer: Callable[[Sequence[Verdict]], Response]
    dry_run: bool = False
    refuse_all: Callable[[Sequence[Verdict]], Problem] | None = None
    """For all or nothing: what is told where one of the entries is refused."""
    is_import: bool = False
    taken: Callable[[UUID], Problem] = lambda id: DeductionIdTaken(id=str(id))


@dataclass
class _Drawn:
    """A deduction that will be written."""

    actor: Actor
    digest: bytes
    row: dict[str, Any]


class DeductionRecorder:
    insert = repository.INSERT

    async def judge(self, connection: asyncpg.Connection, submissions: Sequence[Submission[Recordings]]) -> Judged:
        questions = [
            questions_of(entry, submission.principal)
            for submission in submissions
            for entry in submission.order.entries
            if isinstance(entry, DeductionEntry)
        ]
        answers = iter(await repository.look_up(connection, questions) if questions else ())
        drawn: dict[UUID, _Drawn] = {}
        verdicts = in_turn(submissions, lambda submission: _judge(submission, answers, drawn))
        await _number(connection, drawn.values())
        told = dict(zip(submissions, verdicts, strict=True))

        def answer(submission: Submission[Recordings]) -> Response:
            verdict = told[submission]
            if isinstance(verdict, Problem):
                raise verdict
            return submission.order.answer(verdict)

        rows = [AuditedRow(one.actor, one.row, {"content_digest": one.digest}) for one in drawn.values()]
        return Judged(rows, in_turn(submissions, answer))


RECORDER = DeductionRecorder()


def _judge(submission: Submission[Recordings], answers: Iterator[Row], drawn: dict[UUID, _Drawn]) -> Sequence[Verdict]:
    """Each entry of a request; what is accepted is added to ``drawn``, of all or nothing only where all is."""
    order, mine = submission.order, {} if submission.order.dry_run else drawn
    before = set(mine)
    verdicts = []
    refused = False
    for entry in order.entries:
        if isinstance(entry, UnreadableRow):
            verdict = Verdict(entry.key, "refused", problem=InvalidInput(entry.errors))
        else:
            verdict = _judge_entry(submission, entry, next(answers), mine, drawn)
        refused = refused or verdict.problem is not None
        verdicts.append(verdict)
    if refused and order.refuse_all is not None and not order.dry_run:
        for id in set(mine) - before:
            del mine[id]
        raise order.refuse_all(verdicts)
    return verdicts


def _judge_entry(
    submission: Submission[Recordings],
    entry: DeductionEntry,
    answer: Row,
    mine: dict[UUID, _Drawn],
    drawn: Mapping[UUID, _Drawn],
) -> Verdict:
    key, order, principal = str(entry.id), submission.order, submission.principal
    digest = content_digest_of(entry, principal)
    earlier = mine.get(entry.id) or drawn.get(entry.id)
    if answer.first_digest is not None:
        first_digest, first = answer.first_digest, _first_of(answer)
    elif earlier is not None:
        first_digest, first = earlier.digest, earlier.row
    else:
        try:
            row = draw_up(entry, principal, answer, is_import=order.is_import)
        except Problem as problem:
            return Verdict(key, "refused", problem=problem)
        mine[entry.id] = _Drawn(submission.actor, digest, row)
        return Verdict(key, "created", row)
    if first_digest != digest:
        return Verdict(key, "refused", problem=order.taken(entry.id))
    return Verdict(key, "unchanged", first)


def _first_of(answer: Row) -> dict[str, Any]:
    names = ("number", "year", "unit_name", "points", "recorded_at")
    return {name: answer[f"first_{name}"] for name in names}


async def _number(connection: asyncpg.Connection, drawn: Any) -> None:
    """In the order of arrival; none is taken for what is not written, so there are no holes."""
    counts = Counter(one.row["year"] for one in drawn)
    if not counts:
        return
    serials = await take_serials(connection, record_numbers.DEDUCTION, counts)
    given: defaultdict[int, int] = defaultdict(int)
    for one in drawn:
        year = one.row["year"]
        serial = serials[year] + given[year]
        one.row["number"] = record_numbers.write_number(record_numbers.DEDUCTION, year, serial)
        given[year] += 1


def record_one(entry: DeductionEntry) -> Recordings:
    """Answered by a receipt, or by what is wrong with it."""

    def answer(verdicts: Sequence[Verdict]) -> Response:
        [verdict] = verdicts
        if verdict.problem is not None:
            raise verdict.problem
        return Response(write_answer(write_receipt(entry, verdict.row)), 201, media_type="application/json")

    return Recordings([entry], answer)


def write_receipt(entry: DeductionEntry, row: Mapping[str, Any]) -> dict[str, Any]:
    recorded_at: datetime = row["recorded_at"]
    return {
        "id": entry.id,
        "number": row["number"],
        "year": row["year"],
        "unit_code": entry.unit_code,
        "unit_name": row["unit_name"],
        "rule_code": entry.rule_code,
        "points": write_decimal(row["points"]),
        "state": DeductionState.RECORDED.value,
        "occurred_at": entry.occurred_at.astimezone(UTC),
        "recorded_at": recorded_at.astimezone(UTC),
    }
