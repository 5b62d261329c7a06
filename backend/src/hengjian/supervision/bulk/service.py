"""Many deductions in one request: recorded like one, answered row by row."""

from collections.abc import Callable, Sequence

from fastapi import Response

from hengjian.kit.exchange.batches import read_problem
from hengjian.kit.problems.problems import FieldError, InvalidInput, Problem, ProblemFieldError
from hengjian.supervision.bulk.schemas import DeductionBatch, DeductionBatchOutcome, DeductionOutcome
from hengjian.supervision.recording.service import Recordings, Verdict


def record_batch(batch: DeductionBatch) -> Recordings:
    def answer(verdicts: Sequence[Verdict]) -> Response:
        outcome = sum_up(verdicts, dry_run=batch.dry_run)
        return Response(outcome.model_dump_json(), media_type="application/json")

    refuse_all: Callable[[Sequence[Verdict]], Problem] | None = _refuse_all if batch.all_or_nothing else None
    return Recordings(batch.items, answer, batch.dry_run, refuse_all)


def sum_up(verdicts: Sequence[Verdict], *, dry_run: bool) -> DeductionBatchOutcome:
    outcomes = [_outcome_of(index, verdict) for index, verdict in enumerate(verdicts)]
    return DeductionBatchOutcome(
        items=outcomes,
        created=sum(outcome.status == "created" for outcome in outcomes),
        unchanged=sum(outcome.status == "unchanged" for outcome in outcomes),
        refused=sum(outcome.status == "refused" for outcome in outcomes),
        dry_run=dry_run,
    )


def _outcome_of(index: int, verdict: Verdict) -> DeductionOutcome:
    """A trial gives no numbers."""
    return DeductionOutcome(
        index=index,
        key=verdict.key,
        status=verdict.status,
        number=verdict.row.get("number"),
        points=verdict.row.get("points"),
        errors=[] if verdict.problem is None else read_problem(verdict.problem),
    )


def _refuse_all(verdicts: Sequence[Verdict]) -> Problem:
    outcomes = [_outcome_of(index, verdict) for index, verdict in enumerate(verdicts)]
    return InvalidInput([_point_into_batch(outcome, error) for outcome in outcomes for error in outcome.errors])


def _point_into_batch(outcome: DeductionOutcome, error: ProblemFieldError) -> FieldError:
    return FieldError(f"/items/{outcome.index}{error.pointer}", error.code, error.message, error.message)
