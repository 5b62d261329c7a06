"""A year of the bulletin as files, each beside a list that says what every column means."""

import csv
import io
import zipfile
from collections.abc import Callable
from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Path, Request, Response
from pydantic import TypeAdapter

from hengjian.contracts.codes import Year
from hengjian.kit.answers.caching import answer_publicly
from hengjian.kit.data.database import ReadSession
from hengjian.kit.edge.routing import Reading, TransactionalRoute
from hengjian.kit.exchange.attachments import disposition
from hengjian.supervision.bulletin import repository
from hengjian.supervision.bulletin.county import CountyHeading
from hengjian.supervision.bulletin.pages import Language, answer_page
from hengjian.supervision.bulletin.rendering import HOME, SECURITY, Asked, render
from hengjian.supervision.bulletin.schemas import BulletinEntryView
from hengjian.supervision.bulletin.words import COLUMNS, WORDS
from hengjian.supervision.permissions import Anyone

router = APIRouter(prefix="/bulletin", tags=["bulletin"], route_class=TransactionalRoute, include_in_schema=False)

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ALWAYS_THE_SAME_TIME = (1980, 1, 1, 0, 0, 0)
"""Of the members of an archive, so that the same entries give the same bytes."""

_entries = TypeAdapter(list[BulletinEntryView])


def write_csv(entries: list[BulletinEntryView]) -> bytes:
    """Readable by Excel as it is: UTF-8 with its mark, and no text that a spreadsheet would run as a formula."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    columns = list(BulletinEntryView.model_fields)
    writer.writerow(columns)
    for entry in entries:
        row = entry.model_dump(mode="json")
        writer.writerow([_write_cell(name, row[name]) for name in columns])
    return sheet.getvalue().encode("utf-8-sig")


def _write_cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "; ".join(map(_write_picture, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if name != "points" and text.startswith(_STARTS_A_FORMULA) else text


def _write_picture(picture: dict[str, Any]) -> str:
    if "address" in picture:
        return str(picture["address"])
    return f"{picture['withdrawn_on']} {picture['withdrawn_reason']}"


def write_readme() -> str:
    """What every column means, in both languages."""
    parts = []
    for language in ("zh", "en"):
        words = WORDS[language]
        columns = [f"{name}\n    {COLUMNS[name][language]}" for name in BulletinEntryView.model_fields]
        parts.append("\n\n".join([words.title, words.columns_introduction, *columns, words.privacy]))
    return "\n\n----\n\n".join(parts) + "\n"


def write_schema() -> bytes:
    """JSON Schema of the JSON file, each property with its meaning."""
    schema = _entries.json_schema(mode="serialization")
    for name, described in schema["$defs"]["BulletinEntryView"]["properties"].items():
        described["description"] = COLUMNS[name]["en"]
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": WORDS["en"].title, **schema}
    return orjson.dumps(document, option=orjson.OPT_INDENT_2)


def write_archive(entries: list[BulletinEntryView]) -> bytes:
    members = {
        "README.txt": write_readme().encode(),
        "entries.csv": write_csv(entries),
        "entries.json": _entries.dump_json(entries),
        "entries.schema.json": write_schema(),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, _ALWAYS_THE_SAME_TIME), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


_WRITERS: dict[str, tuple[str, Callable[[list[BulletinEntryView]], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", write_csv),
    "json": ("application/json", _entries.dump_json),
    "zip": ("application/zip", write_archive),
}


@router.get("/entries-{year}.{form}", operation_id="download_bulletin_year")
async def download_year(
    session: Reading, _: Anyone, year: Annotated[Year, Path()], form: Literal["csv", "json", "zip"]
) -> Response:
    media_type, write = _WRITERS[form]
    rows = await repository.list_year(session, year)
    content = write(_entries.validate_python(rows, from_attributes=True))
    attached = {"Content-Disposition": disposition(f"bulletin-{year}.{form}")}
    return answer_publicly(content, media_type, {**SECURITY, **attached})


@router.get("/entries.schema.json", operation_id="show_bulletin_schema")
async def show_schema(_: Anyone) -> Response:
    return answer_publicly(write_schema(), "application/schema+json", SECURITY)


@router.get("/columns", operation_id="show_bulletin_columns")
async def show_columns(request: Request, _: Anyone, lang: Language = "") -> Response:
    asked = Asked.of(request, lang, f"{HOME}columns")
    columns = [(name, COLUMNS[name][asked.language]) for name in BulletinEntryView.model_fields]

    async def make(_: ReadSession, county: CountyHeading) -> bytes:
        return render("columns.html", asked, county, columns=columns)

    return await answer_page(request, asked, make)
