from uuid import UUID

from sqlalchemy import select

from hengjian.kit.access.auth import Visibility
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import PageRequest, Rows, SortKey, fetch_page
from hengjian.targets.models import Amendment
from hengjian.targets.models.visibility import of_visible_units
from hengjian.targets.workflows import AmendmentState


async def list_amendments(
    session: AnySession,
    visible: Visibility,
    page: PageRequest,
    *,
    year: int | None,
    unit_code: str | None,
    plan_id: UUID | None,
    state: str | None,
) -> Rows[Amendment]:
    statement = select(Amendment).where(of_visible_units(Amendment.unit_code, visible))
    for name, value in {"year": year, "unit_code": unit_code, "plan_id": plan_id, "state": state}.items():
        if value is not None:
            statement = statement.where(getattr(Amendment, name) == value)
    if page.updated_since is not None:
        statement = statement.where(Amendment.updated_at >= page.updated_since)
    return await fetch_page(session, statement, [SortKey(Amendment.id, descending=True)], page)


async def get_amendment(session: AnySession, visible: Visibility, amendment_id: UUID) -> Amendment | None:
    statement = select(Amendment).where(Amendment.id == amendment_id)
    return await session.scalar(statement.where(of_visible_units(Amendment.unit_code, visible)))


async def get_amendment_for_update(session: WriteSession, visible: Visibility, amendment_id: UUID) -> Amendment | None:
    statement = select(Amendment).where(Amendment.id == amendment_id, of_visible_units(Amendment.unit_code, visible))
    return await session.scalar(statement.with_for_update())


async def has_open_amendment(session: AnySession, plan_id: UUID, indicator_code: str) -> bool:
    statement = select(Amendment.id).where(
        Amendment.plan_id == plan_id,
        Amendment.indicator_code == indicator_code,
        Amendment.state == AmendmentState.PROPOSED,
    )
    return await session.scalar(statement.limit(1)) is not None


async def save_amendment(session: WriteSession, amendment: Amendment) -> None:
    session.add(amendment)
    await session.flush()
