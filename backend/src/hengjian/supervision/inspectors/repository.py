"""The inspectors of the county as ``directory`` announces them."""

from sqlalchemy import select

from hengjian.contracts.events import InspectorChanged
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.upserts import upsert
from hengjian.kit.edge.paging import PageRequest, Rows, SortKey, fetch_page
from hengjian.supervision.models import Inspector


async def list_inspectors(session: AnySession, page: PageRequest) -> Rows[Inspector]:
    """Those in service; whoever may record may name any of them."""
    statement = select(Inspector).where(Inspector.is_active)
    return await fetch_page(session, statement, [SortKey(Inspector.name), SortKey(Inspector.account_id)], page)


async def copy_inspectors(session: WriteSession, event: InspectorChanged) -> None:
    rows = [inspector.model_dump() for inspector in event.inspectors]
    await upsert(session, Inspector.__table__, rows)
