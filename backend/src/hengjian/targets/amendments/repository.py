from uuid import UUID

from sqlalchemy import select

from hengjian.kit.access.auth import Visibility
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed
from hengjian.targets.models import Amendment
from hengjian.targets.models.visibility import of_visible_units
from hengjian.targets.workflows import AmendmentState


async def list_amendments(
    session: AnySession,
    visible: Visibility,
    page: FollowRequest,
    *,
    year: int | None,
    unit_code: str | None,
    plan_id: UUID | None,
    state: str | None,
) -> FollowedRows[Amendment]:
    statement = select(Amendment)
    for name, value in {"year": year, "unit_code": unit_code, "plan_id": plan_id, "state": state}.items():
        if value is not None:
            statement = statement.where(getattr(Amendment, name) == value)
    return await fetch_followed(
        session,
        statement,
        of_visible_units(Amendment.unit_code, visible),
        [SortKey(Amendment.id, descending=True)],
        page,
    )


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
