"""Lists that one may follow: read once from ``changed_after=start``, and from then on only what changed.

What changed comes in the order of its numbers, as it is now. What the list no longer holds for this caller is told by
its name alone: deleted, gone out of their sight, or gone from what the filters leave. Of what they never could see they
hear nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from fastapi import Depends, Query, Request
from sqlalchemy import ColumnElement, Select, Text, func
from sqlalchemy.orm import InstrumentedAttribute

from hengjian.kit.changes.marks import FORM, START, Mark, digest_of_list, read_mark
from hengjian.kit.data.database import AnySession
from hengjian.kit.data.entity_rows import Path, columns_of, load_related, make_entities
from hengjian.kit.data.statements import Row
from hengjian.kit.edge.paging import (
    BadCursor,
    Count,
    Cursor,
    Limit,
    Page,
    PageRequest,
    Rows,
    SortKey,
    Way,
    asked_address,
    fetch_page,
)
from hengjian.kit.following import change_queries
from hengjian.kit.following.change_queries import Followed

T = TypeVar("T")
Shown = TypeVar("Shown")


class FollowedPage(Page[T]):
    """``mark`` is what to ask for next, where ``next`` is null; null itself where the list is read without following.
    ``gone`` names what the list no longer holds, as its items are named: by id, code or number, or by year and code
    with a slash between them.
    """

    mark: str | None
    gone: list[str]


@dataclass(frozen=True)
class FollowedRows(Rows[T]):
    """A page before it is written out; routes declare ``response_model=FollowedPage[...]``."""

    mark: str | None
    gone: list[str]

    def with_items(self, items: list[Shown]) -> "FollowedRows[Shown]":
        return FollowedRows(items, self.next, self.mark, self.gone)

    def as_page(self, items: list[Shown]) -> FollowedPage[Shown]:
        """The page as it is answered, row for row."""
        return FollowedPage(items=items, next=self.next, mark=self.mark, gone=self.gone)


@dataclass(frozen=True)
class FollowRequest(PageRequest):
    """``changed_after`` is None where the list is read as it stands."""

    changed_after: str | None = None
    list_digest: str = ""


async def _follow_request(
    request: Request,
    cursor: Cursor = None,
    limit: Limit = 50,
    count: Count = False,
    changed_after: Annotated[
        str | None,
        Query(
            pattern=FORM, description="`start`, or the `mark` of the page before: only what changed since, and `gone`"
        ),
    ] = None,
) -> FollowRequest:
    filters = [one for one in request.query_params.multi_items() if one[0] not in _OF_THE_PAGE]
    digest = "" if changed_after is None else digest_of_list(request.url.path, filters, request.state.principal)
    return FollowRequest(cursor, limit, asked_address(request), count, changed_after, digest)


_OF_THE_PAGE = ("cursor", "limit", "count", "changed_after")

Following = Annotated[FollowRequest, Depends(_follow_request)]


@dataclass(frozen=True)
class Step:
    """What a request asks for: a page of the list as it stands, or what changed ``after`` a mark up to ``until``.

    ``mark`` is where somebody who begins goes on when they have read the list.
    """

    page: FollowRequest
    mark: Mark | None = None
    after: int | None = None

    def tell(self, rows: Rows[T]) -> FollowedRows[T]:
        """A page of the list as it stands."""
        return FollowedRows(rows.items, rows.next, None if self.mark is None else str(self.mark), [])


async def take_step(session: AnySession, page: FollowRequest) -> Step:
    """Refused where the mark holds no longer."""
    if page.changed_after is None:
        return Step(page)
    asked, progress = read_mark(page.changed_after), await change_queries.read_progress(session)
    if asked.mark is not None:
        asked.mark.check(progress, page.list_digest)
    now = Mark(progress.incarnation, progress.last_number, page.list_digest)
    if asked.is_beginning:
        mark = asked.mark or now
        return Step(replace(page, address=_asking(page.address, f"{START}.{mark}")), mark)
    if page.cursor is not None or asked.mark is None:
        raise BadCursor
    return Step(page, now, asked.mark.number)


def named_by(*columns: Any) -> ColumnElement[str]:
    """The name of records that several columns name together."""
    return func.concat_ws("/", *columns, type_=Text)


async def fetch_followed(
    session: AnySession,
    statement: Select[T],
    visible: ColumnElement[bool],
    order: Sequence[SortKey],
    page: FollowRequest,
    *,
    key: Any = None,
    ways: Sequence[Way] = (),
    related: Sequence[Path] = (),
    without: Sequence[InstrumentedAttribute[Any]] = (),
) -> FollowedRows[T]:
    """A page of the statement's entities that are ``visible`` to the caller, or of those among them that changed.

    ``statement`` carries what is asked for, ``visible`` what may be seen: they are told apart by what is said of a
    record that neither leaves any more. ``key`` is how the record is named, where not by its id; the other parameters
    are those of :func:`~hengjian.kit.edge.paging.fetch_page`.
    """
    step = await take_step(session, page)
    if step.after is None:
        return step.tell(
            await fetch_page(
                session, statement.where(visible), order, step.page, ways=ways, related=related, without=without
            )
        )
    [described] = statement.column_descriptions
    entity = described["entity"]
    columns = statement.with_only_columns(*columns_of(entity, without)).where(visible)
    rows = await read_changes(session, columns, Followed(entity, visible, key), step, ways=ways)
    entities: list[T] = make_entities(entity, rows.items)
    for path in related:
        await load_related(session, entities, path)
    return rows.with_items(entities)


async def read_changes(
    session: AnySession, statement: Select[Any], followed: Followed, step: Step, *, ways: Sequence[Way] = ()
) -> FollowedRows[Row]:
    """What changed of that which ``statement`` selects and at least one of ``ways``, if any, leads to."""
    assert step.after is not None, "the caller asked for changes"
    assert step.mark is not None, "whoever asks for changes gets a mark"
    limit = step.page.limit
    changed = await change_queries.list_changed(session, followed.entity, step.after, step.mark.number, limit + 1)
    told = changed[:limit]
    names = [row.object_id for row in told]
    found = await change_queries.find_rows(session, statement, followed, names, ways) if names else {}
    gone = await change_queries.find_gone(session, followed, [name for name in names if name not in found])
    if len(changed) <= limit:
        mark, link = step.mark, None
    else:
        mark = replace(step.mark, number=told[-1].number)
        link = f"{_asking(step.page.address, str(mark))}&limit={limit}"
    return FollowedRows([found[name] for name in names if name in found], link, str(mark), gone)


def _asking(address: str, changed_after: str) -> str:
    path, _, asked = address.partition("?")
    kept = [one for one in parse_qsl(asked, keep_blank_values=True) if one[0] not in _OF_THE_PAGE]
    return f"{path}?{urlencode([*kept, ('changed_after', changed_after)])}"
