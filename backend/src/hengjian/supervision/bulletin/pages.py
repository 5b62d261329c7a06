"""The public bulletin as a page: rendered here, one stylesheet, no script."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from hengjian.kit.caching import Body, PageCache, answer_cacheable
from hengjian.kit.clock import COUNTY_ZONE
from hengjian.kit.language import Language, choose_language
from hengjian.kit.numbers import write_decimal
from hengjian.kit.paging import PageRequest
from hengjian.kit.routing import TransactionalRoute, unmanaged
from hengjian.kit.service import service_of
from hengjian.supervision.bulletin import repository
from hengjian.supervision.bulletin.county import CountyHeading, find_county
from hengjian.supervision.bulletin.words import WORDS
from hengjian.supervision.models import BulletinEntry
from hengjian.supervision.permissions import Anyone

router = APIRouter(prefix="/bulletin", tags=["bulletin"], route_class=TransactionalRoute, include_in_schema=False)

PAGE_SIZE = 50
_HERE = Path(__file__).parent / "templates"
_SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
}
_environment = Environment(
    loader=FileSystemLoader(_HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
)
_template = _environment.get_template("bulletin.html")
_stylesheet = Body.of((_HERE / "style.css").read_bytes())


@dataclass(frozen=True)
class PageFilter:
    """What the reader chose, as the address carries it."""

    month: str
    unit_code: str
    lang: str

    def address(self, **other: str) -> str:
        chosen = {"month": self.month, "unit_code": self.unit_code, "lang": self.lang, **other}
        query = urlencode({name: value for name, value in chosen.items() if value})
        return f"/bulletin/?{query}" if query else "/bulletin/"

    def days(self) -> tuple[date | None, date | None]:
        if not self.month:
            return None, None
        year, month = self.month.split("-")
        return repository.days_of(int(year), int(month))


def months_between(first: date, last: date) -> list[str]:
    """Every month from the first day's to the last day's, newest first, as 2026-03."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    end = last.year * 12 + last.month - 1
    return [f"{(end - back) // 12}-{(end - back) % 12 + 1:02d}" for back in range(count)]


def write_points(points: Decimal) -> str:
    """The amount without its sign; the words beside it say whether it was deducted or restored."""
    return write_decimal(abs(points))


@router.get("/", operation_id="show_bulletin")
@unmanaged
async def show_bulletin(
    request: Request,
    principal: Anyone,
    month: Annotated[str, Query(pattern=r"^(20\d\d-(0[1-9]|1[0-2]))?$")] = "",
    unit_code: Annotated[str, Query(max_length=40)] = "",
    lang: Annotated[str, Query(pattern="^(zh|en)?$")] = "",
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> Response:
    language: Language = choose_language(lang or request.headers.get("accept-language"))
    chosen = PageFilter(month, unit_code, lang)
    pages: PageCache = request.app.state.bulletin_pages
    page = PageRequest(cursor, PAGE_SIZE, None, chosen.address())
    county = await find_county(request)
    body = await pages.get(
        service_of(request).database,
        f"{language} {county} {cursor} {chosen}",
        lambda: _render(request, language, county, chosen, page),
    )
    return answer_cacheable(request, body, "text/html; charset=utf-8", _SECURITY)


async def _render(
    request: Request, language: Language, county: CountyHeading, chosen: PageFilter, page: PageRequest
) -> bytes:
    async with service_of(request).database.read_session() as session:
        wanted = repository.BulletinFilter(*chosen.days(), chosen.unit_code or None)
        rows = await repository.list_entries(session, page, wanted)
        span = await repository.find_span(session)
        units = await repository.list_units(session)
    return _template.render(
        words=WORDS[language],
        language=language,
        county=county,
        chosen=chosen,
        is_first_page=page.cursor is None,
        months=months_between(span.first_on, span.last_on) if span else [],
        units=units,
        latest=span.published_at.astimezone(COUNTY_ZONE) if span else None,
        entries=[_describe(entry, language) for entry in rows.items],
        older=rows.next,
    ).encode()


def _describe(entry: BulletinEntry, language: Language) -> dict[str, object]:
    words = WORDS[language]
    return {
        "number": entry.number,
        "unit_name": entry.unit_name,
        "rule_title": entry.rule_title_en if language == "en" else entry.rule_title,
        "points": write_points(entry.points),
        "unit_of_points": words.point if abs(entry.points) == 1 else words.points,
        "occurred_on": entry.occurred_on.isoformat(),
        "is_revoked": entry.state == "revoked",
        "reason": entry.revoked_reason,
        "reverses": entry.reverses,
        "reversed_by": entry.reversed_by,
    }


@router.get("/style.css", operation_id="show_bulletin_style")
@unmanaged
async def show_bulletin_style(request: Request, principal: Anyone) -> Response:
    return answer_cacheable(request, _stylesheet, "text/css; charset=utf-8", {})
