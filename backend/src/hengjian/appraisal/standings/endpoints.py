from hengjian.appraisal.classes.repository import name_classes
from hengjian.appraisal.models import Standing
from hengjian.appraisal.permissions import StandingReader
from hengjian.appraisal.standings import repository
from hengjian.appraisal.standings.schemas import ClassStandingView, StandingView
from hengjian.contracts.codes import Code, Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.paging import Page, Paging, Rows
from hengjian.kit.edge.routing import Reading
from hengjian.kit.problems.problems import NotFound, found, problems

router = service_router("/api/v1/appraisal", tag="standings")


@router.get(
    "/standings",
    operation_id="list_standings",
    summary="Scores as far as they stand today",
    response_model=Page[StandingView],
)
async def list_standings(
    session: Reading, page: Paging, principal: StandingReader, year: Year | None = None, class_code: Code | None = None
) -> Rows[Standing]:
    return await repository.list_standings(session, principal.visibility, page, year=year, class_code=class_code)


@router.get(
    "/standings/{year}/classes/{class_code}",
    operation_id="get_class_standing",
    summary="The ranked list of a class today, and what it covers",
    response_model=ClassStandingView,
    responses=problems(NotFound),
)
async def get_class_standing(
    session: Reading, year: Year, class_code: Code, principal: StandingReader
) -> dict[str, object]:
    head, rows = found(await repository.get_class(session, principal.visibility, year, class_code))
    named = (await name_classes(session, [class_code]))[class_code]
    names = {"class_code": class_code, "class_name": named.name, "class_name_en": named.name_en}
    state = {"as_of": head.as_of, "facts_until": head.facts_until, "revision": head.revision}
    return {"year": year, **names, "covers": head.covers, **state, "items": rows}
