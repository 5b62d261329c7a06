"""How far a subject is from its neighbours and what would move it; how near the places of a class are."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field

from hengjian.appraisal.models import Scheme
from hengjian.appraisal.permissions import ResultReader, StandingReader
from hengjian.appraisal.results import policy
from hengjian.appraisal.results import repository as results
from hengjian.appraisal.standings import repository as standings
from hengjian.appraisal.why import service
from hengjian.appraisal.why.nearness import DEFAULT_MARGIN, Ranked
from hengjian.appraisal.why.schemas import OutlookView, SensitivityView
from hengjian.appraisal.why.telling import tell_nearness
from hengjian.contracts.codes import Code, Year
from hengjian.kit.data.decimals import DecimalString
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.problems import NotFound, found, problems
from hengjian.kit.edge.routing import Reading

router = service_router("/api/v1/appraisal", tag="why")

Margin = Annotated[DecimalString, Query(description="How far apart two places still count as near"), Field(ge=0)]


@router.get(
    "/standings/{year}/units/{unit_code}/outlook",
    operation_id="foresee_standing",
    summary="A unit's distance to its neighbours today, and what would move it a place",
    responses=problems(NotFound),
)
async def foresee_standing(session: Reading, year: Year, unit_code: Code, principal: StandingReader) -> OutlookView:
    row = found(await standings.get_own_standing(session, principal.visibility, year, unit_code))
    scheme = found(await standings.scheme_of_class(session, year, row.class_code))
    _, ranking = found(await standings.get_class(session, principal.visibility, year, row.class_code))
    names = {line.subject_code: line.name for line in ranking}
    return await service.foresee_today(session, scheme, row, names)


@router.get(
    "/standings/{year}/classes/{class_code}/sensitivity",
    operation_id="measure_class_standing",
    summary="Adjacent places of a class today that are within a margin",
    responses=problems(NotFound),
)
async def measure_class_standing(
    session: Reading, year: Year, class_code: Code, principal: StandingReader, margin: Margin = DEFAULT_MARGIN
) -> SensitivityView:
    _, rows = found(await standings.get_class(session, principal.visibility, year, class_code))
    ranking = [
        Ranked(row.subject_code, row.total, row.rank, None)
        for row in rows
        if row.total is not None and row.rank is not None
    ]
    return tell_nearness(ranking, {row.subject_code: row.name for row in rows}, margin)


@router.get(
    "/results/{result_id}/subjects/{subject_code}/outlook",
    operation_id="foresee_result",
    summary="A subject's distance to its neighbours, and what would have moved it a place or a tier",
    responses=problems(NotFound),
)
async def foresee_result(session: Reading, result_id: UUID, subject_code: Code, principal: ResultReader) -> OutlookView:
    row = found(await results.get_result(session, principal, result_id))
    line = found(next((line for line in row.lines if line.subject_code == subject_code), None))
    if not policy.may_see_detail(principal, row, line):
        raise NotFound
    scheme = found(await session.get(Scheme, row.scheme_id))
    names = {other.subject_code: other.name for other in policy.visible_lines(principal, row)}
    return await service.foresee_result(scheme, row, line, names)


@router.get(
    "/results/{result_id}/sensitivity",
    operation_id="measure_result",
    summary="Adjacent places of a result that are within a margin",
    responses=problems(NotFound),
)
async def measure_result(
    session: Reading, result_id: UUID, principal: ResultReader, margin: Margin = DEFAULT_MARGIN
) -> SensitivityView:
    row = found(await results.get_result(session, principal, result_id))
    lines = policy.visible_lines(principal, row)
    if len(lines) < len(row.lines):
        # Who sees one line of a ranking may not learn how near the others stand.
        raise NotFound
    ranking = [Ranked(line.subject_code, line.total, line.rank, line.tier) for line in lines if line.rank is not None]
    return tell_nearness(ranking, {line.subject_code: line.name for line in lines}, margin)
