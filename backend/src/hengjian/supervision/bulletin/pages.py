"""The public bulletin as pages: rendered here, one stylesheet, no script."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from hengjian.kit.answers.caching import answer_publicly
from hengjian.kit.data.database import ReadSession
from hengjian.kit.edge.paging import PageRequest
from hengjian.kit.edge.routing import TransactionalRoute
from hengjian.kit.edge.service import service_of
from hengjian.kit.time.clock import COUNTY_ZONE
from hengjian.supervision.bulletin import repository
from hengjian.supervision.bulletin.county import CountyHeading, find_county
from hengjian.supervision.bulletin.rendering import (
    HOME,
    SECURITY,
    Asked,
    answer_missing,
    describe_entry,
    render,
    stylesheet,
)  # fmt: skip
from hengjian.supervision.permissions import Anyone

router = APIRouter(prefix="/bulletin", tags=["bulletin"], route_class=TransactionalRoute, include_in_schema=False)

PAGE_SIZE = 50
FEED_SIZE = 50

Language = Annotated[str, Query(alias="lang", pattern="^(zh|en)?$")]
Cursor = Annotated[str | None, Query(max_length=500)]
Chosen = Annotated[str, Query(max_length=40)]
MonthChosen = Annotated[str, Query(pattern=r"^(20\d\d-(0[1-9]|1[0-2]))?$")]
Words = Annotated[str, Query(max_length=60)]

_Making = Callable[[ReadSession, CountyHeading], Awaitable[bytes | None]]


def months_between(first: date, last: date) -> list[str]:
    """Every month from the first day's to the last day's, newest first, as 2026-03."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    end = last.year * 12 + last.month - 1
    return [f"{(end - back) // 12}-{(end - back) % 12 + 1:02d}" for back in range(count)]


async def answer_page(
    request: Request, asked: Asked, make: _Making, media_type: str = "text/html; charset=utf-8"
) -> Response:
    """The page; where there is nothing to show, a page that says so, with 404."""
    county = await find_county(request)
    async with service_of(request).database.read_session() as session:
        content = await make(session, county)
    if content is None:
        return answer_missing(asked, county)
    return answer_publicly(content, media_type, SECURITY)


@router.get("", operation_id="find_bulletin")
async def find_bulletin(_: Anyone) -> Response:
    """To the page, without a word of the host that the caller named."""
    return Response(status_code=308, headers={"Location": "/bulletin/"})


@router.get("/", operation_id="show_bulletin")
async def show_bulletin(
    request: Request,
    _: Anyone,
    month: MonthChosen = "",
    unit_code: Chosen = "",
    q: Words = "",
    lang: Language = "",
    cursor: Cursor = None,
) -> Response:
    asked = Asked.of(request, lang, HOME, month=month, unit_code=unit_code, q=q)
    year, number = month.split("-") if month else (None, None)
    days = repository.days_of(int(year) if year else None, int(number) if number else None)
    wanted = repository.BulletinFilter(*days, unit_code or None, q)

    async def make(session: ReadSession, county: CountyHeading) -> bytes:
        rows = await repository.list_entries(session, PageRequest(cursor, PAGE_SIZE, asked.again()), wanted)
        span = await repository.find_span(session)
        return render(
            "list.html",
            asked,
            county,
            is_first_page=cursor is None,
            months=months_between(span.first_on, span.last_on) if span else [],
            units=await repository.list_units(session),
            latest=span.published_at.astimezone(COUNTY_ZONE) if span else None,
            entries=[describe_entry(entry, asked.language) for entry in rows.items],
            older=rows.next,
        )

    return await answer_page(request, asked, make)


@router.get("/units/{unit_code}", operation_id="show_unit_in_bulletin")
async def show_unit(
    request: Request, _: Anyone, unit_code: str, lang: Language = "", cursor: Cursor = None
) -> Response:
    asked = Asked.of(request, lang, f"{HOME}units/{unit_code}")

    async def make(session: ReadSession, county: CountyHeading) -> bytes | None:
        name = await repository.find_unit_name(session, unit_code)
        if name is None:
            return None
        page = PageRequest(cursor, PAGE_SIZE, asked.again())
        rows = await repository.list_entries(session, page, repository.BulletinFilter(unit_code=unit_code))
        return render(
            "unit.html",
            asked,
            county,
            unit_name=name,
            unit_code=unit_code,
            is_first_page=cursor is None,
            months=await repository.sum_months(session, unit_code),
            entries=[describe_entry(entry, asked.language) for entry in rows.items],
            older=rows.next,
        )

    return await answer_page(request, asked, make)


@router.get("/entries/{number}", operation_id="show_bulletin_entry")
async def show_entry(request: Request, _: Anyone, number: str, lang: Language = "") -> Response:
    asked = Asked.of(request, lang, f"{HOME}entries/{number}")

    async def make(session: ReadSession, county: CountyHeading) -> bytes | None:
        entry = await repository.get_entry(session, number)
        if entry is None:
            return None
        return render("entry.html", asked, county, entry=describe_entry(entry, asked.language))

    return await answer_page(request, asked, make)


@router.get("/archive", operation_id="show_bulletin_archive")
async def show_archive(request: Request, _: Anyone, lang: Language = "") -> Response:
    asked = Asked.of(request, lang, f"{HOME}archive")

    async def make(session: ReadSession, county: CountyHeading) -> bytes:
        months = await repository.sum_months(session)
        years = sorted({month.month[:4] for month in months}, reverse=True)
        return render("archive.html", asked, county, months=months, years=years)

    return await answer_page(request, asked, make)


@router.get("/feed.atom", operation_id="show_bulletin_feed")
async def show_feed(request: Request, _: Anyone, lang: Language = "") -> Response:
    asked = Asked.of(request, lang, f"{HOME}feed.atom")

    async def make(session: ReadSession, county: CountyHeading) -> bytes:
        latest = await repository.list_latest(session, FEED_SIZE)
        return render("feed.xml", asked, county, entries=[describe_entry(entry, asked.language) for entry in latest])

    return await answer_page(request, asked, make, "application/atom+xml; charset=utf-8")


@router.get("/style.css", operation_id="show_bulletin_style")
async def show_bulletin_style(_: Anyone) -> Response:
    return answer_publicly(stylesheet, "text/css; charset=utf-8")
