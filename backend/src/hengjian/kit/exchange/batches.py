"""Batches: up to a thousand rows in one request, judged row by row."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy.exc import IntegrityError

from hengjian.kit.data.database import WriteSession
from hengjian.kit.language import say
from hengjian.kit.problems.problems import (
    Conflict,
    FieldError,
    InvalidInput,
    Problem,
    ProblemFieldError,
    describe_faults,
)

MAX_ROWS = 1000

Row = TypeVar("Row", bound=BaseModel)


class Batch(BaseModel, Generic[Row]):
    """``dry_run`` judges without writing; ``all_or_nothing`` (the default) writes nothing when one row is refused."""

    model_config = ConfigDict(extra="forbid")

    items: Annotated[list[Row], Field(min_length=1, max_length=MAX_ROWS)]
    dry_run: bool = False
    all_or_nothing: bool = True


class RowOutcome(BaseModel):
    """``key`` is the row's own code or id; errors point into the row."""

    index: int
    key: str
    status: Literal["created", "updated", "unchanged", "refused"]
    errors: list[ProblemFieldError]


class BatchOutcome(BaseModel):
    items: list[RowOutcome]
    written: int
    refused: int
    dry_run: bool


def judge_values(values: Any, validate: Callable[[Any], Row]) -> Row | list[FieldError]:
    """One row as the API takes it, or all that is wrong with it."""
    try:
        return validate(values)
    except ValidationError as error:
        return describe_faults(error.errors())


class _UndoError(Exception):
    """Takes the batch back to where it began."""


Applied = tuple[str, Literal["created", "updated", "unchanged"]]


async def apply_batch(
    session: WriteSession, batch: Batch[Row], apply: Callable[[Row], Awaitable[Applied]], key: Callable[[Row], str]
) -> BatchOutcome:
    """Apply each row by ``apply``, which answers (key, status) or raises a :class:`Problem` before it changes anything.

    Where the same rows are being written elsewhere at this moment, the later writer hears of a conflict.
    """
    outcomes: list[RowOutcome] = []
    try:
        async with session.begin_nested():
            for index, row in enumerate(batch.items):
                outcomes.append(await _apply_row(apply, index, row, key(row)))
            refused = sum(outcome.status == "refused" for outcome in outcomes)
            if batch.dry_run or (refused and batch.all_or_nothing):
                raise _UndoError
    except _UndoError:
        session.expire_all()
        if not batch.dry_run:
            raise InvalidInput(_faults(outcomes)) from None
    except IntegrityError as error:
        raise Conflict from error
    written = 0 if batch.dry_run else sum(outcome.status in {"created", "updated"} for outcome in outcomes)
    return BatchOutcome(items=outcomes, written=written, refused=refused, dry_run=batch.dry_run)


async def _apply_row(apply: Callable[[Row], Awaitable[Applied]], index: int, row: Row, key: str) -> RowOutcome:
    try:
        applied_key, status = await apply(row)
    except Problem as problem:
        return RowOutcome(index=index, key=key, status="refused", errors=read_problem(problem))
    return RowOutcome(index=index, key=applied_key, status=status, errors=[])


def read_problem(problem: Problem) -> list[ProblemFieldError]:
    """The faults of one row in the caller's language."""
    if not problem.errors:
        return [ProblemFieldError(pointer="", code=problem.code, message=problem.sentence())]
    return [ProblemFieldError(pointer=e.pointer, code=e.code, message=say(e.zh, e.en)) for e in problem.errors]


def _faults(outcomes: Sequence[RowOutcome]) -> list[FieldError]:
    return [
        FieldError(f"/items/{outcome.index}{error.pointer}", error.code, error.message, error.message)
        for outcome in outcomes
        for error in outcome.errors
    ]
