from sqlalchemy import func, select

from hengjian.kit.data.database import WriteSession
from hengjian.supervision.models import NUMBERS


async def take_serials(session: WriteSession, count: int) -> list[int]:
    serials = select(NUMBERS.next_value()).select_from(func.generate_series(1, count))
    return list(await session.scalars(serials))
