"""Recording many deductions at once, by the rules of recording one: a few statements for all rows together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from hengjian.audit.recording import record_inserts
from hengjian.kit.data.database import WriteSession
from hengjian.kit.edge.auth import Principal
from hengjian.kit.edge.problems import FieldError, InvalidInput, Problem, ProblemFieldError
from hengjian.kit.exchange.batches import read_problem
from hengjian.supervision import record_numbers
from hengjian.supervision.bulk import repository
from hengjian.supervision.bulk.errors import ImportedByAnother
from hengjian.supervision.bulk.schemas import DeductionBatchOutcome, DeductionOutcome, UnreadableRow
from hengjian.supervision.queries.record_numbers import take_serials
from hengjian.supervision.recording.errors import DeductionIdTaken, NoCatalogue
from hengjian.supervision.recording.repository import find_catalogued
from hengjian.supervision.recording.rows import content_digest_of, draw_up, questions_of
from hengjian.supervision.recording.schemas import DeductionEntry

Row = DeductionEntry | UnreadableRow


@dataclass
class _Entry:
    """One readable row on its way."""

    index: int
    entry: DeductionEntry
    digest: bytes
    drawn: dict[str, Any] = field(default_factory=dict)


class _Desk:
    """The rows of one batch and what became of each."""

    def __init__(self, session: WriteSession, principal: Principal, is_import: bool) -> None:
        self._session = session
        self._principal = principal
        self._is_import = is_import
        self.outcomes: dict[int, DeductionOutcome] = {}

    async def receive(self, rows: Sequence[Row], dry_run: bool) -> None:
        waiting: list[_Entry] = []
        for index, row in enumerate(rows):
            if isinstance(row, UnreadableRow):
                self._refuse(index, row.key, InvalidInput(row.errors))
            else:
                waiting.append(_Entry(index, row, content_digest_of(row, self._principal)))
        waiting = await self._leave_out_recorded(waiting)
        drawn = await self._draw_up(waiting)
        fresh, repeated = self._part_repeated(drawn)
        await self._insert(fresh, dry_run)
        for entry, first in repeated:
            self._repeat(entry, first)

    async def _leave_out_recorded(self, waiting: list[_Entry]) -> list[_Entry]:
        """What stood on record before is answered from there, whatever the rules have become since."""
        recorded = await repository.find_recorded(self._session, {row.entry.id for row in waiting})
        for row in waiting:
            if row.entry.id in recorded:
                self._compare(row, recorded[row.entry.id])
        return [row for row in waiting if row.entry.id not in recorded]

    async def _draw_up(self, waiting: list[_Entry]) -> list[_Entry]:
        questions: list[dict[str, Any]] = []
        asking: list[_Entry] = []
        for row in waiting:
            try:
                questions.append({"index": row.index, **questions_of(row.entry, self._principal)})
                asking.append(row)
            except Problem as problem:
                self._refuse(row.index, str(row.entry.id), problem)
        answers = await repository.answer_questions(self._session, questions) if questions else {}
        unanswered = {question["year"] for question in questions if question["index"] not in answers}
        catalogued = await find_catalogued(self._session, unanswered) if unanswered else unanswered
        without_catalogue = {q["index"]: q["year"] for q in questions if q["year"] in unanswered - catalogued}
        drawn = []
        for row in asking:
            try:
                if row.index in without_catalogue:
                    raise NoCatalogue(year=without_catalogue[row.index])
                row.drawn = draw_up(row.entry, self._principal, answers.get(row.index), is_import=self._is_import)
                drawn.append(row)
            except Problem as problem:
                self._refuse(row.index, str(row.entry.id), problem)
        return drawn

    def _part_repeated(self, drawn: list[_Entry]) -> tuple[list[_Entry], list[tuple[_Entry, _Entry]]]:
        first: dict[UUID, _Entry] = {}
        repeated = []
        for row in drawn:
            if row.entry.id in first:
                repeated.append((row, first[row.entry.id]))
            else:
                first[row.entry.id] = row
        return list(first.values()), repeated

    async def _insert(self, fresh: list[_Entry], dry_run: bool) -> None:
        if dry_run:
            for row in fresh:
                self._answer(row.index, row, "created", None, row.drawn["points"])
            return
        serials = await take_serials(self._session, len(fresh))
        for row, serial in zip(fresh, serials, strict=True):
            row.drawn["number"] = record_numbers.write_number(record_numbers.DEDUCTION, row.drawn["year"], serial)
        values = [{**row.drawn, "content_digest": row.digest} for row in fresh]
        inserted = await repository.insert_deductions(self._session, values)
        written = {str(row.entry.id): row.drawn for row in fresh if row.entry.id in inserted}
        await record_inserts(self._session, "deduction", written)
        overtaken = {row.entry.id for row in fresh} - inserted
        recorded = await repository.find_recorded(self._session, overtaken) if overtaken else {}
        for row in fresh:
            if row.entry.id in inserted:
                self._answer(row.index, row, "created", row.drawn["number"], row.drawn["points"])
            else:
                self._compare(row, recorded[row.entry.id])

    def _repeat(self, row: _Entry, first: _Entry) -> None:
        """The same id twice in one batch."""
        earlier = self.outcomes[first.index]
        if row.digest != first.digest:
            self._refuse(row.index, str(row.entry.id), self._taken(row))
        elif earlier.status == "refused":
            self.outcomes[row.index] = earlier.model_copy(update={"index": row.index})
        else:
            self.outcomes[row.index] = earlier.model_copy(update={"index": row.index, "status": "unchanged"})

    def _compare(self, row: _Entry, recorded: Any) -> None:
        if recorded.content_digest == row.digest:
            self._answer(row.index, row, "unchanged", recorded.number, recorded.points_recorded)
        else:
            self._refuse(row.index, str(row.entry.id), self._taken(row))

    def _taken(self, row: _Entry) -> Problem:
        return ImportedByAnother() if self._is_import else DeductionIdTaken(id=str(row.entry.id))

    def _answer(
        self, index: int, row: _Entry, status: Literal["created", "unchanged"], number: str | None, points: Any
    ) -> None:
        self.outcomes[index] = DeductionOutcome(
            index=index, key=str(row.entry.id), status=status, number=number, points=points, errors=[]
        )

    def _refuse(self, index: int, key: str, problem: Problem) -> None:
        self.outcomes[index] = DeductionOutcome(
            index=index, key=key, status="refused", number=None, points=None, errors=read_problem(problem)
        )


async def record_deductions(
    session: WriteSession,
    rows: Sequence[Row],
    principal: Principal,
    *,
    dry_run: bool,
    all_or_nothing: bool = False,
    is_import: bool = False,
) -> DeductionBatchOutcome:
    """Record what can be recorded of up to a thousand rows and say of each what became of it."""
    desk = _Desk(session, principal, is_import)
    await desk.receive(rows, dry_run)
    outcomes = [desk.outcomes[index] for index in range(len(rows))]
    refused = [outcome for outcome in outcomes if outcome.status == "refused"]
    if refused and all_or_nothing and not dry_run:
        raise InvalidInput([_point_into_batch(outcome, error) for outcome in refused for error in outcome.errors])
    return DeductionBatchOutcome(
        items=outcomes,
        created=sum(outcome.status == "created" for outcome in outcomes),
        unchanged=sum(outcome.status == "unchanged" for outcome in outcomes),
        refused=len(refused),
        dry_run=dry_run,
    )


def _point_into_batch(outcome: DeductionOutcome, error: ProblemFieldError) -> FieldError:
    return FieldError(f"/items/{outcome.index}{error.pointer}", error.code, error.message, error.message)
