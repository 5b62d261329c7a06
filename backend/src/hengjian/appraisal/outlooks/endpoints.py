"""How far a subject is from its neighbours and what would move it; how near the places of a class are."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request
from pydantic import Field

from hengjian.appraisal.outlooks import service
from hengjian.appraisal.outlooks.nearness import DEFAULT_MARGIN, Ranked
from hengjian.appraisal.outlooks.schemas import ClassSensitivityList, ClassSensitivityView, OutlookView, SensitivityView
from hengjian.appraisal.outlooks.service import KeptOutlooks
from hengjian.appraisal.outlooks.views import tell_class_nearness, tell_nearness
from hengjian.appraisal.permissions import ResultReader, StandingReader
from hengjian.appraisal.results.reading import find_explainable, find_whole_ranking, list_visible_lines
from hengjian.appraisal.standings import repository as standings
from hengjian.appraisal.standings.current import Current
from hengjian.contracts.codes import Code, Year
from hengjian.kit.data.decimals import DecimalString
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading
from hengjian.kit.problems.problems import NotFound, found, problems

router = service_router("/api/v1/appraisal", tag="why")

Margin = Annotated[DecimalString, Query(description="How far apart two places still count as near"), Field(ge=0)]


async def _kept_outlooks(request: Request) -> KeptOutlooks:
    kept: KeptOutlooks = request.app.state.kept_outlooks
    return kept


@router.get(
    "/standings/{year}/units/{unit_code}/outlook",
    operation_id="foresee_standing",
    summary="A unit's distance to its neighbours today, and what would move it a place",
    responses=problems(NotFound),
)
async def foresee_standing(
    session: Reading,
    year: Year,
    unit_code: Code,
    principal: StandingReader,
    classes: Current,
    kept: Annotated[KeptOutlooks, Depends(_kept_outlooks)],
) -> OutlookView:
    own = found(await standings.get_own_standing(session, principal.visibility, year, unit_code))
    names = await standings.list_visible_names(session, principal.visibility, year, own.row.class_code)
    return await service.foresee_today(session, own, names, classes, kept)


@router.get(
    "/standings/{year}/classes/{class_code}/sensitivity",
    operation_id="measure_class_standing",
    summary="Adjacent places of a class today that are within a margin",
    responses=problems(NotFound),
)
async def measure_class_standing(
    session: Reading, year: Year, class_code: Code, principal: StandingReader, margin: Margin = DEFAULT_MARGIN
) -> SensitivityView:
    ranked = found(await standings.get_class(session, principal.visibility, year, class_code))
    return tell_class_nearness(ranked.rows, margin)


@router.get(
    "/standings/{year}/sensitivity",
    operation_id="measure_class_standings",
    summary="Adjacent places of every class today that are within a margin",
)
async def measure_class_standings(
    session: Reading, year: Year, principal: StandingReader, margin: Margin = DEFAULT_MARGIN
) -> ClassSensitivityList:
    ranked = await standings.list_classes(session, principal.visibility, year)
    measured = [(each.head.class_code, tell_class_nearness(each.rows, margin)) for each in ranked]
    items = [ClassSensitivityView(class_code=code, **dict(nearness)) for code, nearness in measured]
    return ClassSensitivityList(items=items)


@router.get(
    "/results/{result_id}/subjects/{subject_code}/outlook",
    operation_id="foresee_result",
    summary="A subject's distance to its neighbours, and what would have moved it a place or a tier",
    responses=problems(NotFound),
)
async def foresee_result(session: Reading, result_id: UUID, subject_code: Code, principal: ResultReader) -> OutlookView:
    judged = await find_explainable(session, principal, result_id, subject_code)
    names = {other.subject_code: other.name for other in list_visible_lines(principal, judged.result)}
    return await service.foresee_result(judged, names)


@router.get(
    "/results/{result_id}/sensitivity",
    operation_id="measure_result",
    summary="Adjacent places of a result that are within a margin",
    responses=problems(NotFound),
)
async def measure_result(
    session: Reading, result_id: UUID, principal: ResultReader, margin: Margin = DEFAULT_MARGIN
) -> SensitivityView:
    lines = await find_whole_ranking(session, principal, result_id)
    ranking = [Ranked(line.subject_code, line.total, line.rank, line.tier) for line in lines if line.rank is not None]
    return tell_nearness(ranking, {line.subject_code: line.name for line in lines}, margin)
