"""The map of a year or a month: one drawing of the townships, one of the county town, and the same data as a table."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from hengjian.kit.data.database import ReadSession
from hengjian.kit.edge.routing import TransactionalRoute
from hengjian.supervision.bulletin import repository
from hengjian.supervision.bulletin.county import CountyHeading
from hengjian.supervision.bulletin.mapping import draw_map
from hengjian.supervision.bulletin.pages import Language, answer_page, months_between
from hengjian.supervision.bulletin.rendering import HOME, Asked, render
from hengjian.supervision.permissions import Anyone

router = APIRouter(prefix="/bulletin", tags=["bulletin"], route_class=TransactionalRoute, include_in_schema=False)

Period = Annotated[str, Query(pattern=r"^(20\d\d(-(0[1-9]|1[0-2]))?)?$")]


@router.get("/map", operation_id="show_bulletin_map")
async def show_map(request: Request, _: Anyone, period: Period = "", lang: Language = "") -> Response:
    asked = Asked.of(request, lang, f"{HOME}map", period=period)

    async def make(session: ReadSession, county: CountyHeading) -> bytes:
        span = await repository.find_span(session, of_deductions=True)
        months = months_between(span.first_on, span.last_on) if span else []
        years = sorted({month[:4] for month in months}, reverse=True)
        chosen = period or (years[0] if years else "")
        year, _, month = chosen.partition("-")
        days = repository.days_of(int(year) if year else None, int(month) if month else None)
        units = await repository.sum_units(session, *days)
        return render(
            "map.html",
            asked,
            county,
            chosen=chosen,
            periods=[*years, *months],
            units=units,
            townships=draw_map([unit for unit in units if unit.kind == "township"]),
            town=draw_map([unit for unit in units if unit.kind != "township"]),
        )

    return await answer_page(request, asked, make)
