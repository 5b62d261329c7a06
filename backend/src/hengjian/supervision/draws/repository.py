from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select, true

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed
from hengjian.supervision.models import Draw, Unit
from hengjian.supervision.sight import is_only_inspector
from hengjian.supervision.workflows.draws import DrawState

_NEWEST_FIRST = (SortKey(Draw.year, descending=True), SortKey(Draw.opened_at, descending=True), SortKey(Draw.id))


def _visible(reader: Principal) -> ColumnElement[bool]:
    """Inspectors see drawn lots in which they took part."""
    if not is_only_inspector(reader):
        return true()
    return and_(Draw.state == DrawState.DRAWN, Draw.inspectors.contains([{"id": reader.subject}]))


async def list_draws(
    session: AnySession, reader: Principal, page: FollowRequest, *, year: int | None
) -> FollowedRows[Draw]:
    statement = select(Draw)
    if year is not None:
        statement = statement.where(Draw.year == year)
    return await fetch_followed(session, statement, _visible(reader), _NEWEST_FIRST, page)


async def get_draw(session: AnySession, reader: Principal, draw_id: UUID) -> Draw | None:
    return await session.scalar(select(Draw).where(Draw.id == draw_id, _visible(reader)))


async def get_draw_for_update(session: WriteSession, reader: Principal, draw_id: UUID) -> Draw | None:
    return await session.scalar(select(Draw).where(Draw.id == draw_id, _visible(reader)).with_for_update())


async def add_draw(session: WriteSession, draw: Draw) -> None:
    session.add(draw)
    await session.flush()


async def find_active_units(session: AnySession, codes: Collection[str]) -> dict[str, str]:
    rows = await session.execute(select(Unit.code, Unit.name).where(Unit.code.in_(codes), Unit.is_active))
    return {row.code: row.name for row in rows}
