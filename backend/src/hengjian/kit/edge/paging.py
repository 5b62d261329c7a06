"""Lists: keyset pages that stay stable under inserts and flat in time, however long the table."""

import base64
import binascii
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import takewhile
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

import orjson
from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel
from sqlalchemy import (
    ColumnElement,
    FromClause,
    Numeric,
    Select,
    Text,
    Uuid,
    and_,
    bindparam,
    cast,
    func,
    or_,
    select,
    true,
    tuple_,
    union,
)
from sqlalchemy.orm import InstrumentedAttribute

from hengjian.kit.data.database import AnySession
from hengjian.kit.data.entity_rows import Path, columns_of, load_related, make_entities
from hengjian.kit.data.json import write_answer
from hengjian.kit.data.statements import Parameters, Row, Statement
from hengjian.kit.problems.problems import Problem

T = TypeVar("T")
Shown = TypeVar("Shown")


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

    def with_items(self, items: list[Shown]) -> "Rows[Shown]":
        """The page as it is shown, row for row."""
        return Rows(items, self.next)


@dataclass(frozen=True)
class PageRequest:
    """``address`` is the path and query that were asked for, to which the next page adds its cursor.

    ``counts`` asks how many rows there are on all pages together.
    """

    cursor: str | None
    limit: int
    address: str
    counts: bool = False


Cursor = Annotated[str | None, Query(max_length=500, description="From the `next` of the page before")]
Limit = Annotated[int, Query(ge=1, le=200)]
Count = Annotated[bool, Query(description="Also tell in `Total-Count` how many rows there are in all")]

MOST_COUNTED = 10_000
"""Nobody works through more than that; counting it all would grow with the history."""


async def _page_request(
    request: Request,
    cursor: Cursor = None,
    limit: Limit = 50,
    count: Count = False,
) -> PageRequest:
    return PageRequest(cursor, limit, asked_address(request), count)


def asked_address(request: Request) -> str:
    return f"{request.scope['path']}?{request.scope['query_string'].decode('latin-1')}"


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


def _after_cursor(order: Sequence[SortKey], page: PageRequest) -> Sequence[Any] | None:
    return None if page.cursor is None else _decode(page.cursor, len(order))


@dataclass(frozen=True)
class Slices:
    """Values of a column by which a way is followed piece by piece: ``values`` has them in its only column.

    ``condition`` is one more that may ask which piece it is. Where ``is_ordered``, the pieces are spans of the first
    sort key, named by their lowest value and given in the order of a list that descends: what comes after the piece
    with which the page is full stays unread, and so does what came before the cursor's.
    """

    column: Any
    values: FromClause
    condition: ColumnElement[bool] = field(default_factory=true)
    is_ordered: bool = False


@dataclass(frozen=True)
class Way:
    """One of the alternatives of which a row must meet one, followed as a whole or slice by slice."""

    condition: ColumnElement[bool]
    slices: Slices | None = None


@dataclass(frozen=True)
class Place:
    """Which page a statement is made for; the values of the cursor are bound when it runs."""

    limit: int
    is_first: bool

    @classmethod
    def of(cls, page: PageRequest) -> "Place":
        return cls(page.limit, page.cursor is None)


async def fetch_page(
    session: AnySession,
    statement: Select[T],
    order: Sequence[SortKey],
    page: PageRequest,
    *,
    ways: Sequence[Way] = (),
    related: Sequence[Path] = (),
    without: Sequence[InstrumentedAttribute[Any]] = (),
) -> Rows[T]:
    """One page of the statement's entities in the order given; with ``ways``, of those that meet at least one of them.

    ``related`` are the relations that are read with them, ``without`` the columns that stay unread.
    """
    [described] = statement.column_descriptions
    columns = statement.with_only_columns(*columns_of(described["entity"], without))
    await count_rows(session, columns, ways, order, page)
    rows = await read_page(session, list_by(columns, ways, order, Place.of(page)), order, page)
    entities: list[T] = make_entities(described["entity"], rows.items)
    for path in related:
        await load_related(session, entities, path)
    return Rows(entities, rows.next)


def list_by(statement: Select[Any], ways: Sequence[Way], order: Sequence[SortKey], place: Place) -> Statement:
    """A page of what the statement selects and at least one of ``ways``, if any, leads to; for :func:`read_page`."""
    keys = [key.column for key in order]
    after = None if place.is_first else [bindparam(f"after_{n}", type_=key.type) for n, key in enumerate(keys)]
    if len(ways) > 1 or any(way.slices for way in ways):
        return Statement(_merged(statement, ways, order, place.limit, after))
    labelled = [key.label(f"key_{n}") for n, key in enumerate(keys)]
    selected = statement.add_columns(*labelled).where(*(way.condition for way in ways))
    return Statement(_one_more(selected, order, place.limit, after))


def _merged(
    statement: Select[Any],
    ways: Sequence[Way],
    order: Sequence[SortKey],
    limit: int,
    after: Sequence[Any] | None,
) -> Select[Any]:
    """Alternatives joined by OR are served by no index: the database would read the whole history in the order of the
    list. So the page of each way is found by itself, by the index of that way, and the pages are merged. A way that is
    served by an index on another column first, such as the month, is cut into slices of that column.
    """
    rows = statement.with_only_columns(*(key.column for key in order))
    pages = [_follow(rows, way, order, limit, after) for way in ways]
    seen = (union(*pages) if len(pages) > 1 else pages[0]).subquery("seen")
    places = [replace(key, column=column) for key, column in zip(order, seen.c, strict=True)]
    labelled = [column.label(f"key_{n}") for n, column in enumerate(seen.c)]
    merged = statement.add_columns(*labelled).where(order[-1].column == places[-1].column)
    return _in_order(merged, places, limit)


async def count_rows(
    session: AnySession, statement: Select[Any], ways: Sequence[Way], order: Sequence[SortKey], page: PageRequest
) -> None:
    """Where the page asks for it, how many rows the list has on all its pages, up to ``MOST_COUNTED``; the edge tells
    it with the answer."""
    if not page.counts:
        return
    rows = statement.with_only_columns(order[-1].column)
    found = [_all_on(rows, way) for way in ways] or [rows]
    counted = (union(*found) if len(found) > 1 else found[0]).limit(MOST_COUNTED).subquery("counted")
    [row] = await session.fetch(Statement(select(func.count().label("total")).select_from(counted)), {})
    session.info["total_count"] = row.total


def _all_on(rows: Select[Any], way: Way) -> Select[Any]:
    rows, slices = rows.where(way.condition), way.slices
    if slices is None:
        return rows
    [value] = slices.values.c
    piece = rows.where(slices.column == value, slices.condition).lateral()
    return select(*piece.c).select_from(slices.values.join(piece, true()))


async def read_page(
    session: AnySession,
    statement: Statement,
    order: Sequence[SortKey],
    page: PageRequest,
    parameters: Parameters | None = None,
) -> Rows[Row]:
    """The rows of one page, each by the names of its columns, past SQLAlchemy's executor."""
    after = _after_cursor(order, page) or ()
    bound = {**(parameters or {}), **{f"after_{n}": value for n, value in enumerate(after)}}
    rows = await session.fetch(statement, bound)
    link = _link([list(row.values()) for row in _last_of(rows, page)], order, page)
    for row in rows:
        # The sort values stand last in each row, for the cursor alone.
        for _ in order:
            row.popitem()
    return Rows(rows[: page.limit], link)


def answer_page(rows: Rows[Row]) -> Response:
    """The page as it was read, in the form of :class:`Page` or of what follows a list."""
    return Response(write_answer(vars(rows)), media_type="application/json")


def plain_columns(table: FromClause, names: Iterable[str]) -> list[ColumnElement[Any]]:
    """The columns of a list, with those that JSON writes as strings written so by the database."""
    columns = [table.c[name] for name in names]
    return [cast(one, Text).label(one.name) if isinstance(one.type, Numeric | Uuid) else one for one in columns]


def _follow(
    rows: Select[Any], way: Way, order: Sequence[SortKey], limit: int, after: Sequence[Any] | None
) -> Select[Any]:
    rows, slices = rows.where(way.condition), way.slices
    if slices is None:
        return _one_more(rows, order, limit, after)
    [value] = slices.values.c
    piece = _one_more(rows.where(slices.column == value, slices.condition), order, limit, after).lateral()
    pieces = select(*piece.c).select_from(slices.values.join(piece, true()))
    if not slices.is_ordered:
        places = [replace(key, column=column) for key, column in zip(order, piece.c, strict=True)]
        return _in_order(pieces, places, limit)
    return (pieces if after is None else pieces.where(value <= after[0])).limit(limit + 1)


def _one_more(statement: Select[Any], order: Sequence[SortKey], limit: int, after: Sequence[Any] | None) -> Select[Any]:
    """The page with one row beyond it, which tells whether another page follows."""
    if after is not None:
        statement = statement.where(_after(order, after))
    return _in_order(statement, order, limit)


def _in_order(statement: Select[Any], order: Sequence[SortKey], limit: int) -> Select[Any]:
    sorting = (key.column.desc() if key.descending else key.column.asc() for key in order)
    return statement.order_by(*sorting).limit(limit + 1)


def _last_of(rows: Sequence[T], page: PageRequest) -> Sequence[T]:
    """The row with which the page ends; none where no further page follows."""
    return rows[page.limit - 1 : page.limit] if len(rows) > page.limit else []


def _link(last: Sequence[Sequence[Any]], order: Sequence[SortKey], page: PageRequest) -> str | None:
    """The address of the page that follows the ``last`` row, whose sort values stand at its end."""
    if not last:
        return None
    path, _, asked = page.address.partition("?")
    kept = [one for one in parse_qsl(asked, keep_blank_values=True) if one[0] not in {"cursor", "limit", "count"}]
    # Neither a cursor nor a number has a sign that an address would have to write otherwise.
    further = f"cursor={_encode(last[0][-len(order) :])}&limit={page.limit}"
    return f"{path}?{urlencode(kept)}&{further}" if kept else f"{path}?{further}"
