from typing import Annotated

from fastapi import Query, Response
from pydantic import TypeAdapter

from hengjian.contracts.codes import Code, Month, Year
from hengjian.kit.answers.caching import answer_publicly
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading
from hengjian.kit.following.changes import FollowedPage, Following
from hengjian.kit.problems.problems import problems
from hengjian.supervision.bulletin import repository
from hengjian.supervision.bulletin.errors import MonthNeedsYear
from hengjian.supervision.bulletin.schemas import BulletinEntryView
from hengjian.supervision.permissions import Anyone

router = service_router("/api/v1/supervision", tag="bulletin")

_page = TypeAdapter(FollowedPage[BulletinEntryView])


@router.get(
    "/bulletin",
    operation_id="list_bulletin",
    summary="Published deductions and reversals, newest first; open to everybody",
    response_model=FollowedPage[BulletinEntryView],
    responses=problems(MonthNeedsYear),
)
async def list_bulletin(
    session: Reading,
    page: Following,
    _: Anyone,
    year: Year | None = None,
    month: Month | None = None,
    unit_code: Code | None = None,
    q: Annotated[str | None, Query(max_length=60, description="Words that stand in the entry, or its number")] = None,
) -> Response:
    if month is not None and year is None:
        raise MonthNeedsYear
    wanted = repository.BulletinFilter(*repository.days_of(year, month), unit_code, q)
    rows = await repository.follow_entries(session, page, wanted)
    body = _page.dump_json(_page.validate_python(rows, from_attributes=True))
    return answer_publicly(body, "application/json")
