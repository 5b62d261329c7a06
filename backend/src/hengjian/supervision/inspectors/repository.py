"""The inspectors of the county as ``directory`` announces them."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from hengjian.contracts.events import InspectorChanged
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import PageRequest, Rows, SortKey, fetch_page
from hengjian.supervision.models import Inspector


async def list_inspectors(session: AnySession, page: PageRequest) -> Rows[Inspector]:
    """Those in service; whoever may record may name any of them."""
    statement = select(Inspector).where(Inspector.is_active)
    return await fetch_page(session, statement, [SortKey(Inspector.name), SortKey(Inspector.account_id)], page)


async def copy_inspectors(session: WriteSession, event: InspectorChanged) -> None:
    statement = insert(Inspector)
    columns = [column for column in Inspector.__table__.columns if not column.primary_key]
    changes = {column.name: statement.excluded[column.name] for column in columns}
    statement = statement.on_conflict_do_update(index_elements=[Inspector.account_id], set_=changes)
    await session.execute(statement, [inspector.model_dump() for inspector in event.inspectors])
