from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from hengjian.contracts.codes import Code, Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.paging import answer_page
from hengjian.kit.edge.routing import Reading
from hengjian.kit.following.changes import FollowedPage, Following
from hengjian.kit.problems.problems import NotFound, found, problems
from hengjian.kit.time.inputs import Day
from hengjian.supervision.deductions import repository, views
from hengjian.supervision.deductions.schemas import (
    DeductionOrder,
    DeductionSummary,
    DeductionView,
    SimilarDeductions,
    UnitHistory,
)
from hengjian.supervision.permissions import DeductionConfirmer, DeductionReader
from hengjian.supervision.queries.deductions import get_deduction as find_deduction
from hengjian.supervision.schemas import DeductionRow, RuleCategory
from hengjian.supervision.sight import sight_of
from hengjian.supervision.workflows.deductions import DeductionState

router = service_router("/api/v1/supervision", tag="deductions")


@router.get(
    "/deductions",
    operation_id="list_deductions",
    summary="Deductions that the caller may see, newest first unless asked otherwise",
    response_model=FollowedPage[DeductionRow],
)
async def list_deductions(
    session: Reading,
    page: Following,
    principal: DeductionReader,
    year: Year | None = None,
    unit_code: Code | None = None,
    visit_id: Annotated[UUID | None, Query(description="What came of this visit")] = None,
    state: Annotated[list[DeductionState] | None, Query(description="One or more states")] = None,
    rule_code: Code | None = None,
    category: RuleCategory | None = None,
    published: bool | None = None,
    mine: Annotated[bool, Query(description="Only what the caller recorded")] = False,
    search: Annotated[str | None, Query(max_length=40, description="How the number begins")] = None,
    from_on: Annotated[Day | None, Query(description="Happened on this day or later")] = None,
    to_on: Annotated[Day | None, Query(description="Happened on this day or earlier")] = None,
    order: Annotated[DeductionOrder, Query(description="By when they were recorded")] = DeductionOrder.NEWEST,
) -> Response:
    wanted = repository.DeductionFilter(
        year=year,
        unit_code=unit_code,
        visit_id=visit_id,
        states=None if state is None else tuple(state),
        rule_code=rule_code,
        category=category,
        is_published=published,
        recorded_by=principal.person_id if mine else None,
        number=search,
        from_on=from_on,
        to_on=to_on,
        order=order,
    )
    rows = await repository.list_deductions(session, sight_of(principal), page, wanted)
    return answer_page(rows)


@router.get(
    "/deduction-summary",
    operation_id="summarise_deductions",
    summary="What each unit has lost in a year so far",
)
async def summarise_deductions(
    session: Reading, principal: DeductionReader, year: Year, class_code: Code | None = None
) -> DeductionSummary:
    return await views.summarise_deductions(session, principal, year, class_code)


@router.get(
    "/deductions/{deduction_id}",
    operation_id="get_deduction",
    summary="A deduction with its history and what the caller may do now",
    responses=problems(NotFound),
)
async def get_deduction(session: Reading, deduction_id: UUID, principal: DeductionReader) -> DeductionView:
    deduction = found(await repository.get_deduction_with_history(session, sight_of(principal), deduction_id))
    return await views.show_deduction(session, deduction, principal)


@router.get(
    "/deductions/{deduction_id}/similar",
    operation_id="list_similar_deductions",
    summary="Records of the unit that may speak of the same matter, the likeliest first",
    responses=problems(NotFound),
)
async def list_similar_deductions(
    session: Reading, deduction_id: UUID, principal: DeductionConfirmer
) -> SimilarDeductions:
    deduction = found(await find_deduction(session, sight_of(principal), deduction_id))
    return await views.show_similar(session, deduction)


@router.get(
    "/deductions/{deduction_id}/unit-history",
    operation_id="get_unit_history",
    summary="What else the unit lost in that year, rule by rule, and the last case under the same rule",
    responses=problems(NotFound),
)
async def get_unit_history(session: Reading, deduction_id: UUID, principal: DeductionReader) -> UnitHistory:
    deduction = found(await find_deduction(session, sight_of(principal), deduction_id))
    return await views.show_unit_history(session, deduction, principal)
