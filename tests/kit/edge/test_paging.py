"""Pages by the last row's sort values: nothing skipped or doubled, and no row read twice to get there."""

from collections.abc import AsyncIterator
from random import Random
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import Column, Integer, MetaData, Table, select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncSession

from hengjian.kit.data.database import create_engine
from hengjian.kit.edge.paging import PageRequest, SortKey, fetch_page

ROWS, PAGE_SIZE, FEW = 60, 7, 4
TABLE = Table("paged", MetaData(), *(Column(name, Integer) for name in "abc"), prefixes=["TEMPORARY"])
A, B, C = TABLE.c


@pytest_asyncio.fixture
async def session(owner_url: str) -> AsyncIterator[AsyncSession]:
    engine = create_engine(owner_url)
    async with AsyncSession(engine) as session:
        connection = await session.connection()
        await connection.run_sync(TABLE.create)
        yield session
    await engine.dispose()


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
    ids=str,
)
async def test_every_row_comes_once_and_in_order(session: AsyncSession, order: list[SortKey]) -> None:
    chance = Random(ROWS)
    rows = [{"a": chance.randrange(FEW), "b": chance.randrange(FEW), "c": number} for number in range(ROWS)]
    await session.execute(TABLE.insert(), rows)
    signs = [(key.column.name, -1 if key.descending else 1) for key in order]
    expected = [row["c"] for row in sorted(rows, key=lambda row: [sign * row[name] for name, sign in signs])]
    found: list[int] = []
    cursor: str | None = None
    while True:
        page = await fetch_page(session, select(C), order, PageRequest(cursor, PAGE_SIZE, None, "http://x/"))
        found += page.items
        if page.next is None:
            break
        cursor = page.next.partition("cursor=")[2].partition("&")[0]
    assert found == expected


async def test_a_page_far_down_begins_at_its_row_in_the_index(session: AsyncSession) -> None:
    await session.execute(text("CREATE INDEX ON paged (a, c)"))
    await session.execute(TABLE.insert(), [{"a": number // 2, "b": 0, "c": number} for number in range(2000)])
    await session.execute(text("ANALYZE paged"))
    seen: list[Any] = []

    class Listening:
        async def execute(self, statement: Any) -> Any:
            seen.append(statement)
            return await session.execute(statement)

    listening: Any = Listening()
    order = [SortKey(A), SortKey(C)]
    first = await fetch_page(listening, select(C), order, PageRequest(None, PAGE_SIZE, None, "http://x/"))
    assert first.next is not None
    cursor = first.next.partition("cursor=")[2].partition("&")[0]
    await fetch_page(listening, select(C), order, PageRequest(cursor, PAGE_SIZE, None, "http://x/"))
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    asked = str(seen[-1].compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
    plan = "\n".join(await session.scalars(text(f"EXPLAIN {asked}")))
    assert "Index Cond: (ROW(a, c) > ROW" in plan, plan
    assert "Filter" not in plan, plan
