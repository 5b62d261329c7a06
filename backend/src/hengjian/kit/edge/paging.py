"""Lists: keyset pages that stay stable under inserts and flat in time, however long the table."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import takewhile
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

import orjson
from fastapi import Depends, Query, Request
from pydantic import BaseModel
from sqlalchemy import ColumnElement, FromClause, Select, and_, inspect, or_, select, true, tuple_, union
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import URL

from hengjian.kit.edge.problems import Problem

T = TypeVar("T")


class BadCursor(Problem):
    status, code, zh, en = (
        400,
        "bad_cursor",
        "翻页标记无效，请从第一页重新开始。",
        "The cursor is not valid; start from the first page.",
    )


class Page(BaseModel, Generic[T]):
    """``next`` is the address of the following page, or null on the last."""

    items: list[T]
    next: str | None


@dataclass(frozen=True)
class Rows(Generic[T]):
    """A page before it is written out; routes declare ``response_model=Page[...]``."""

    items: list[T]
    next: str | None


@dataclass(frozen=True)
class PageRequest:
    """``address`` is the path and query that were asked for, to which the next page adds its cursor."""

    cursor: str | None
    limit: int
    updated_since: datetime | None
    address: str


async def _page_request(
    request: Request,
    cursor: Annotated[str | None, Query(max_length=500, description="From the `next` of the page before")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    updated_since: Annotated[datetime | None, Query(description="Only what changed at or after this moment")] = None,
) -> PageRequest:
    address = f"{request.scope['path']}?{request.scope['query_string'].decode('latin-1')}"
    return PageRequest(cursor, limit, updated_since, address)


Paging = Annotated[PageRequest, Depends(_page_request)]


@dataclass(frozen=True)
class SortKey:
    """One column of an order. The last key of an order must be unique, so that no row is skipped or repeated."""

    column: Any
    descending: bool = False


def _encode(values: Sequence[Any]) -> str:
    return base64.urlsafe_b64encode(orjson.dumps([_tagged(v) for v in values])).decode().rstrip("=")


def _tagged(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, Decimal):
        return {"n": format(value, "f")}
    if isinstance(value, UUID):
        return {"u": str(value)}
    return value


_READERS: dict[str, Callable[[str], Any]] = {
    "t": datetime.fromisoformat,
    "d": date.fromisoformat,
    "n": Decimal,
    "u": UUID,
}


def _untagged(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    [(kind, content)] = value.items()
    return _READERS[kind](content)


def _decode(cursor: str, count: int) -> list[Any]:
    try:
        values = [_untagged(v) for v in orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))]
    except (ValueError, KeyError, TypeError, ArithmeticError, binascii.Error) as error:
        raise BadCursor from error
    if len(values) != count or any(isinstance(v, (list, dict)) for v in values):
        raise BadCursor
    return values


def _after(order: Sequence[SortKey], values: Sequence[Any]) -> ColumnElement[bool]:
    """Rows that come after the given sort values.

    Keys that sort the same way are compared as one row: an index then starts at that row, where alternatives joined by
    OR would make it read all that come before.
    """
    same = list(takewhile(lambda key: key.descending == order[0].descending, order))
    row, found = tuple_(*(key.column for key in same)), tuple_(*values[: len(same)])
    beyond = row < found if order[0].descending else row > found
    if len(same) == len(order):
        return beyond
    return or_(beyond, and_(row == found, _after(order[len(same) :], values[len(same) :])))


async def fetch_page(
    session: AsyncSession, statement: Select[Any], order: Sequence[SortKey], page: PageRequest
) -> Rows[Any]:
    """One page of the statement's entities (its first column) in the order given."""
    paged = _one_more(statement.add_columns(*(key.column for key in order)), order, page)
    return _page_of((await session.execute(paged)).all(), order, page)


@dataclass(frozen=True)
class Slices:
    """Values of a column by which a way is followed piece by piece: ``values`` has them in its only column.

    ``condition`` is one more that may ask which piece it is.
    """

    column: Any
    values: FromClause
    condition: ColumnElement[bool] = field(default_factory=true)


@dataclass(frozen=True)
class Way:
    """One of the alternatives of which a row must meet one, followed as a whole or slice by slice."""

    condition: ColumnElement[bool]
    slices: Slices | None = None


async def fetch_merged_page(
    session: AsyncSession, entity: Any, ways: Sequence[Way], order: Sequence[SortKey], page: PageRequest
) -> Rows[Any]:
    """One page of what meets at least one of ``ways``.

    Alternatives joined by OR are served by no index: the database would read the whole history in the order of the
    list. So the page of each way is found by itself, by the index of that way, and the pages are merged. A way that is
    served by an index on another column first, such as the month, is cut into slices of that column.
    """
    keys = [key.column for key in order]
    pages = [_follow(way, order, page) for way in ways]
    seen = (union(*pages) if len(pages) > 1 else pages[0]).subquery("seen")
    places = [replace(key, column=column) for key, column in zip(order, seen.c, strict=True)]
    table = inspect(keys[-1]).parent.local_table
    merged = select(entity, *seen.c).select_from(seen.join(table, keys[-1] == places[-1].column))
    return _page_of((await session.execute(_in_order(merged, places, page.limit))).all(), order, page)


def _follow(way: Way, order: Sequence[SortKey], page: PageRequest) -> Select[Any]:
    rows, slices = select(*(key.column for key in order)).where(way.condition), way.slices
    if slices is None:
        return _one_more(rows, order, page)
    [value] = slices.values.c
    piece = _one_more(rows.where(slices.column == value, slices.condition), order, page).lateral()
    places = [replace(key, column=column) for key, column in zip(order, piece.c, strict=True)]
    return _in_order(select(*piece.c).select_from(slices.values.join(piece, true())), places, page.limit)


def _one_more(statement: Select[Any], order: Sequence[SortKey], page: PageRequest) -> Select[Any]:
    """The page with one row beyond it, which tells whether another page follows."""
    if page.cursor is not None:
        statement = statement.where(_after(order, _decode(page.cursor, len(order))))
    return _in_order(statement, order, page.limit)


def _in_order(statement: Select[Any], order: Sequence[SortKey], limit: int) -> Select[Any]:
    sorting = (key.column.desc() if key.descending else key.column.asc() for key in order)
    return statement.order_by(*sorting).limit(limit + 1)


def _page_of(rows: Sequence[Any], order: Sequence[SortKey], page: PageRequest) -> Rows[Any]:
    link = None
    if len(rows) > page.limit:
        cursor = _encode(list(rows[page.limit - 1])[-len(order) :])
        link = str(URL(page.address).include_query_params(cursor=cursor, limit=page.limit))
    return Rows([row[0] for row in rows[: page.limit]], link)
