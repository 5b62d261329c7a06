"""Dead letters as the administrator reads them, in the order of arrival."""

from typing import Any

from sqlalchemy import select

from hengjian.kit.data.database import ReadSession
from hengjian.kit.edge.paging import PageRequest, Place, Rows, SortKey, count_rows, list_by, read_page


async def list_letters(session: ReadSession, page: PageRequest) -> Rows[Any]:
    letter = session.database.table("dead_letter")
    statement = select(letter)
    order = (SortKey(letter.c.id),)
    await count_rows(session, statement, (), order, page)
    return await read_page(session, list_by(statement, (), order, Place.of(page)), order, page)
