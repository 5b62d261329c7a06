from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from hengjian.kit.access.auth import Visibility
from hengjian.kit.data.database import AnySession
from hengjian.targets.models import Plan
from hengjian.targets.models.visibility import of_visible_plans


async def get_plan(session: AnySession, visible: Visibility, plan_id: UUID) -> Plan | None:
    """With its targets old and new, amendments and letter."""
    statement = select(Plan).where(Plan.id == plan_id, of_visible_plans(visible))
    return await session.scalar(
        statement.options(selectinload(Plan.targets), selectinload(Plan.amendments), joinedload(Plan.letter))
    )
