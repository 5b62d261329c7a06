"""What other features may know of results: everything outside this feature reads them here."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hengjian.appraisal.errors import ResultsStand
from hengjian.appraisal.models import ResultRow, ResultSet, Scheme
from hengjian.appraisal.results import policy, repository
from hengjian.appraisal.workflows.results import ResultState
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.problems.problems import NotFound, found


@dataclass(frozen=True)
class Explainable:
    """A subject's line that the reader may see in detail, with the scheme that it was computed under."""

    result: ResultSet
    line: ResultRow
    scheme: Scheme


async def find_result(session: AnySession, principal: Principal, result_id: UUID) -> ResultSet:
    """A result that the reader may see; 404 otherwise."""
    return found(await repository.get_result(session, principal, result_id))


def list_visible_lines(principal: Principal, result: ResultSet) -> Sequence[ResultRow]:
    return policy.visible_lines(principal, result)


async def get_scheme(session: AnySession, result: ResultSet) -> Scheme:
    """By which the result was computed."""
    return found(await repository.get_scheme_of_result(session, result))


def find_detail(principal: Principal, result: ResultSet, subject_code: str) -> ResultRow | None:
    """The subject's line, where the reader may know why it is what it is."""
    line = next((line for line in result.lines if line.subject_code == subject_code), None)
    return line if line is not None and policy.may_see_detail(principal, result, line) else None


async def find_explainable(
    session: AnySession, principal: Principal, result_id: UUID, subject_code: str
) -> Explainable:
    """404 where there is no such line, or none that this reader may see in detail."""
    result = await find_result(session, principal, result_id)
    line = found(find_detail(principal, result, subject_code))
    return Explainable(result, line, await get_scheme(session, result))


async def find_whole_ranking(session: AnySession, principal: Principal, result_id: UUID) -> Sequence[ResultRow]:
    """The lines of a result, for a reader who may see all of them; whoever sees one learns nothing of the others."""
    result = await find_result(session, principal, result_id)
    lines = policy.visible_lines(principal, result)
    if len(lines) < len(result.lines):
        raise NotFound
    return lines


async def find_approved(session: AnySession, year: int, scheme_code: str) -> ResultsStand | None:
    """What results rest on may change until the committee has approved them, or by way of a review."""
    return ResultsStand() if await repository.stand_results(session, year, scheme_code) else None


async def find_judged_unit(session: WriteSession, year: int, unit_code: str) -> ResultsStand | None:
    """What speaks for or against one unit changes until its result is approved; in publicity only where a review is
    open, which the next version will carry out; never once it is final.

    The result is held meanwhile, so that it cannot become final between this and the decision.
    """
    for result_id, state in await repository.hold_results_of_unit(session, year, unit_code):
        is_open = state == ResultState.PUBLICITY and (await repository.count_open_reviews(session, result_id)).count
        if state != ResultState.COMPUTED and not is_open:
            return ResultsStand()
    return None
