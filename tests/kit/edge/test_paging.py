"""Pages by the last row's sort values: nothing skipped or doubled, and no row read twice to get there."""

from collections.abc import AsyncIterator
from random import Random
from typing import Any

import asyncpg
import pytest
import pytest_asyncio
from sqlalchemy import FromClause, func, select, true
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from hengjian.kit.edge.paging import PageRequest, Rows, Slices, SortKey, Way, fetch_page
from tests.support.driven import Driven

ROWS, PAGE_SIZE, FEW = 60, 7, 4


class Base(DeclarativeBase):
    pass


class Paged(Base):
    __tablename__ = "paged"

    a: Mapped[int]
    b: Mapped[int]
    c: Mapped[int] = mapped_column(primary_key=True)


A, B, C = Paged.a, Paged.b, Paged.c


@pytest_asyncio.fixture
async def session(owner_url: str) -> AsyncIterator[Driven]:
    connection = await asyncpg.connect(owner_url)
    await connection.execute("CREATE TEMPORARY TABLE paged (a int, b int, c int)")
    yield Driven(connection)
    await connection.close()


async def ask(session: Any, order: list[SortKey], cursor: str | None) -> Rows[Paged]:
    return await fetch_page(session, select(Paged), order, PageRequest(cursor, PAGE_SIZE, "http://x/"))


@pytest.mark.parametrize(
    "order",
    [
        [SortKey(C)],
        [SortKey(A), SortKey(C)],
        [SortKey(A, descending=True), SortKey(C, descending=True)],
        [SortKey(A, descending=True), SortKey(B), SortKey(C)],
        [SortKey(A), SortKey(B, descending=True), SortKey(C)],
        [SortKey(A, descending=True), SortKey(B, descending=True), SortKey(C)],
    ],
    ids=lambda order: ", ".join(f"{key.column.key}{' descending' * key.descending}" for key in order),
)
async def test_every_row_comes_once_and_in_order(session: Driven, order: list[SortKey]) -> None:
    chance = Random(ROWS)
    rows = [(chance.randrange(FEW), chance.randrange(FEW), number) for number in range(ROWS)]
    await session.connection.executemany("INSERT INTO paged VALUES ($1, $2, $3)", rows)
    signs = [("abc".index(key.column.key), -1 if key.descending else 1) for key in order]
    expected = [row[2] for row in sorted(rows, key=lambda row: [sign * row[at] for at, sign in signs])]
    found: list[int] = []
    cursor: str | None = None
    while True:
        page = await ask(session, order, cursor)
        found += [row.c for row in page.items]
        if page.next is None:
            break
        cursor = page.next.partition("cursor=")[2].partition("&")[0]
    assert found == expected


async def test_a_page_far_down_begins_at_its_row_in_the_index(session: Driven) -> None:
    await session.connection.execute("CREATE INDEX ON paged (a, c)")
    await session.connection.execute("INSERT INTO paged SELECT n / 2, 0, n FROM generate_series(0, 1999) n")
    await session.connection.execute("ANALYZE paged")
    order = [SortKey(A), SortKey(C)]
    first = await ask(session, order, None)
    assert first.next is not None
    await ask(session, order, first.next.partition("cursor=")[2].partition("&")[0])
    sql, values = session.asked[-1]
    plan = "\n".join(row[0] for row in await session.connection.fetch(f"EXPLAIN {sql}", *values))
    assert "Index Cond: (ROW(a, c) > ROW" in plan, plan
    assert "Filter" not in plan, plan


def _numbers(last: int) -> FromClause:
    return select(func.generate_series(0, last).label("number")).subquery("numbers")


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        ([], ROWS),
        ([Way(A == 1)], ROWS // FEW),
        ([Way(A == 1), Way(B == 1)], ROWS // 2),
        ([Way(A == 1, Slices(B, _numbers(1)))], ROWS // FEW),
        ([Way(A == 1), Way(true(), Slices(C, _numbers(9)))], 22),
    ],
    ids=["all", "one way", "two ways that meet", "in slices", "one of two in slices"],
)
async def test_what_a_list_holds_is_counted_whole(session: Driven, ways: list[Way], expected: int) -> None:
    rows = [(number % FEW, number % 2, number) for number in range(ROWS)]
    await session.connection.executemany("INSERT INTO paged VALUES ($1, $2, $3)", rows)
    asked = PageRequest(None, PAGE_SIZE, "http://x/?count=true", counts=True)
    page = await fetch_page(session, select(Paged), [SortKey(C)], asked, ways=ways)  # type: ignore[arg-type]
    assert (len(page.items), session.info["total_count"]) == (PAGE_SIZE, expected)
    assert page.next is not None
    assert "count" not in page.next, "the next page counts nothing again"
