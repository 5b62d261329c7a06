from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from hengjian.directory.models import Recovery
from hengjian.kit.data.database import ReadSession


async def list_recoveries(session: ReadSession, since: datetime) -> Sequence[Recovery]:
    """The latest first."""
    shown = select(Recovery).where(Recovery.recovered_at >= since)
    return (await session.scalars(shown.order_by(Recovery.recovered_at.desc(), Recovery.id))).all()
