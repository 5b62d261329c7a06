from collections.abc import Sequence

from hengjian.appraisal.classes.names import ClassName
from hengjian.appraisal.classes.repository import name_classes
from hengjian.appraisal.models import Standing
from hengjian.appraisal.permissions import StandingReader
from hengjian.appraisal.standings import repository
from hengjian.appraisal.standings.repository import RankedClass
from hengjian.appraisal.standings.schemas import ClassStandingList, ClassStandingView, StandingView
from hengjian.contracts.codes import Code, Year
from hengjian.kit.data.database import AnySession
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.problems.problems import NotFound, found, problems

router = service_router("/api/v1/appraisal", tag="standings")


async def _show_all(session: AnySession, ranked: Sequence[RankedClass]) -> list[dict[str, object]]:
    """As they are shown, with the names of their classes."""
    names = await name_classes(session, [each.head.class_code for each in ranked])
    return [_show(each, names[each.head.class_code]) for each in ranked]


def _show(ranked: RankedClass, named: ClassName) -> dict[str, object]:
    head = ranked.head
    names = {"class_code": head.class_code, "class_name": named.name, "class_name_en": named.name_en}
    state = {"as_of": head.as_of, "facts_until": head.facts_until, "revision": head.revision}
    return {"year": head.year, **names, "covers": head.covers, **state, "items": ranked.rows}


@router.get(
    "/standings",
    operation_id="list_standings",
    summary="Scores as far as they stand today",
    response_model=FollowedPage[StandingView],
)
async def list_standings(
    session: Reading,
    page: Following,
    principal: StandingReader,
    year: Year | None = None,
    class_code: Code | None = None,
    unit_code: Code | None = None,
) -> FollowedRows[Standing]:
    return await repository.list_standings(
        session, principal.visibility, page, year=year, class_code=class_code, unit_code=unit_code
    )


@router.get(
    "/standings/{year}/classes",
    operation_id="list_class_standings",
    summary="The ranked list of every class today, and what each covers",
    response_model=ClassStandingList,
)
async def list_class_standings(session: Reading, year: Year, principal: StandingReader) -> dict[str, object]:
    return {"items": await _show_all(session, await repository.list_classes(session, principal.visibility, year))}


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
    ranked = found(await repository.get_class(session, principal.visibility, year, class_code))
    (view,) = await _show_all(session, [ranked])
    return view
