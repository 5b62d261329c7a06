"""The public page of seals: every sealed digest and the county's keys, so that a forger's key is seen."""

from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from hengjian.appraisal.permissions import Anyone
from hengjian.appraisal.seals import repository, service
from hengjian.appraisal.seals.statement import fingerprint_of
from hengjian.appraisal.seals.words import WORDS
from hengjian.kit.answers.caching import answer_publicly
from hengjian.kit.edge.paging import PageRequest
from hengjian.kit.edge.routing import Reading, TransactionalRoute
from hengjian.kit.language import Language, choose_language
from hengjian.kit.rehearsing import SENTENCE, is_rehearsing

router = APIRouter(prefix="/seals", tags=["seals"], route_class=TransactionalRoute, include_in_schema=False)

PAGE_SIZE = 50
_SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src data:; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
}
_HERE = Path(__file__).parent / "templates"
_environment = Environment(
    loader=FileSystemLoader(_HERE),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)
_template = _environment.get_template("seals.html")
_stylesheet = (_HERE / "style.css").read_bytes()


@router.get("", operation_id="find_seals")
async def find_seals(_: Anyone) -> Response:
    """To the page, without a word of the host that the caller named."""
    return Response(status_code=308, headers={"Location": "/seals/"})


@router.get("/", operation_id="show_seals")
async def show_seals(
    session: Reading,
    request: Request,
    _: Anyone,
    lang: Annotated[str, Query(pattern="^(zh|en)?$")] = "",
    kind: Literal["unit", "cadre"] = "unit",
    cursor: Annotated[str | None, Query(max_length=500)] = None,
) -> Response:
    language: Language = choose_language(lang or request.headers.get("accept-language"))
    address = f"/seals/?lang={lang}&kind={kind}" if lang else f"/seals/?kind={kind}"
    rows = await repository.list_seals(session, PageRequest(cursor, PAGE_SIZE, address), kind)
    keys = await repository.list_keys(session)
    views = [service.show_publicly(row) for row in rows.items]
    body = _template.render(
        words=WORDS[language],
        rehearsal=SENTENCE if is_rehearsing() else None,
        language=language,
        seals=views,
        keys={fingerprint_of(key): key for key in keys},
        kind=kind,
        asked=f"lang={lang}&" if lang else "",
        older=rows.next,
    )
    return answer_publicly(body.encode(), "text/html; charset=utf-8", _SECURITY)


@router.get("/style.css", operation_id="show_seals_style")
async def show_seals_style(_: Anyone) -> Response:
    return answer_publicly(_stylesheet, "text/css; charset=utf-8")
